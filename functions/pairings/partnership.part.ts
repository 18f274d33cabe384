/** Loaded later than the list of partnerships, which more people open. */
export { partnership } from './partnership/respond.tsx';
