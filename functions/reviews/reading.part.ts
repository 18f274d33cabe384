/** The page of an application. The queue doesn't need its answers, findings, and forms, so it loads on demand. */
export { staffApplication } from './application/respond.tsx';
