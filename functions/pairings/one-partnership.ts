import { partnership } from './partnership.tsx';

/** One partnership with its visits, which fewer ask for than the list. */
export const responders = { partnership };
