/** Pages with charts and filters. The queue doesn't need that code, so these load on demand. */
export { applicationList } from './list/respond.tsx';
export { overview } from './overview/respond.tsx';
