import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { erase } from '#store/erasure.ts';
import { deleteRecords, everyPage } from '#store/raw-records.ts';
import { keptIn, missingIn } from '#store/reconcile.ts';
import { recordLetter } from '#store/sent-letters.ts';
import { followCommits } from '../../functions/notifications/follow-commits.ts';
import { sendMorningLetters } from '../../functions/notifications/morning.ts';
import { reconcile } from '../../functions/notifications/night.ts';
import { stepsToErase } from '../../infra/cli/erasing.ts';
import { reconcileCommand } from '../../infra/cli/reconcile.ts';
import { aCycle, aDecidedApplication, anApplication } from '../builders.ts';
import { aRequest } from '../letters/sample.ts';
import { aReviewerNamed, batchOf, type Stage, setStage } from './stage.ts';

/** Monday, April 14, 2014, 10:00 in New York. */
const sentAt = '2014-04-14T14:00:00.000Z';
const later = '2014-04-15T07:30:00.000Z';
const submitted = { type: 'application-submitted' } as const;
const history = [
  { at: '2014-04-14T13:50:00.000Z', by: 'Dana Principal', what: 'application-started' },
  { at: sentAt, by: 'Dana Principal', what: 'application-submitted' },
] as const;

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(sentAt);
});
afterAll(() => stage.stop());
beforeEach(async () => {
  const { table } = stage.store;
  for await (const page of everyPage(table))
    await deleteRecords(
      table,
      page.map(({ pk, sk }) => ({ pk: pk?.S ?? '', sk: sk?.S ?? '' })),
    );
  await stage.store.putCycle(aCycle());
  stage.moveClockTo(sentAt);
});

const missing = async (now = later) => missingIn(await keptIn(stage.store.table), now);
const anApplicationSent = () => stage.commit(anApplication({ version: 1, history }), [submitted]);

describe('a letter that never went out', () => {
  const receipt = { about: '2014-13K113', kind: 'receipt', since: sentAt };

  beforeEach(async () => {
    await stage.commit(anApplication({ history: history.slice(0, 1) }), []);
  });

  test('is found, with its subject and time', async () => {
    await anApplicationSent();
    expect(await missing()).toEqual([receipt]);
  });

  test('is not found if it went out', async () => {
    await followCommits(stage.parts, batchOf(await anApplicationSent()));
    expect(await missing()).toEqual([]);
  });

  test('is found even after later commits', async () => {
    await anApplicationSent();
    const assigned = {
      at: '2014-04-14T14:00:02.000Z',
      by: 'The service',
      what: 'reviewers-assigned',
    } as const;
    await stage.commit(anApplication({ version: 2, history: [...history, assigned] }), [
      { type: 'reviewers-assigned', reviewers: [] },
    ]);
    expect(await missing()).toEqual([receipt]);
  });

  test('is not found in the last hour, when it may be on its way, or before last week', async () => {
    await anApplicationSent();
    expect(await missing('2014-04-14T14:30:00.000Z')).toEqual([]);
    expect(await missing('2014-04-21T14:30:00.000Z')).toEqual([]);
  });

  test('is the second decision if only the first was sent', async () => {
    const decided = { type: 'application-decided' } as const;
    const line = (at: string) => ({ at, by: 'Ruth Lindqvist', what: 'application-decided' }) as const;
    await followCommits(stage.parts, batchOf(await anApplicationSent()));
    const once = [...history, line('2014-04-14T15:00:00.000Z')];
    await followCommits(
      stage.parts,
      batchOf(await stage.commit(aDecidedApplication({ version: 2, history: once }), [decided])),
    );
    expect(await missing()).toEqual([]);
    const twice = [...once, line('2014-04-14T16:00:00.000Z')];
    await stage.commit(aDecidedApplication({ version: 3, history: twice }), [decided]);
    expect(await missing()).toEqual([
      { about: '2014-13K113', kind: 'decision', since: '2014-04-14T16:00:00.000Z' },
    ]);
  });
});

