import { answering } from '../http/handler.ts';
import { origin } from './context.ts';
import { exportFile, exportPage } from './export.tsx';

/** What directors take out of the service. */
export const handler = answering<'records'>({ exportPage, exportFile }, { origin });
