import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { standingOf, standings } from '#domain/admission/queue.ts';
import { summaryOf } from '#domain/admission/summary.ts';
import { isRefusal } from '#domain/base/change.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { answerTo } from '#domain/pairing/scenario/answer.ts';
import { askForProposal } from '#domain/pairing/scenario/ask.ts';
import {
  acceptedEntrants,
  candidateEntrants,
  waitlistedEntrants,
} from '#domain/pairing/scenario/entrants.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { stateOf } from '#domain/program/cycle.ts';
import { optimizer } from '#optimizer/highs.ts';
import { areaTexts } from '../../infra/cli/seed/answers.ts';
import { planSeed, type Seed } from '../../infra/cli/seed/plan.ts';
import { seedDistrict } from '../../infra/cli/seed.ts';
import { sampleStaff } from '../../infra/local/ground/sample-staff.ts';
import { isBroken, type Parsed } from '../../infra/parsing/parsed.ts';
import { openStore } from '../store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';

const now = '2026-11-23T15:00:00.000Z';

const planned = (parsed: Parsed<Seed>): Seed => {
  if (isBroken(parsed)) throw new Error(parsed.problems.join('\n'));
  return parsed.parsed;
};

const summaries = ({ cycle, applications }: Seed) =>
  applications.map((application) => summaryOf(cycle.program, application));

