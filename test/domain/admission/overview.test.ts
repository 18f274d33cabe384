import { describe, expect, test } from 'vitest';
import { coverageOf, effectOfDecisions, receivedByDay, shortfallsOf } from '#domain/admission/overview.ts';
import { summaryOf } from '#domain/admission/summary.ts';
import type { Level } from '#domain/program/school.ts';
import {
  aCycle,
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aProgram,
  aSchool,
  aWithdrawnApplication,
} from '../../builders.ts';

const program = aProgram({
  regions: ['Bronx', 'Queens'],
  targets: { host: 2, partner: 4 },
  quotas: [
    { region: 'Bronx', atLeast: 2 },
    { level: 'middle', atLeast: 1 },
    { region: 'Queens', level: 'high', atLeast: 3 },
  ],
});
const cycle = aCycle({ program });
const sent = (submittedAt: string, role: 'host' | 'partner' = 'host') =>
  summaryOf(program, anApplication({ submittedAt, role }));

describe('received applications', () => {
  test('are counted on the date in the program’s zone', () => {
    const summaries = [
      sent('2014-04-08T03:59:00.000Z'),
      sent('2014-04-08T04:01:00.000Z'),
      sent('2014-04-08T20:00:00.000Z', 'partner'),
    ];
    expect(receivedByDay(summaries, cycle, '2014-04-09T16:00:00.000Z')).toEqual([
      { date: '2014-04-07', host: 1, partner: 0 },
      { date: '2014-04-08', host: 1, partner: 1 },
      { date: '2014-04-09', host: 0, partner: 0 },
    ]);
  });

  test('leave out drafts and withdrawn applications', () => {
    const summaries = [summaryOf(program, aDraft()), summaryOf(program, aWithdrawnApplication())];
    const days = receivedByDay(summaries, cycle, '2014-04-20T16:00:00.000Z');
    expect(days.every(({ host, partner }) => host + partner === 0)).toBe(true);
  });

  test('include the grace period and end there', () => {
    const days = receivedByDay([sent('2014-05-03T15:00:00.000Z')], cycle, '2015-01-01T12:00:00.000Z');
    expect(days.at(-1)).toEqual({ date: '2014-05-03', host: 1, partner: 0 });
  });

  test('are none before the cycle opens', () => {
    expect(receivedByDay([], cycle, '2014-03-01T12:00:00.000Z')).toEqual([]);
  });
});

describe('the effect of a decision', () => {
  const bronx = aSchool({ id: 'B1', region: 'Bronx', levels: ['middle'] });
  const summaries = [
    summaryOf(program, anApplication({ school: bronx })),
    summaryOf(
      program,
      aDecidedApplication({ school: aSchool({ id: 'B2', region: 'Bronx', levels: ['high'] }) }),
    ),
  ];
  const effect = (outcome: 'accepted' | 'declined') =>
    effectOfDecisions(summaries, ['2014-B1'], outcome, program).map(({ name, before, after }) => [
      name,
      after.atLeast,
      before.accepted,
      after.accepted,
      after.inRunning,
    ]);

  test('shows the target of its role and the quotas of its region and levels', () => {
    expect(effect('accepted')).toEqual([
      ['Host schools', 2, 1, 2, 2],
      ['Bronx', 2, 1, 2, 2],
      ['Middle', 1, 0, 1, 1],
    ]);
    expect(effect('declined')).toEqual([
      ['Host schools', 2, 1, 1, 1],
      ['Bronx', 2, 1, 1, 1],
      ['Middle', 1, 0, 0, 0],
    ]);
  });
});

describe('coverage', () => {
  const school = (region: string, levels: readonly Level[]) => aSchool({ region, levels });
  const summaries = [
    summaryOf(program, anApplication({ school: school('Bronx', ['middle', 'high']) })),
    summaryOf(program, aDecidedApplication({ school: school('Queens', ['high']) })),
    summaryOf(
      program,
      aDecidedApplication({
        school: school('Bronx', ['middle']),
        decision: aDecision({ outcome: 'declined' }),
      }),
    ),
    summaryOf(program, aDraft({ school: school('Bronx', ['middle']) })),
  ];

  test('counts applicants, and a school with several levels in each level but once in total', () => {
    const coverage = coverageOf(summaries, program);
    expect(coverage.all).toEqual({ inRunning: 2, accepted: 1, atLeast: 6 });
    expect(coverage.levels).toEqual([
      { level: 'elementary', total: { inRunning: 0, accepted: 0 } },
      { level: 'middle', total: { inRunning: 1, accepted: 0, atLeast: 1 } },
      { level: 'high', total: { inRunning: 2, accepted: 1 } },
    ]);
    expect(coverage.regions[0]).toEqual({
      region: 'Bronx',
      total: { inRunning: 1, accepted: 0, atLeast: 2 },
      cells: [
        { level: 'elementary', tally: { inRunning: 0, accepted: 0 } },
        { level: 'middle', tally: { inRunning: 1, accepted: 0 } },
        { level: 'high', tally: { inRunning: 1, accepted: 0 } },
      ],
    });
    expect(coverage.regions[1]?.cells[2]).toEqual({
      level: 'high',
      tally: { inRunning: 1, accepted: 1, atLeast: 3 },
    });
  });

  test('names quotas that can’t be met and how many schools are missing', () => {
    expect(shortfallsOf(summaries, program)).toEqual([
      { region: 'Bronx', name: 'Bronx', missing: 1 },
      { region: 'Queens', level: 'high', name: 'Queens, High', missing: 2 },
    ]);
    expect(shortfallsOf(summaries, aProgram({ quotas: [] }))).toEqual([]);
  });
});
