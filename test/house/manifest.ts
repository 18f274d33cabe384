import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { root } from './source.ts';

const byName = v.record(v.string(), v.string());
const Manifest = v.object({ dependencies: byName, devDependencies: byName, scripts: byName });

/** Package names with their versions, and scripts, as `package.json` has them. */
export const manifest = v.parse(Manifest, JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
