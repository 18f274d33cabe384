import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { isBroken, type Parsed, parsedJson } from '../parsing/parsed.ts';

const megabyte = 1024 * 1024;
// Many times the largest district's files. Reading needs several times as much memory.
const mostMegabytes = 64;

/** A file's bytes, no more than the limit. Faults that an operator can fix, such as a missing file, are problems, not outages. */
export async function readBytes(file: string): Promise<Parsed<Buffer>> {
  try {
    const most = mostMegabytes * megabyte;
    // One byte more than allowed, which tells a larger file, and a device that never ends.
    const bytes = await buffer(createReadStream(file, { end: most, highWaterMark: megabyte }));
    return bytes.length > most
      ? { problems: [`this file is too large (at most ${mostMegabytes} MB)`] }
      : { parsed: bytes };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return { problems: ['file not found'] };
    if (error.code === 'EISDIR') return { problems: ['this is a folder (expected a file)'] };
    return { problems: [`can’t be read (${error.code})`] };
  }
}

/** The text in UTF-8, UTF-16, or an old encoding, as spreadsheets and shells save it; undefined if it isn't text. */
export function decoded(bytes: Buffer): string | undefined {
  const encoding = encodingOf(bytes);
  const text = encoding === undefined ? decodedByLine(bytes) : new TextDecoder(encoding).decode(bytes);
  return text.includes('\0') ? undefined : text;
}

/** Old encodings: only Macs end lines with CR alone. A file put together from several has each line in its own. */
function decodedByLine(bytes: Buffer): string {
  const old = bytes.includes('\n') || !bytes.includes('\r') ? 'windows-1252' : 'macintosh';
  return bytes
    .toString('latin1')
    .split(/(?<=[\r\n])/)
    .map((line) => Buffer.from(line, 'latin1'))
    .map((line) => new TextDecoder(isUtf8(line) ? 'utf-8' : old).decode(line))
    .join('');
}

/** Undefined if it isn't Unicode throughout. */
function encodingOf(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  const mark = bytes.toString('latin1', 0, 2);
  const start = bytes.subarray(0, 1000);
  // Without a mark, UTF-16 shows by its zeros: every other byte of plain text is one.
  const zeros = (place: 0 | 1) => start.filter((byte, index) => byte === 0 && index % 2 === place).length;
  if (mark === '\xff\xfe' || zeros(1) > start.length / 4) return 'utf-16le';
  if (mark === '\xfe\xff' || zeros(0) > start.length / 4) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : undefined;
}

/** A file's text. */
export async function readText(file: string): Promise<Parsed<string>> {
  const bytes = await readBytes(file);
  if (isBroken(bytes)) return bytes;
  const text = decoded(bytes.parsed);
  return text === undefined ? { problems: ['not a text file'] } : { parsed: text };
}

/** Problems start with the file. */
export const inFile = <T>(file: string, parsed: Parsed<T>): Parsed<T> =>
  isBroken(parsed) ? { problems: parsed.problems.map((problem) => `${file}: ${problem}`) } : parsed;

const listNotRecord = 'a list in [ ] isn’t a list of names and values in { }';

/** A JSON file with a list of names and values, read by `parse`. Each problem starts with the file. */
export async function loadJson<T>(file: string, parse: (json: unknown) => Parsed<T>): Promise<Parsed<T>> {
  const text = await readText(file);
  const json = isBroken(text) ? text : parsedJson(text.parsed);
  if (isBroken(json)) return inFile(file, json);
  return inFile(file, Array.isArray(json.parsed) ? { problems: [listNotRecord] } : parse(json.parsed));
}
