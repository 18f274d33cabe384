import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addFacilitator, emptyRoster } from '#domain/admission/roster.ts';
import { recordAnswer } from '#domain/pairing/scenario/ask.ts';
import { candidateEntrants } from '#domain/pairing/scenario/entrants.ts';
import type { Scenario } from '#domain/pairing/scenario/scenario.ts';
import { partnershipsOf } from '#domain/partnership/partnership.ts';
import { keyOf } from '#store/keys.ts';
import { parseStreamImage } from '#store/stream.ts';
import { aProgram } from '../builders.ts';
import {
  aFacilitatedScenario,
  aHost,
  anAskedScenario,
  aPartner,
  aProposedScenario,
  aPublishedPairing,
  done,
  fiveSchools,
  may,
  mei,
  problemOf,
} from '../domain/pairing/sample.ts';
import { openStore, type Store } from './store.ts';
import { startTable, type TestTable } from './table.ts';

let table: TestTable;
let store: Store;
beforeAll(async () => {
  table = await startTable();
  store = openStore(table.tableName, table);
});
afterAll(() => table.stop());

const asked = { type: 'proposal-requested' } as const;

describe('a scenario', () => {
  const everyState = async (): Promise<readonly Scenario[]> => {
    const { entrants, selection } = candidateEntrants(fiveSchools, aProgram());
    const selecting = anAskedScenario({ problem: problemOf(fiveSchools, entrants), selection });
    const proposed = await aFacilitatedScenario();
    const choice = { chosen: proposed.problem, points: 30_000, bound: 30_000, gap: 0 };
    const clash = { rules: ['Two rules'], relaxations: ['Remove one'] };
    return [
      anAskedScenario(),
      selecting,
      { ...proposed, version: 0 },
      { ...proposed, version: 0, selects: true, selection, choice },
      { ...done(recordAnswer(anAskedScenario(), { clash }, may(6))), version: 0 },
    ];
  };

  test('comes back as committed, in any state, also from the stream', async () => {
    for (const [index, scenario] of (await everyState()).entries()) {
      const after = { ...scenario, cycleId: 'States', id: `s${index}` };
      expect(await store.commitScenario({ after, events: [asked] })).toBe('committed');
      const committed = { ...after, version: 1 };
      expect(await store.scenario('States', after.id)).toEqual(committed);
      const record = await table.get(keyOf.scenario('States', after.id));
      expect(parseStreamImage(marshall(record))).toEqual({
        type: 'scenario',
        aggregate: committed,
        events: [asked],
      });
      expect(record).toMatchObject({ type: 'scenario', state: scenario.state });
    }
    expect(await store.scenario('States', 'none')).toBeUndefined();
  });

  test('is listed with all others of its cycle, newest first', async () => {
    for (const [id, askedAt] of [
      ['a', may(5)],
      ['b', may(9)],
      ['c', may(7)],
    ] as const)
      await store.commitScenario({
        after: { ...anAskedScenario({ id }), cycleId: 'Listed', askedAt },
        events: [],
      });
    expect((await store.scenarios('Listed')).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(await store.scenarios('Nobody')).toEqual([]);
  });

  test('that two directors change at once keeps one change', async () => {
    const proposed = await aProposedScenario();
    await store.commitScenario({ after: { ...proposed, cycleId: 'Race', version: 0 }, events: [] });
    const read = { ...proposed, cycleId: 'Race', version: 1 };
    const outcomes = await Promise.all(
      ['One', 'Two'].map((name) => store.commitScenario({ after: { ...read, name }, events: [] })),
    );
    expect(outcomes.toSorted()).toEqual(['committed', 'conflict']);
  });

  test('with 254 applicants takes less than a tenth of a record’s limit', async () => {
    const schools = Array.from({ length: 254 }, (_, index) => {
      const place = { region: ['Bronx', 'Brooklyn', 'Queens'][index % 3] ?? '', capacity: 2 };
      const school = index % 3 === 0 ? aHost(`H${index}`, place) : aPartner(`P${index}`, place);
      const share = (of: number) => Math.round(((index * of) % 1000) / 10);
      const demographics = {
        poverty: share(7),
        black: share(11),
        hispanic: share(13),
        studentsWithDisabilities: share(17),
        englishLanguageLearners: share(19),
        chronicallyAbsent: share(23),
      };
      const location = { latitude: 40 + share(29) / 313, longitude: -74 + share(31) / 317 };
      const name = `${school.school.name} of Applied Arts and Sciences`;
      return { ...school, school: { ...school.school, name, location, demographics } };
    });
    const { entrants, selection } = candidateEntrants(schools, aProgram());
    const proposed = await aProposedScenario({ problem: problemOf(schools, entrants) });
    const choice = { chosen: proposed.problem, points: 0, bound: 0, gap: 0 };
    const after = { ...proposed, version: 0, cycleId: 'Large', selects: true, selection, choice } as const;
    expect(await store.commitScenario({ after, events: [] })).toBe('committed');
    expect(await store.scenario('Large', after.id)).toEqual({ ...after, version: 1 });
    const record = await table.get(keyOf.scenario('Large', after.id));
    expect(JSON.stringify(record).length).toBeLessThan(40_000);
  });
});

describe('the published pairing of a cycle', () => {
  test('is unique: if several directors publish at once, one succeeds and the others can see who', async () => {
    const published = await aPublishedPairing();
    const events = [{ type: 'pairing-published' }] as const;
    const directors = ['ruth', 'omar', 'zoe'].map((name) => ({ name, email: `${name}@example.org` }));
    const outcomes = await Promise.all(
      directors.map((publishedBy) =>
        store.commitPublication({ after: { ...published, cycleId: 'Once', publishedBy }, events }),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['committed', 'conflict', 'conflict']);
    const winner = directors[outcomes.indexOf('committed')];
    const committed = { ...published, cycleId: 'Once', publishedBy: winner, version: 1 };
    expect(await store.publishedPairing('Once')).toEqual(committed);
    expect(await store.publishedPairing('Never')).toBeUndefined();
    const record = await table.get(keyOf.pairing('Once'));
    expect(parseStreamImage(marshall(record))).toEqual({ type: 'pairing', aggregate: committed, events });
  });
});

describe('partnerships', () => {
  test('come back by host, by cycle, and by any of their schools', async () => {
    const changes = partnershipsOf(await aPublishedPairing());
    for (const change of changes) expect(await store.commitPartnership(change)).toBe('committed');
    for (const change of changes) expect(await store.commitPartnership(change)).toBe('conflict');
    const all = changes.map(({ after }) => ({ ...after, version: 1 }));
    expect(await store.partnerships('2014')).toEqual(all);
    expect(await store.partnership('2014', 'H2')).toEqual(all[1]);
    expect(await store.partnership('2014', 'P1')).toBeUndefined();
    for (const [school, host] of [
      ['H1', 0],
      ['P2', 0],
      ['P3', 1],
    ] as const)
      expect(await store.partnershipOf('2014', school)).toEqual(all[host]);
    expect(await store.partnershipOf('2014', 'P')).toBeUndefined();
    expect(await store.partnershipOf('2015', 'P1')).toBeUndefined();
  });

  test('name schools that left, and older ones without names can still be read', async () => {
    const [change] = partnershipsOf(await aPublishedPairing());
    if (!change) throw new Error('A partnership is needed');
    const before = { ...change.after, cycleId: 'Former' };
    await store.commitPartnership({ after: before, events: [] });
    expect(await store.partnership('Former', 'H1')).toEqual({ ...before, version: 1 });
    const former = [{ id: 'P9', name: 'School P9' }];
    await store.commitPartnership({ after: { ...before, version: 1, former }, events: [] });
    expect(await store.partnership('Former', 'H1')).toEqual({ ...before, version: 2, former });
    expect(await store.partnershipsWith('Former', 'P9')).toHaveLength(1);
    expect(await store.partnershipOf('Former', 'P9')).toBeUndefined();
  });

  test('that ended no longer belong to their schools', async () => {
    const [change] = partnershipsOf(await aPublishedPairing());
    if (!change) throw new Error('A partnership is needed');
    const ended = { ...change.after, cycleId: 'Ended', state: 'ended', endedAt: may(20) } as const;
    await store.commitPartnership({ after: ended, events: [] });
    expect(await store.partnershipOf('Ended', 'P1')).toBeUndefined();
    expect(await store.partnership('Ended', 'H1')).toEqual({ ...ended, version: 1 });
  });
});

test('all applications of a cycle come back complete, and none of another cycle', async () => {
  const inCycle = (cycleId: string) =>
    fiveSchools.map((one) => ({ ...one, cycleId, reference: `${cycleId}-${one.school.id}` }));
  for (const after of [...inCycle('Whole'), ...inCycle('Other')])
    await store.commitApplication({ after, events: [] }, aProgram());
  expect(await store.applications('Whole')).toEqual(
    inCycle('Whole').map((application) => ({ ...application, version: 1 })),
  );
});

test('a roster keeps its facilitators, and an older one has none', async () => {
  const roster = addFacilitator(emptyRoster('Staffed'), mei);
  await store.commitRoster(roster);
  expect(await store.roster('Staffed')).toEqual({ ...roster, version: 1 });
  const old = { cycleId: 'Old', reviewers: [] };
  await table.put({ ...keyOf.roster('Old'), type: 'roster', version: 3, body: old });
  expect(await store.roster('Old')).toEqual({ ...emptyRoster('Old'), version: 3 });
});
