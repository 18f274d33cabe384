import { partnership } from './partnership.tsx';

/** Loaded later than the list of partnerships, which more people open. */
export const responders = { partnership };
