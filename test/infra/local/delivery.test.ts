import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DeliveryRules, deliver } from '../../../infra/local/lambda/delivery.ts';
import type { StreamEvent } from '../../../infra/local/lambda/stream-event.ts';

const record = (number: number, ageSeconds = 0): StreamEvent => ({
  eventID: String(number),
  eventName: 'INSERT',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'us-east-1',
  eventSourceARN: 'stream',
  dynamodb: { ApproximateCreationDateTime: 1_000_000 - ageSeconds, SequenceNumber: String(number) },
});
const numberOf = ({ dynamodb }: StreamEvent) => Number(dynamodb.SequenceNumber);

const strict: DeliveryRules = { bisects: true, reportsFailures: true, maximumRetries: 8, maximumAgeMs: -1 };

/** A function that accepts records in order up to a poisoned one, which it reports or throws at. */
function aFunction(options: {
  readonly rules: DeliveryRules;
  readonly poisoned: ReadonlySet<number>;
  readonly failure: 'throws' | 'reports';
}) {
  const accepted: number[] = [];
  const givenUp: number[] = [];
  const batches: number[][] = [];
  const delivery = {
    rules: options.rules,
    now: () => 1_000_000_000,
    pause: async () => {},
    signal: new AbortController().signal,
    giveUp: (records: readonly StreamEvent[]) => void givenUp.push(...records.map(numberOf)),
    invoke: async (records: readonly StreamEvent[]) => {
      batches.push(records.map(numberOf));
      for (const number of records.map(numberOf)) {
        if (!options.poisoned.has(number)) accepted.push(number);
        else if (options.failure === 'throws')
          return { failure: { errorType: 'Error', errorMessage: 'planned' } };
        else return { answer: { batchItemFailures: [{ itemIdentifier: String(number) }] } };
      }
      return { answer: { batchItemFailures: [] } };
    },
  };
  return { delivery, accepted, givenUp, batches };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const records = (count: number) => numbers(count).map((number) => record(number));
const inOrder = (list: readonly number[]) => [...new Set(list)].sort((a, b) => a - b);

test('a partial failure repeats from the first failed record on', async () => {
  const rules = { ...strict, bisects: false, maximumRetries: 1 };
  const { delivery, batches, givenUp } = aFunction({ rules, poisoned: new Set([3]), failure: 'reports' });
  await deliver(records(4), delivery);
  expect(batches).toEqual([
    [1, 2, 3, 4],
    [3, 4],
  ]);
  expect(givenUp).toEqual([3, 4]);
});

test('without partial failures the whole batch repeats', async () => {
  const rules = { ...strict, bisects: false, reportsFailures: false, maximumRetries: 2 };
  const { delivery, batches, givenUp } = aFunction({ rules, poisoned: new Set([2]), failure: 'throws' });
  await deliver(records(2), delivery);
  expect(batches).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
  expect(givenUp).toEqual([1, 2]);
});

test('a record that is too old is given up', async () => {
  const rules = { ...strict, maximumRetries: -1, maximumAgeMs: 60_000 };
  const { delivery, givenUp } = aFunction({ rules, poisoned: new Set([1]), failure: 'reports' });
  await deliver([record(1, 61), record(2)], delivery);
  expect(givenUp).toEqual([1, 2]);
});

test('an unreadable response counts as a complete failure', async () => {
  const { delivery, givenUp } = aFunction({
    rules: { ...strict, maximumRetries: 0 },
    poisoned: new Set(),
    failure: 'reports',
  });
  await deliver(records(2), { ...delivery, invoke: async () => ({ answer: { batchItemFailures: 'odd' } }) });
  expect(givenUp).toEqual([1, 2]);
});

test('a failure while the runner stops counts as not delivered', async () => {
  const stopping = new AbortController();
  const { delivery, givenUp } = aFunction({ rules: strict, poisoned: new Set(), failure: 'reports' });
  const invoke = async () => {
    stopping.abort();
    return { failure: { errorType: 'Stopped', errorMessage: 'stopped' } };
  };
  await expect(deliver(records(1), { ...delivery, invoke, signal: stopping.signal })).rejects.toThrow(
    /abort/i,
  );
  expect(givenUp).toEqual([]);
});

test('whichever records are poisoned: all others arrive, in order, and each poisoned one is given up once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 25 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 25 }), { maxLength: 4 }),
      fc.constantFrom('throws' as const, 'reports' as const),
      async (count, poison, failure) => {
        const poisoned = new Set(poison.filter((number) => number <= count));
        const { delivery, accepted, givenUp, batches } = aFunction({ rules: strict, poisoned, failure });
        await deliver(records(count), delivery);
        expect(givenUp).toEqual(inOrder([...poisoned]));
        expect(inOrder(accepted)).toEqual(numbers(count).filter((number) => !poisoned.has(number)));
        for (const batch of batches) expect(batch).toEqual(inOrder(batch));
      },
    ),
  );
});
