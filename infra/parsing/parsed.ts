import * as v from 'valibot';
import { keyFaultOf, sayWrong } from './say-issue.ts';

/** A file's content as a domain type, or one sentence for each problem. */
export type Parsed<T> = { readonly parsed: T } | { readonly problems: readonly string[] };

export const isBroken = (parsed: Parsed<unknown>): parsed is { readonly problems: readonly string[] } =>
  'problems' in parsed;

/** Checks a value against a schema. By default, each problem starts with its path, such as `quotas.3.level`. */
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

/** Reads JSON text. Syntax errors are problems too. */
export function parsedJson(text: string): Parsed<unknown> {
  try {
    return { parsed: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problems: [`not JSON: ${error.message}`] };
  }
}