test('a letter that went out is not missing after its recipient was erased, and its record names no one', async () => {
  await stage.commit(anApplication({ history: history.slice(0, 1) }), []);
  await followCommits(stage.parts, batchOf(await anApplicationSent()));
  const { table } = stage.store;
  await erase(table, await stepsToErase(table, 'dana.principal@example.org'));
  expect(await missing()).toEqual([]);
  for await (const page of everyPage(table)) expect(JSON.stringify(page)).not.toMatch(/dana/i);
});

test('a link that was requested and never sent is found', async () => {
  await stage.commitRequest({ ...aRequest(), version: 0, askedAt: sentAt }, [
    { type: 'link-requested', reply: 'start' },
  ]);
  expect(await missing()).toEqual([{ about: 'r1', kind: 'link-to-start', since: sentAt }]);
});

test('imported data without commits misses nothing', async () => {
  await stage.commit(anApplication({ history }), []);
  expect(await missing()).toEqual([]);
});

describe('a morning', () => {
  const eight = (day: string) => `2014-04-${day}T12:00:00.000Z`;

  test('without a record is found, but not on weekends', async () => {
    // Thursday. Friday is missed, then Saturday and Sunday. Monday has a record.
    for (const day of ['10', '14']) await sendMorningLetters(stage.parts, eight(day));
    expect(await missing('2014-04-13T07:30:00.000Z')).toEqual([
      { about: '2014', kind: 'morning', since: '2014-04-11T12:00:00.000Z' },
    ]);
    expect(await missing('2014-04-15T07:30:00.000Z')).toEqual([]);
  });

  test('without letters is on record too', async () => {
    for (const day of ['10', '11']) await sendMorningLetters(stage.parts, eight(day));
    expect(await missing('2014-04-12T07:30:00.000Z')).toEqual([]);
  });

  test('also counts for the older cycle during its year', async () => {
    for (const day of ['10', '11']) await sendMorningLetters(stage.parts, eight(day));
    await stage.store.putCycle(
      aCycle({ id: '2015', opensAt: '2014-04-12T13:00:00.000Z', closesAt: '2014-05-30T21:00:00.000Z' }),
    );
    await sendMorningLetters(stage.parts, eight('14'));
    expect(await missing('2014-04-16T07:30:00.000Z')).toEqual([
      { about: '2015', kind: 'morning', since: '2014-04-15T12:00:00.000Z' },
    ]);
  });

  test('with an older mark, which names a cycle, is on record', async () => {
    for (const day of ['10', '11'])
      await recordLetter(stage.store.table, `2014#morning#2014-04-${day}#`, 'none', eight(day));
    expect(await missing('2014-04-12T07:30:00.000Z')).toEqual([]);
  });

  test('before the service first ran is not missing', async () => {
    expect(await missing('2014-04-12T07:30:00.000Z')).toEqual([]);
  });
});

test('the night logs missing letters and waiting times, and names no one', async () => {
  const roster = [aReviewerNamed('reader')];
  await stage.enrol(roster);
  await stage.commit(anApplication({ history: history.slice(0, 1) }), []);
  await anApplicationSent();
  await reconcile({ ...stage.parts, table: stage.parts.store.table }, '2014-04-17T07:30:00.000Z');
  expect(stage.logged.slice(-5)).toEqual([
    { what: 'letter never went out', about: '2014-13K113', kind: 'receipt', since: sentAt },
    { what: 'reconciled', missing: 1 },
    { what: 'commits repeated', commits: 1 },
    { what: 'queue', queue: 'reading', days: 2 },
    { what: 'queue', queue: 'deciding', days: 0 },
  ]);
});

test('the command lists the missing letters and exits with 1', async () => {
  await stage.commit(anApplication({ history: history.slice(0, 1) }), []);
  await anApplicationSent();
  const said: string[] = [];
  const { table } = stage.store;
  const endpoint = await table.client.config.endpoint?.();
  const exit = await reconcileCommand(
    ['--table', table.tableName, '--endpoint', `http://${endpoint?.hostname}:${endpoint?.port}`],
    { say: (line) => said.push(line), warn: (line) => said.push(line), environment: {} },
    later,
  );
  expect({ exit, said }).toEqual({
    exit: 1,
    said: [`${sentAt}  receipt  2014-13K113`, '1 email is missing'],
  });
});
