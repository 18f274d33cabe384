import path from 'node:path';
import { compile } from 'sass';

const root = path.resolve(import.meta.dirname, '../..');

/** The style sheet as it is served, without the name of its file. */
export const { css } = compile(path.join(root, 'shared/ui/styles/main.scss'), {
  loadPaths: [path.join(root, 'node_modules')],
  quietDeps: true,
  style: 'compressed',
});
