import { readFile } from 'node:fs/promises';
import { isBroken, type Parsed, parsedJson } from '../parsing/parsed.ts';

/** A file's text. Faults that an operator can fix (a missing file, a folder, not UTF-8) are problems, not outages. */
export async function readText(file: string): Promise<Parsed<string>> {
  try {
    const bytes = await readFile(file);
    return { parsed: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { problems: ['not UTF-8 text (save it as “CSV UTF-8”)'] };
    if (error instanceof Error && 'code' in error) return { problems: [`can’t be read (${error.code})`] };
    throw error;
  }
}

/** A file's JSON. */
export async function readJson(file: string): Promise<Parsed<unknown>> {
  const text = await readText(file);
  return isBroken(text) ? text : parsedJson(text.parsed);
}

/** Problems start with the file. */
export const inFile = <T>(file: string, parsed: Parsed<T>): Parsed<T> =>
  isBroken(parsed) ? { problems: parsed.problems.map((problem) => `${file}: ${problem}`) } : parsed;

/** A JSON file, read by `parse`. Each problem starts with the file. */
export async function loadJson<T>(file: string, parse: (json: unknown) => Parsed<T>): Promise<Parsed<T>> {
  const json = await readJson(file);
  return inFile(file, isBroken(json) ? json : parse(json.parsed));
}
