import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { root } from './source.ts';

const byName = v.record(v.string(), v.string());
const Manifest = v.object({ dependencies: byName, devDependencies: byName });

/** Package names and their versions, as `package.json` asks for them. */
export const manifest = v.parse(Manifest, JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
