import path from 'node:path';
import { compileScript } from '../../infra/bundle/site-files.ts';

/** The compiled script, without its file name. */
export const script = await compileScript(path.resolve(import.meta.dirname, '../..'));
