import { applicationList } from './application-list.tsx';
import { overview } from './overview.tsx';

/** Pages with charts and filters. The queue and the application page don't need that code, so these load on demand. */
export const responders = { overview, applicationList };
