import { existsSync } from 'node:fs';
import path from 'node:path';
import { sayCount } from '#domain/base/wording.ts';
import type { Parsed } from '../parsing/parsed.ts';
import { outputFolders } from './sheet-files.ts';
import { placeOf, sayNoFolder } from './write-files.ts';

/** The output options of `pair` and `plan-visits`. */
type Outputs = { readonly out: string | undefined; readonly json: boolean };

/** A problem of the output options, or undefined. `files` are all files of the command. */
export function outputProblem(
  { out, json }: Outputs,
  files: readonly (string | undefined)[],
): string | undefined {
  if (out === undefined && !json) return 'Give an output file with --out, or use --json.';
  const named = files.filter((file) => file !== undefined);
  const paths = named.map(placeOf);
  const twice = named.findLast((_, index) => paths.indexOf(paths[index] ?? '') < index);
  return twice === undefined ? undefined : `${twice} is used twice. Use a different file for each option.`;
}

/** Outputs without a folder. Commands check before they solve, so that no one waits for a result and loses it. */
export function folderProblems(
  out: string | undefined,
  files: readonly (string | undefined)[],
): readonly string[] {
  const created = outputFolders(out).map(placeOf);
  return files
    .filter((file) => file !== undefined)
    .filter((file) => {
      const folder = path.dirname(placeOf(file));
      return !created.includes(folder) && !existsSync(folder);
    })
    .map(sayNoFolder);
}

/** The time limit. */
export function readSeconds(text: string, most: number): Parsed<number> {
  const seconds = Number(text);
  return seconds >= 1 && seconds <= most
    ? { parsed: seconds }
    : { problems: [`Invalid --time-limit “${text}”: use 1 to ${sayCount(most)} seconds.`] };
}
