import type { SourceMap } from 'node:module';
import { UnreadableRecord } from '#store/unreadable-record.ts';

/** Source maps by file; undefined for a file without one, such as unbundled code. */
const maps = new Map<string, SourceMap | undefined>();

/**
 * A stack with TypeScript files and lines (`functions/site/privacy.ts:12:5`) instead of those of the bundle. It reads maps
 * only after a failure. Node's `--enable-source-maps` would read them at every start, which takes 9 ms of CPU.
 */
const inSource = (stack: string): string =>
  stack.replace(
    /(?:file:\/\/)?(\/[^\s()]+\.mjs):(\d+):(\d+)/g,
    (place, file: string, line: string, column: string) =>
      sourceOf(file, Number(line), Number(column)) ?? place,
  );

function sourceOf(file: string, line: number, column: number): string | undefined {
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
  const origin = maps.get(file)?.findOrigin(line, column);
  if (!origin || !('fileName' in origin)) return undefined;
  return `${origin.fileName.replace(/^(\.\.\/)+/, '')}:${origin.lineNumber}:${origin.columnNumber}`;
}

function readMap(path: string): SourceMap | undefined {
  const { existsSync, readFileSync } = process.getBuiltinModule('node:fs');
  if (!existsSync(path)) return undefined;
  const { SourceMap } = process.getBuiltinModule('node:module');
  return new SourceMap(JSON.parse(readFileSync(path, 'utf8')));
}

/** The facts about an error that a log may contain. */
type ErrorFacts = {
  /** The name of its class. */
  readonly error: string;
  /** The stack: the calls that led to it, the last one first. */
  readonly at: string;
  /** The stored record that could not be read, and the place in it. */
  readonly unreadable?: string;
};

/** Most messages are left out, because they may quote an address or an answer. */
export const errorFacts = (error: unknown): ErrorFacts =>
  error instanceof Error
    ? {
        error: error.name,
        at: callsOf(error),
        ...(error instanceof UnreadableRecord && { unreadable: error.message }),
      }
    : { error: typeof error, at: '' };

/** A stack starts with the message, which may have several lines. */
function callsOf({ stack = '', message }: Error): string {
  const calls = inSource(stack.slice(stack.indexOf(message) + message.length));
  return [...calls.matchAll(/^ +at (.+)$/gm)].map(([, call]) => call).join(' < ');
}
