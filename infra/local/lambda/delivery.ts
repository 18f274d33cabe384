import * as v from 'valibot';
import { isList, type Json } from '../template/template.ts';
import type { Outcome } from './environment.ts';
import type { StreamEvent } from './stream-event.ts';

export type DeliveryRules = {
  readonly bisects: boolean;
  readonly reportsFailures: boolean;
  /** -1: unlimited. */
  readonly maximumRetries: number;
  /** Milliseconds. Older records are given up. -1: never. */
  readonly maximumAgeMs: number;
};

type Delivery = {
  readonly rules: DeliveryRules;
  readonly invoke: (records: readonly StreamEvent[]) => Promise<Outcome>;
  readonly giveUp: (records: readonly StreamEvent[], cause: string) => void;
  readonly now: () => number;
  /** Waits before the next attempt. Rejects when the runner stops. */
  readonly pause: (attempt: number) => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * Delivers `records` in order until each is accepted or given up, as Lambda does for a stream. A partial
 * failure repeats from the first failed record. A failed batch is halved if the mapping says so. Rejects only
 * when `signal` aborts, and then nothing counts as delivered.
 */
export async function deliver(
  records: readonly StreamEvent[],
  delivery: Delivery,
  attempt = 0,
): Promise<void> {
  const { rules, invoke, giveUp, now, pause, signal } = delivery;
  const [first] = records;
  if (first === undefined) return;
  signal.throwIfAborted();
  const outcome = await invoke(records);
  signal.throwIfAborted();
  const remaining = records.slice(firstFailure(records, outcome, rules));
  if (remaining.length === 0) return;
  const cause = 'failure' in outcome ? outcome.failure.errorMessage : 'the function reported failed records';
  const ageMs = now() - first.dynamodb.ApproximateCreationDateTime * 1000;
  if (rules.maximumRetries >= 0 && attempt >= rules.maximumRetries) return giveUp(remaining, cause);
  if (rules.maximumAgeMs >= 0 && ageMs > rules.maximumAgeMs) return giveUp(remaining, cause);
  await pause(attempt);
  if (!rules.bisects || remaining.length === 1) return deliver(remaining, delivery, attempt + 1);
  const middle = Math.ceil(remaining.length / 2);
  await deliver(remaining.slice(0, middle), delivery, attempt + 1);
  await deliver(remaining.slice(middle), delivery, attempt + 1);
}

const partialAnswer = v.object({
  batchItemFailures: v.optional(v.nullable(v.array(v.object({ itemIdentifier: v.string() })))),
});

/** The index to repeat from; the number of records if all were accepted. */
function firstFailure(records: readonly StreamEvent[], outcome: Outcome, rules: DeliveryRules): number {
  if ('failure' in outcome) return 0;
  if (!rules.reportsFailures || outcome.answer === null) return records.length;
  const answer = v.safeParse(partialAnswer, outcome.answer);
  // Lambda also treats an unreadable response as a complete failure.
  if (!answer.success) return 0;
  const failed = new Set(answer.output.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  if (failed.size === 0) return records.length;
  const index = records.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
  return Math.max(0, index);
}

type Filter = (event: unknown) => boolean;

/**
 * The filter of an event source mapping's pattern.
 * @throws for an unsupported operator, so that no event is silently kept or lost.
 */
export function readFilter(pattern: string): Filter {
  const parsed: Json = JSON.parse(pattern);
  return compile(parsed, pattern);
}

function compile(pattern: Json, whole: string): Filter {
  if (pattern === null || typeof pattern !== 'object')
    throw new Error(`This isn’t an event pattern: ${whole}`);
  if (isList(pattern)) {
    const tests = pattern.map((part) => compileTest(part, whole));
    return (value) => tests.some((test) => test(value));
  }
  const fields = Object.entries(pattern).map(([name, part]) => {
    if (name.startsWith('$'))
      throw new Error(`The local runner doesn’t support ${name} in an event pattern: ${whole}`);
    return { name, filter: compile(part, whole) };
  });
  return (value) => fields.every(({ name, filter }) => filter(fieldOf(value, name)));
}

function compileTest(test: Json, whole: string): Filter {
  if (test === null || typeof test !== 'object') return (value) => value === test;
  const [[operator, argument] = ['', null], ...others] = Object.entries(test);
  const texts = [argument].flat();
  if (others.length > 0) throw new Error(`An event pattern may only have one operator at a time: ${whole}`);
  switch (operator) {
    case 'prefix':
      return (value) => typeof value === 'string' && value.startsWith(String(argument));
    case 'suffix':
      return (value) => typeof value === 'string' && value.endsWith(String(argument));
    case 'equals-ignore-case':
      return (value) => typeof value === 'string' && value.toLowerCase() === String(argument).toLowerCase();
    case 'exists':
      return (value) => (value !== undefined) === argument;
    case 'anything-but': {
      if (texts.some((text) => text !== null && typeof text === 'object')) break;
      return (value) => value !== undefined && !texts.some((text) => text === value);
    }
  }
  throw new Error(`The local runner doesn’t support ${operator} in an event pattern: ${whole}`);
}

function fieldOf(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return new Map(Object.entries(value)).get(name);
}
