import fc from 'fast-check';
import { expect, test } from 'vitest';
import { schoolsOf } from '#domain/partnership/partnership.ts';
import { newVisit, withoutSchools } from '#domain/partnership/settle-visits.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import type { VisitRules } from '#domain/program/program.ts';
import { viewOf, yearCalendar } from '#domain/visits/calendar.ts';
import { dayFaults } from '#domain/visits/free-days.ts';
import { previewMove } from '#domain/visits/move.ts';
import { planYear } from '#domain/visits/plan.ts';
import type { VisitFault } from '#domain/visits/planner/check.ts';
import type { Setting } from '#domain/visits/schedule.ts';
import { type SaidClash, sayClashes } from '#text/visit-clashes.ts';
import { idsAsNames, namesIn, sayDatedFault, sayFault, sayFaults, sayHours, sayWho } from '#text/visits.ts';
import { readId } from '../../infra/cli/cells.ts';
import { anyId } from '../domain/visits/planner/sample.ts';
import { aSetting, mei, ofHost, published } from '../domain/visits/years.ts';
import { aPartnershipOf } from '../visits/partnerships.ts';

const planned: PlannedVisit = {
  partnership: 'H1',
  date: '2014-12-02',
  visiting: ['P11'],
  visited: 'H1',
  facilitator: mei.email,
};
const names = namesIn([aPartnershipOf(1, mei)]);

test('faults name schools and facilitators, or their IDs if those are all there is', () => {
  const weekday: VisitFault = {
    kind: 'facilitator-off-weekday',
    visit: planned,
    facilitator: mei.email,
  };
  const busy: VisitFault = { kind: 'school-busy', visit: planned, who: 'P99', other: planned };
  expect(sayDatedFault(weekday, names)).toBe(
    'Tuesday, December 2, Partner School 11 at Host School 1: Mei Tanaka is off on that weekday.',
  );
  expect(sayFault(busy, names)).toBe('P99 already has a visit that day: Partner School 11 at Host School 1.');
  expect(sayDatedFault(busy, idsAsNames)).toBe(
    'Tuesday, December 2, P11 at H1: P99 already has a visit that day: P11 at H1.',
  );
});

test('a fault of a visit that is already named omits the visit', () => {
  expect(sayFault({ kind: 'weekend', visit: planned }, names)).toBe('It’s a weekend.');
  const closed = (school: string, event: string): VisitFault => ({
    kind: 'no-school-day',
    visit: planned,
    ...{ school, event },
  });
  expect(sayFault(closed('H1', 'Coaching: H1'), names)).toBe(
    'Host School 1 has no regular school day (Coaching: H1).',
  );
  const coaching: VisitFault = { kind: 'coaching', visit: planned, title: 'Leading adults who learn' };
  expect(sayFaults([coaching, coaching], names)).toEqual([
    'There’s principal coaching that day (Leading adults who learn).',
  ]);
  expect(
    sayFaults(
      [
        { kind: 'weekend', visit: planned },
        ...[closed('H1', 'Snow'), closed('P11', 'Snow'), closed('H1', 'Snow'), closed('P11', 'Exams')],
        { kind: 'weekend', visit: planned },
      ],
      names,
    ),
  ).toEqual([
    'Host School 1 and Partner School 11 have no regular school day (Snow).',
    'Partner School 11 has no regular school day (Exams).',
    'It’s a weekend.',
  ]);
});

test('a facilitator without free days has none, not 0', () => {
  const week = { from: '2014-10-06', to: '2014-10-10' };
  const cause = { kind: 'too-few-days', facilitator: 'F1', visits: 3, days: 0, ...week } as const;
  expect(sayClashes([{ cause, relax: [] }], idsAsNames)).toMatchObject([
    {
      statement:
        'F1 would need to attend 3 visits from Monday, October 6 to Friday, October 10, but has no free school days then.',
    },
  ]);
});

/** What people read about one partnership's year whose schools and facilitator have these IDs. */
function sentencesFor(host: string, partner: string, email: string): readonly string[] {
  const one = aPartnershipOf(1, mei);
  const at = (date: string) => ({ date, visiting: [partner], visited: host });
  const from = (date: string) => ({ date, visiting: [host], visited: partner });
  const usual = aSetting();
  const visits = [
    ...[at('2014-10-06'), from('2014-11-03'), at('2014-12-01'), at('2015-01-13')],
    ...[from('2015-02-10'), at('2015-03-10'), from('2015-04-14'), at('2015-05-12')],
  ].map((visit, index) => newVisit(index + 1, visit, usual.cycle.program.visits));
  const partnership = {
    ...one,
    host: { ...one.host, id: host },
    partners: one.partners.slice(0, 1).map((school) => ({ ...school, id: partner })),
    facilitator: { ...one.facilitator, email },
    visits,
    plannedFrom: '2014-09-08',
  };
  const off = (weekdays: readonly number[], more: Partial<VisitRules> = {}): Setting => {
    const { program } = usual.cycle;
    const year = { ...usual.year, daysOff: { [email]: { weekdays, dates: ['2014-11-05'] } } };
    const changed = { ...program, visits: { ...program.visits, ...more } };
    return { cycle: { ...usual.cycle, program: changed }, year, partnerships: [partnership] };
  };
  const setting = off([3]);
  const names = namesIn([partnership]);
  const [, second] = visits;
  if (!second) throw new Error('There is no second visit');
  const days = ['2014-10-10', '2014-10-18', '2014-11-04', '2014-11-05', '2014-11-12', '2015-09-01'];
  const moves = days.map((date) => previewMove(setting, partnership, second, date, '2014-10-07'));
  const plans = [off([3], { smallestGapDays: 45 }), off([1, 2, 3, 4, 5]), off([3], { smallestGapDays: 60 })];
  return [
    ...days.flatMap((date) => sayFaults(dayFaults(setting, partnership, second, date), names)),
    ...moves.flatMap((move) =>
      move.kind === 'possible'
        ? []
        : [...sayFaults(move.faults, names), ...sayClashes(move.clashes, names).flatMap(allOf)],
    ),
    ...plans.flatMap((one) => {
      const plan = planYear(one, email, '2014-08-25');
      return plan.kind === 'planned' ? [] : sayClashes(plan.clashes, names).flatMap(allOf);
    }),
  ];
}

