import { applicationList } from './list/respond.tsx';
import { overview } from './overview/respond.tsx';

/** Pages with charts and filters. The queue and the application page don't need that code, so these load on demand. */
export const responders = { overview, applicationList };
