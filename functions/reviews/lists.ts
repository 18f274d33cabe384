import { applicationList } from './application-list.tsx';
import { overview } from './overview.tsx';

/** All applications at a glance, with the charts and filters that neither the queue nor one application needs. */
export const responders = { overview, applicationList };