const allOf = ({ statement, relax }: SaidClash): readonly string[] => [statement, ...relax];

test('no ID of a school or a facilitator changes a sentence', () => {
  const expected = sentencesFor('Host', 'Partner', 'facilitator@example.org');
  for (const words of [
    'Only 4 days after the previous visit (minimum 10).',
    'Mei Tanaka is off that day.',
    'Mei Tanaka is off on that weekday.',
    'It’s a weekend.',
  ])
    expect(expected).toContain(words);
  expect(expected.join('\n')).toMatch(/but no 8 of them are 45 to 50 days apart/);
  fc.assert(
    fc.property(
      fc.uniqueArray(anyId, { minLength: 2, maxLength: 2 }),
      anyId,
      ([host = '', partner = ''], id) => {
        for (const one of [host, partner]) expect(readId(one)).toEqual({ value: one });
        expect(sentencesFor(host, partner, `${id}@example.org`)).toEqual(expected);
      },
    ),
    { numRuns: 40, examples: [[['10', '4'], '8']] },
  );
});

test('a visit is worded by who travels and when', () => {
  const partnership = aPartnershipOf(1, mei);
  expect(sayWho(partnership, { visiting: ['P11', 'P12'], visited: 'H1' })).toBe(
    'Partner School 11 and Partner School 12 visit Host School 1',
  );
  expect(sayWho(partnership, { visiting: ['H1'], visited: 'P11' })).toBe(
    'Host School 1 visits Partner School 11',
  );
  expect(sayHours({ start: '11:45', durationMinutes: 90 })).toBe('11:45 AM to 1:15 PM');
});

test('leaving schools take their visits with them from that day, and joint visits continue without them', () => {
  const visit = (number: number, date: string, visiting: readonly string[]) =>
    newVisit(number, { date, visiting, visited: 'H1' }, { start: '09:00', durationMinutes: 60 });
  const visits = [
    visit(1, '2014-10-01', ['P11']),
    visit(2, '2014-11-03', ['P11']),
    visit(3, '2014-11-05', ['P11', 'P12']),
    visit(4, '2014-11-06', ['P12']),
  ];
  const left = withoutSchools(visits, ['P11'], [], '2014-11-03', 'It withdrew');
  expect(left.visits.map(({ state, sequence }) => [state, sequence])).toEqual([
    ['booked', 0],
    ['cancelled', 1],
    ['booked', 1],
    ['booked', 0],
  ]);
  expect(left.visits[2]?.visiting).toEqual(['P12']);
  expect(left.events).toEqual([
    { type: 'visit-cancelled', visit: 2 },
    { type: 'visit-changed', visit: 3 },
  ]);
});

test('a year calendar has the weekdays of every month, with holidays of its schools’ levels only', () => {
  const setting = published(aSetting());
  const partnership = ofHost(setting, 'H1');
  const calendar = (level: 'middle' | 'high') => {
    const high = { from: '2015-01-26', to: '2015-01-26', appliesTo: ['high'], event: 'Exams' };
    const cycle = {
      ...setting.cycle,
      calendar: [...setting.cycle.calendar, { ...high, studentsPresent: 'exam' as const }],
    };
    const schools = schoolsOf(partnership).map((school) => ({ ...school, levels: [level] }));
    return yearCalendar(
      { ...setting, cycle },
      viewOf([partnership], () => true, schools),
    );
  };
  const months = calendar('middle');
  expect(months.map(({ month }) => month)).toEqual([
    ...['2014-09', '2014-10', '2014-11', '2014-12', '2015-01'],
    ...['2015-02', '2015-03', '2015-04', '2015-05', '2015-06'],
  ]);
  const days = months.flatMap(({ weeks }) => weeks.flat()).flatMap((day) => day ?? []);
  expect(days.filter(({ date }) => [0, 6].includes(new Date(date).getUTCDay()))).toEqual([]);
  expect(new Set(days.map(({ date }) => date)).size).toBe(days.length);
  const shown = days.flatMap(({ date, entries }) =>
    entries.flatMap((entry) => (entry.kind === 'visit' ? [[date, entry.visit.date]] : [])),
  );
  expect(shown).toHaveLength(16);
  expect(shown.filter(([date, own]) => date !== own)).toEqual([]);
  const onExam = (level: 'middle' | 'high') =>
    calendar(level)
      .flatMap(({ weeks }) => weeks.flat())
      .find((day) => day?.date === '2015-01-26')
      ?.entries.filter(({ kind }) => kind === 'no-visits');
  expect(onExam('middle')).toEqual([]);
  expect(onExam('high')).toEqual([{ kind: 'no-visits', event: 'Exams', groups: ['high'] }]);
});
