import * as v from 'valibot';
import { keyFaultOf, sayWrong } from './say-issue.ts';

/** A file's content as the domain types it, or every sentence on what is wrong with it. */
export type Parsed<T> = { readonly parsed: T } | { readonly problems: readonly string[] };

export const isBroken = (parsed: Parsed<unknown>): parsed is { readonly problems: readonly string[] } =>
  'problems' in parsed;

/** Holds a value against a schema; each problem begins with the path of what is wrong, `quotas.3.level`, unless said otherwise. */
export function parsedBy<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  say: (issue: v.BaseIssue<unknown>) => string = sayWithPath,
): Parsed<T> {
  const outcome = v.safeParse(schema, value);
  return outcome.success ? { parsed: outcome.output } : { problems: outcome.issues.map(say) };
}

const sayWithPath = (issue: v.BaseIssue<unknown>): string =>
  `${v.getDotPath(issue) ?? 'the file'}: ${keyFaultOf(issue)?.wrong ?? sayWrong(issue)}`;

/** Reads JSON text; what is wrong with its syntax is a problem too. */
export function parsedJson(text: string): Parsed<unknown> {
  try {
    return { parsed: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problems: [`not JSON: ${error.message}`] };
  }
}
