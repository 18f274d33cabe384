import { partnership } from './partnership/respond.tsx';

/** Loaded later than the list of partnerships, which more people open. */
export const responders = { partnership };
