import path from 'node:path';
import { compile } from 'sass';

const root = path.resolve(import.meta.dirname, '../..');

/** The compiled style sheet, without its file name. */
export const { css } = compile(path.join(root, 'shared/ui/styles/main.scss'), {
  loadPaths: [path.join(root, 'node_modules')],
  quietDeps: true,
  style: 'compressed',
});
