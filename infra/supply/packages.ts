import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const root = join(import.meta.dirname, '../..');

const lockSchema = v.object({
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      license: v.optional(v.string()),
      dev: v.optional(v.boolean(), false),
      optional: v.optional(v.boolean(), false),
    }),
  ),
});

/** One deployed package. The license is an SPDX expression, or undefined if the package names none. */
export type ShippedPackage = {
  readonly name: string;
  readonly version: string;
  readonly license: string | undefined;
  /** From its license file; undefined if that names no one. */
  readonly copyright: string | undefined;
};

// A build tool whose styles are served.
const builtInto: readonly string[] = ['govuk-frontend'];

/** Every package under "dependencies", what these need, and what the build puts into served files. Sorted by name. */
export function shippedPackages(): readonly ShippedPackage[] {
  const lock = v.parse(lockSchema, JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return Object.entries(lock.packages)
    .map(([place, entry]) => ({ place, name: place.replace(/^.*node_modules\//, ''), ...entry }))
    .filter(
      ({ place, name, dev, optional }) => builtInto.includes(name) || (place !== '' && !dev && !optional),
    )
    .map(({ place, name, version = '', license }) => ({
      name,
      version,
      license,
      copyright: copyrightIn(join(root, place)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function copyrightIn(folder: string): string | undefined {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
  return /^\s*copyright\s+(?:\(c\)\s*|©\s*)?(?![\s\S]{0,3}(?:notice|owner|holder|license))(\S.*)$/im
    .exec(text)?.[1]
    ?.trim();
}