describe('the fictional district', () => {
  test('is the same for the same moment', async () => {
    expect(planned(await planSeed({ now }))).toEqual(planned(await planSeed({ now })));
  });

  test('shows applications of both roles in every state', async () => {
    const all = summaries(planned(await planSeed({ now })));
    for (const role of ['host', 'partner']) {
      const found = all.filter((summary) => summary.role === role).map(standingOf);
      expect(new Set(found)).toEqual(new Set(standings));
    }
  });

  test('no school applies twice, and every row of its directory is good', async () => {
    const { applications, schools, leftOut } = planned(await planSeed({ now }));
    expect(new Set(applications.map(({ reference }) => reference)).size).toBe(applications.length);
    expect(schools).toHaveLength(120);
    expect(leftOut).toEqual([]);
  });

  test('whenever it is created, it is open for weeks, and everything happened in order since it opened', async () => {
    const moments = fc.date({
      min: new Date('2024-01-01'),
      max: new Date('2035-01-01'),
      noInvalidDate: true,
    });
    await fc.assert(
      fc.asyncProperty(moments, async (moment) => {
        const at = moment.toISOString();
        const { cycle, applications } = planned(await planSeed({ now: at }));
        expect(stateOf(cycle, at)).toBe('open');
        expect(cycle.closesAt > new Date(moment.getTime() + 17 * 86_400_000).toISOString()).toBe(true);
        for (const { history } of applications) {
          const times = [cycle.opensAt, ...history.map((entry) => entry.at), at];
          expect(times).toEqual(times.toSorted());
        }
      }),
      { numRuns: 10 },
    );
  });

  test('has accepted schools and facilitators for every region, ready to pair', async () => {
    const { cycle, applications, roster } = planned(await planSeed({ now }));
    const { hosts, partners } = acceptedEntrants(applications, cycle.program);
    const places = hosts.reduce((sum, { capacity }) => sum + capacity, 0);
    expect(hosts.length).toBeGreaterThanOrEqual(8);
    expect(partners.length).toBeGreaterThanOrEqual(15);
    expect(places).toBeGreaterThanOrEqual(partners.length - 2);
    expect(roster.facilitators.flatMap(({ regions }) => regions).sort()).toEqual(cycle.program.regions);
    const problem = { hosts, partners, rules: cycle.program.pairing, locks: [], bans: [] };
    const solution = solvePairing(problem);
    if (isClash(solution)) throw new Error('The sample schools cannot be paired');
    expect(solution.pairing.pairs.length).toBeGreaterThanOrEqual(12);
    const waiting = waitlistedEntrants(applications, cycle.program);
    expect([waiting.hosts.length > 0, waiting.partners.length > 0]).toEqual([true, true]);
  });

  test('its reviewers have even loads', async () => {
    const loads = new Map<string, number>();
    for (const { reviewers } of summaries(planned(await planSeed({ now }))))
      for (const email of reviewers) loads.set(email, (loads.get(email) ?? 0) + 1);
    const counts = [...loads.values()];
    expect(loads.size).toBe(sampleStaff.filter(({ roles }) => roles.includes('reviewer')).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
  });

  test('every focus area has texts', async () => {
    const { cycle } = planned(await planSeed({ now }));
    expect(Object.keys(areaTexts).sort()).toEqual(cycle.program.focusAreas.map(({ id }) => id).sort());
  });

  test('no letter can reach any address', async () => {
    const { applications, roster, cycle } = planned(await planSeed({ now }));
    const addresses = [
      ...applications.map(({ applicant }) => applicant.email),
      ...roster.reviewers.map(({ email }) => email),
      cycle.program.contactEmail,
    ];
    expect(addresses.filter((address) => !/^[a-z.-]+@([a-z0-9-]+\.)*example\.org$/.test(address))).toEqual(
      [],
    );
  });
});

test('an empty district has the default program, open now, and no people', async () => {
  const { cycle, ...rest } = planned(await planSeed({ now, empty: true }));
  expect(cycle.program.id).toBe('learning-partners');
  expect(stateOf(cycle, now)).toBe('open');
  expect(rest).toMatchObject({ schools: [], applications: [], roster: { reviewers: [] } });
});

test('your own directory has its own regions and no quotas on others', async () => {
  const { cycle, schools, applications } = planned(
    await planSeed({ now, schoolsFile: 'programs/wexmoor/schools.csv' }),
  );
  expect(cycle.program.regions).toEqual(['Harborside', 'Highlands', 'Northgate', 'Old Mill', 'Riverbend']);
  expect(cycle.program.quotas.filter(({ region }) => region !== undefined)).toEqual([]);
  expect(schools).toHaveLength(120);
  expect(applications).toEqual([]);
});

test('a file that isn’t a directory is a problem, not a crash', async () => {
  expect(await planSeed({ now, schoolsFile: 'nowhere.csv' })).toEqual({
    problems: ['nowhere.csv: file not found'],
  });
});

describe('in a table', () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  test('a whole district exists, sends no letter, and seeding again changes nothing', async () => {
    const address = { tableName: table.tableName, endpoint: table.endpoint };
    const { cycle, schools, applications, roster } = planned(await seedDistrict({ ...address, now }));
    await seedDistrict({ ...address, now });
    const store = openStore(table.tableName, table);
    expect(await store.currentCycle()).toEqual(cycle);
    expect(await store.roster(cycle.id)).toEqual({ ...roster, version: 1 });
    expect(await store.directory()).toHaveLength(schools.length);
    for (const application of applications)
      expect(await store.application(application.reference)).toEqual({ ...application, version: 1 });
    const stored = await table.query({
      KeyConditionExpression: 'pk = :cycle',
      ExpressionAttributeValues: { ':cycle': { S: `CYCLE#${cycle.id}` } },
    });
    expect(stored.flatMap((record) => record.events ?? [])).toEqual([]);
  });
});

test('every partnership proposed for the sample district works on one area that all its schools named', async () => {
  const { cycle, applications } = planned(await planSeed({ now }));
  const { entrants, selection } = candidateEntrants(applications, cycle.program);
  const asked = askForProposal(
    {
      ...{ id: 'sample', cycleId: cycle.id, name: 'Sample', selection },
      problem: { ...entrants, rules: cycle.program.pairing, locks: [], bans: [] },
    },
    { email: 'ruth@example.org', name: 'Ruth' },
    now,
  );
  if (isRefusal(asked)) throw new Error(asked.refused);
  const outcome = await answerTo(asked.after, optimizer);
  if (!('solution' in outcome) || !outcome.choice) throw new Error('The sample district has no proposal');
  const { chosen } = outcome.choice;
  expect(chosen.hosts).toHaveLength(12);
  expect(outcome.solution.pairing.pairs).toHaveLength(24);
  for (const { host, partner } of outcome.solution.pairing.pairs) {
    const own = chosen.hosts.find(({ id }) => id === host);
    expect(own?.focusAreas).toContain(own?.focus);
    expect(chosen.partners.find(({ id }) => id === partner)?.focusAreas).toContain(own?.focus);
  }
});
