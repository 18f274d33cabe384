import fc from 'fast-check';
import { expect, test } from 'vitest';
import { schoolsOf } from '#domain/partnership/partnership.ts';
import { newVisit, withoutSchools } from '#domain/partnership/settle-visits.ts';
import { viewOf, yearCalendar } from '#domain/visits/calendar.ts';
import { dayFaults } from '#domain/visits/free-days.ts';
import { namesIn, sayFault, sayHours, sayWho, withNames } from '#text/visits.ts';
import { aSetting, mei, ofHost, published } from '../domain/visits/years.ts';
import { aPartnershipOf } from '../visits/partnerships.ts';

const names = namesIn([aPartnershipOf(1, mei)]);

test('sentences get complete names of schools and facilitators, each once', () => {
  const say = withNames(names);
  expect(say('H1 and P11 cannot; mei.tanaka@example.org is off.')).toBe(
    'Host School 1 and Partner School 11 cannot; Mei Tanaka is off.',
  );
  expect(say('H12, XP11 and P113 stay.')).toBe('H12, XP11 and P113 stay.');
  // A name may contain another school's ID.
  const tricky = withNames(
    new Map([
      ['112', 'P.S. 9'],
      ['9', 'P.S. 112'],
    ]),
  );
  expect(tricky('9 and P.S. 112 and 112')).toBe('P.S. 112 and P.S. 112 and P.S. 9');
  expect(withNames(new Map())('As it is.')).toBe('As it is.');
});

test('a fault of a visit that is already named omits the visit', () => {
  const say = sayFault(names);
  expect(say('Tuesday, P1 at H1: it’s a weekend.')).toBe('It’s a weekend.');
  expect(say('P1 at H1: H1 has no regular school day (Coaching: Change).')).toBe(
    'Host School 1 has no regular school day (Coaching: Change).',
  );
  expect(say('nothing to leave out')).toBe('Nothing to leave out');
});

test('for any IDs of schools and facilitators, faults of a visit contain names instead', () => {
  const anyId = fc.stringMatching(/^[a-z][a-z0-9.]{0,8}[a-z0-9]$/);
  const anyIds = fc.uniqueArray(anyId, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(
      anyIds,
      fc.constantFrom('2014-11-04', '2014-11-05', '2015-09-01'),
      ([a = '', b = '', c = ''], date) => {
        const [host, partner, email] = [`h${a}`, `p${b}`, `${c}@example.org`];
        const [one] = aSetting().partnerships;
        if (!one) throw new Error('There is no partnership');
        const partnership = {
          ...one,
          host: { ...one.host, id: host, name: 'HOST' },
          partners: one.partners.slice(0, 1).map((school) => ({ ...school, id: partner, name: 'PARTNER' })),
          facilitator: { name: 'MEI', email },
        };
        const year = { ...aSetting().year, daysOff: { [email]: { weekdays: [3], dates: ['2014-11-04'] } } };
        const setting = { ...aSetting([partnership], year) };
        const visit = newVisit(
          1,
          { date, visiting: [partner], visited: host },
          { start: '09:00', durationMinutes: 60 },
        );
        const said = dayFaults(setting, partnership, visit, date)
          .map(sayFault(namesIn([partnership])))
          .join(' ');
        expect(said).not.toBe('');
        for (const id of [host, partner, email]) expect(said.toLowerCase()).not.toContain(id);
        if (date.startsWith('2014')) expect(said).toMatch(/MEI is off (on )?that/);
      },
    ),
    { numRuns: 40 },
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
