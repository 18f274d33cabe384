import type { Key, StoredRecord } from './dynamo-table.ts';

/** Where each record is stored. */
export const keyOf = {
  application: (cycleId: string, schoolId: string): Key => ({
    pk: `CYCLE#${cycleId}`,
    sk: `APPLICATION#${schoolId}`,
  }),
  faq: (cycleId: string): Key => ({ pk: `CYCLE#${cycleId}`, sk: 'FAQ' }),
  roster: (cycleId: string): Key => ({ pk: `CYCLE#${cycleId}`, sk: 'ROSTER' }),
  scenario: (cycleId: string, id: string): Key => ({ pk: `CYCLE#${cycleId}`, sk: `SCENARIO#${id}` }),
  explanations: (cycleId: string, scenarioId: string): Key => ({
    pk: `CYCLE#${cycleId}`,
    sk: `EXPLANATIONS#${scenarioId}`,
  }),
  pairing: (cycleId: string): Key => ({ pk: `CYCLE#${cycleId}`, sk: 'PAIRING' }),
  partnership: (cycleId: string, hostId: string): Key => ({
    pk: `CYCLE#${cycleId}`,
    sk: `PARTNERSHIP#${hostId}`,
  }),
  visitYear: (cycleId: string): Key => ({ pk: `CYCLE#${cycleId}`, sk: 'VISIT-YEAR' }),
  /** Without a batch or a part, the start of the keys of all. */
  mailing: (cycleId: string, batch?: string, part?: number): Key => ({
    pk: `CYCLE#${cycleId}`,
    sk: [
      'MAILING',
      ...(batch === undefined ? [''] : [batch, part === undefined ? '' : String(part).padStart(2, '0')]),
    ].join('#'),
  }),
  request: (id: string): Key => ({ pk: `REQUEST#${id}`, sk: 'REQUEST' }),
  thread: (id: string): Key => ({ pk: `THREAD#${id}`, sk: 'THREAD' }),
  cycle: (id: string): Key => ({ pk: 'CYCLES', sk: id }),
  school: (id: string): Key => ({ pk: `SCHOOL#${id}`, sk: 'SCHOOL' }),
  directoryPage: (page: number): Key => ({ pk: 'DIRECTORY', sk: `PAGE#${String(page).padStart(4, '0')}` }),
  letter: (key: string): Key => ({ pk: `LETTER#${key}`, sk: 'LETTER' }),
  undelivered: (id: string): Key => ({ pk: 'UNDELIVERED', sk: id }),
  heldLetter: (id: string): Key => ({ pk: 'HELD', sk: id }),
  session: (id: string): Key => ({ pk: `SESSION#${id}`, sk: 'SESSION' }),
  limit: (key: string): Key => ({ pk: `LIMIT#${key}`, sk: 'LIMIT' }),
};

/** The key of a record's letter. */
export const letterKeyIn = ({ pk }: StoredRecord): string => String(pk).slice(keyOf.letter('').pk.length);

export const epochSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/** All records of a partition whose sort key begins like this one, with every earlier write. */
export const allOf = ({ pk, sk }: Key) => ({
  // DynamoDB rejects an empty text in a condition on a key.
  KeyConditionExpression: sk === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': { S: pk }, ...(sk !== '' && { ':prefix': { S: sk } }) },
  ConsistentRead: true,
});
