import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { followCommits } from '../../functions/notifications/follow-commits.ts';
import { sendMorningLetters } from '../../functions/notifications/morning.ts';
import { reconcile } from '../../functions/notifications/reconcile.ts';
import { stepsToErase } from '../../infra/cli/erasing/steps.ts';
import { reconcileCommand } from '../../infra/cli/reconcile.ts';
import { erase } from '../../shared/store/erasure.ts';
import { deleteRecords, everyPage } from '../../shared/store/everything.ts';
import { recordLetter } from '../../shared/store/letters.ts';
import { keptIn, missingIn } from '../../shared/store/reconcile.ts';
import { aCycle, aDecidedApplication, anApplication } from '../builders.ts';
import { aRequest } from '../letters/sample.ts';
import { aReviewerNamed, batchOf, type Stage, setStage } from './stage.ts';

/** Monday, 14 April 2014, 10:00 in New York. */
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

  test('is found, by what it is about and when that was', async () => {
    await anApplicationSent();
    expect(await missing()).toEqual([receipt]);
  });

  test('is not one that went out', async () => {
    await followCommits(stage.parts, batchOf(await anApplicationSent()));
    expect(await missing()).toEqual([]);
  });

  test('is found too when other commits came after', async () => {
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

  test('is not one of the last hour, which may be on its way, and not one of last week', async () => {
    await anApplicationSent();
    expect(await missing('2014-04-14T14:30:00.000Z')).toEqual([]);
    expect(await missing('2014-04-21T14:30:00.000Z')).toEqual([]);
  });

  test('is the second decision where only the first was told', async () => {
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

test('a letter that went out is not missed once its reader was erased, and its record names nobody', async () => {
  await stage.commit(anApplication({ history: history.slice(0, 1) }), []);
  await followCommits(stage.parts, batchOf(await anApplicationSent()));
  const { table } = stage.store;
  await erase(table, await stepsToErase(table, 'dana.principal@example.org'));
  expect(await missing()).toEqual([]);
  for await (const page of everyPage(table)) expect(JSON.stringify(page)).not.toMatch(/dana/i);
});

test('a link that was asked for and never sent is found', async () => {
  await stage.commitRequest({ ...aRequest(), version: 0, askedAt: sentAt }, [
    { type: 'link-requested', reply: 'start' },
  ]);
  expect(await missing()).toEqual([{ about: 'r1', kind: 'link-to-start', since: sentAt }]);
});

test('what was brought in whole, without commits of its own, misses nothing', async () => {
  await stage.commit(anApplication({ history }), []);
  expect(await missing()).toEqual([]);
});

describe('a morning', () => {
  const eight = (day: string) => `2014-04-${day}T12:00:00.000Z`;

  test('that nobody saw to is found, and weekends are none', async () => {
    // Thursday; Friday is missed; then Saturday, Sunday; Monday is seen to.
    for (const day of ['10', '14']) await sendMorningLetters(stage.parts, eight(day));
    expect(await missing('2014-04-13T07:30:00.000Z')).toEqual([
      { about: '2014', kind: 'morning', since: '2014-04-11T12:00:00.000Z' },
    ]);
    expect(await missing('2014-04-15T07:30:00.000Z')).toEqual([]);
  });

  test('without anything to send was seen to as well', async () => {
    for (const day of ['10', '11']) await sendMorningLetters(stage.parts, eight(day));
    expect(await missing('2014-04-12T07:30:00.000Z')).toEqual([]);
  });

  test('is seen to for the older cycle too while its year goes on beside the next', async () => {
    for (const day of ['10', '11']) await sendMorningLetters(stage.parts, eight(day));
    await stage.store.putCycle(
      aCycle({ id: '2015', opensAt: '2014-04-12T13:00:00.000Z', closesAt: '2014-05-30T21:00:00.000Z' }),
    );
    await sendMorningLetters(stage.parts, eight('14'));
    expect(await missing('2014-04-16T07:30:00.000Z')).toEqual([
      { about: '2015', kind: 'morning', since: '2014-04-15T12:00:00.000Z' },
    ]);
  });

  test('whose mark names a cycle, as marks did before, was seen to', async () => {
    for (const day of ['10', '11'])
      await recordLetter(stage.store.table, `2014#morning#2014-04-${day}#`, 'none', eight(day));
    expect(await missing('2014-04-12T07:30:00.000Z')).toEqual([]);
  });

  test('before the service ever ran is not missed', async () => {
    expect(await missing('2014-04-12T07:30:00.000Z')).toEqual([]);
  });
});

test('the night says in figures what is missing and how long applications wait, and names nobody', async () => {
  const roster = [aReviewerNamed('reader')];
  await stage.enrol(roster);
  await stage.commit(anApplication({ history: history.slice(0, 1) }), []);
  await anApplicationSent();
  await reconcile(stage.parts, '2014-04-17T07:30:00.000Z');
  expect(stage.logged.slice(-4)).toEqual([
    { what: 'letter never went out', about: '2014-13K113', kind: 'receipt', since: sentAt },
    { what: 'reconciled', missing: 1 },
    { what: 'queue', queue: 'reading', days: 2 },
    { what: 'queue', queue: 'deciding', days: 0 },
  ]);
});

test('the command lists what is missing, and its exit code says that something is', async () => {
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
    said: [`${sentAt}  receipt  2014-13K113`, '1 letter is missing'],
  });
});
