import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import type { StaffMember } from '#domain/base/person.ts';
import type { RouteName } from '../../functions/routes.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { mei, ruth, type Typed } from '../reviews/console.ts';
import { noor } from '../visits/partnerships.ts';
import { type Stage, startStage } from '../visits/stage.ts';
import { by, type Cases, formsOf, type ReadyForm, survivesLostAnswers } from './lost-answers.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Stage;
let proxy: FaultProxy;
beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) => startStage(undefined, through)));
  await stage.plan(mei);
  await stage.plan(noor);
});
beforeEach(() => stage.today('2014-09-10'));
afterAll(() => stage.stop());

const partnership = '2014-H1';

type Page = {
  readonly route: RouteName;
  readonly action: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
};

/** The form on a page with its hidden fields, filled in. */
async function filledIn(
  staff: StaffMember,
  { route, action, parameters = {}, query = {} }: Page,
  fields: Typed,
): Promise<ReadyForm> {
  const page = await stage.open(staff, route, parameters, `?${new URLSearchParams(query)}`);
  return by(staff, { parameters, fields: { ...hiddenIn(page, action), ...query, ...fields } });
}

/** The first visit of Mei’s first partnership after a date. */
async function visitAfter(date: string) {
  const ahead = (await stage.booked('H1')).filter((one) => one.date > date);
  const [visit] = ahead.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  if (!visit) throw new Error('No visit');
  return { visit, named: { partnership, visit: String(visit.number) } };
}

/** A form on the page of an upcoming visit. */
async function ofVisit(action: string, fields: Typed): Promise<ReadyForm> {
  const { named: parameters } = await visitAfter('2014-10-01');
  return filledIn(mei, { route: 'visit', action, parameters }, fields);
}

const closure = async () => ({ date: (await visitAfter('2014-11-01')).visit.date, whose: 'all' });

const session = { title: 'Leading change', start: '13:00', durationMinutes: '120', place: 'District office' };

/** School days without a visit. */
async function quietDays(): Promise<readonly string[]> {
  const { data } = await stage.read(ruth, 'coaching');
  return data.days.flatMap(({ date, busy }: { date: string; busy: number }) => (busy === 0 ? [date] : []));
}

/** Schedules a coaching session. */
async function withSession() {
  const [date = '', other = ''] = await quietDays();
  await stage.send(ruth, 'bookCoaching', {}, { ...session, date });
  return { other, parameters: { session: '1' } };
}

const cases: Cases<'visits'> = {
  publishVisitPlan: async () => {
    await stage.change('H1', (one) => ({ ...one, visits: [] }));
    await stage.change('H2', (one) => ({ ...one, visits: [] }));
    const page = { route: 'visitPlanPage', action: 'plan' } as const;
    return { ...(await filledIn(mei, page, { facilitator: mei.email })), continuesElsewhere: true };
  },
  renewFacilitatorCalendar: () => filledIn(mei, { route: 'visits', action: 'subscription' }, {}),
  bookCoaching: async () => {
    const [date = ''] = await quietDays();
    return filledIn(ruth, { route: 'coaching', action: 'coaching' }, { ...session, date });
  },
  changeCoaching: async () => {
    const { other, parameters } = await withSession();
    const page = { route: 'coaching', action: 'coaching/1' } as const;
    return { ...(await filledIn(ruth, page, { ...session, date: other })), parameters };
  },
  cancelCoaching: async () => {
    const { parameters } = await withSession();
    const page = { route: 'coaching', action: 'coaching/1/cancellation' } as const;
    return { ...(await filledIn(ruth, page, {})), parameters };
  },
  loseDay: async () => {
    const query = { ...(await closure()), reason: 'Snow' };
    const form = await filledIn(ruth, { route: 'lostDayPage', action: 'lost-day', query }, {});
    return { ...form, continuesElsewhere: true };
  },
  regainDay: async () => {
    const lost = await closure();
    await stage.send(ruth, 'loseDay', {}, { ...lost, reason: 'Snow' });
    return filledIn(ruth, { route: 'lostDayPage', action: 'removal' }, lost);
  },
  repairVisits: async () => {
    const dates = (await visitAfter('2014-11-01')).visit.date;
    await stage.send(mei, 'setDaysOff', {}, { facilitator: mei.email, dates });
    const form = await filledIn(
      mei,
      { route: 'repairVisitsPage', action: 'repair' },
      { reason: 'I’m away.' },
    );
    return { ...form, continuesElsewhere: true };
  },
  setDaysOff: () =>
    filledIn(
      mei,
      { route: 'daysOffPage', action: 'days-off' },
      { facilitator: mei.email, dates: '2015-06-01' },
    ),
  bookVisit: async () => {
    const { visit, named } = await visitAfter('2014-12-01');
    await stage.send(mei, 'cancelVisit', named, { reason: 'Testing.' });
    const toHost = visit.visited === 'H1';
    const query = {
      partner: (toHost ? visit.visiting[0] : visit.visited) ?? '',
      direction: toHost ? 'to-host' : 'to-partner',
    };
    const { data } = await stage.read(
      mei,
      'bookVisitPage',
      { partnership },
      `?${new URLSearchParams(query)}`,
    );
    const page = { route: 'bookVisitPage', action: 'booking', parameters: { partnership }, query } as const;
    return filledIn(mei, page, { date: data.free[0] });
  },
  setArc: () =>
    filledIn(
      mei,
      { route: 'arcPage', action: 'arc', parameters: { partnership } },
      { focusArea: 'feedback', problemOfPractice: 'Comments come late.', goal: 'Within a week.' },
    ),
  moveVisit: async () => {
    const { named: parameters } = await visitAfter('2014-10-01');
    const { data } = await stage.read(mei, 'moveVisitPage', parameters);
    const query = { date: data.free[0] };
    return filledIn(mei, { route: 'moveVisitPage', action: 'move', parameters, query }, { reason: 'Snow' });
  },
  cancelVisit: () => ofVisit('cancellation', { reason: 'Testing.' }),
  changeVisit: () => ofVisit('details', { start: '10:30', durationMinutes: '120', place: 'Library' }),
  themeVisit: () => ofVisit('theme', { theme: 'Feedback', lookFor: 'Who talks?' }),
  declineDate: async () => {
    const { visit } = await visitAfter('2014-10-01');
    const [school = ''] = visit.visiting;
    const asked = { school, date: '2014-12-01', reason: 'A play.', at: '2014-09-09T12:00:00.000Z' };
    await stage.change('H1', (one) => ({
      ...one,
      visits: one.visits.map((other) =>
        other.state === 'booked' && other.number === visit.number ? { ...other, proposals: [asked] } : other,
      ),
    }));
    return ofVisit('decline', { school, declineReason: 'It’s a holiday.' });
  },
  recordVisit: async () => {
    const { visit, named: parameters } = await visitAfter('2014-10-01');
    stage.today('2015-06-20');
    const came = [visit.visited, ...visit.visiting].map((id): [string, string] => [`attendance-${id}`, '3']);
    const fields = { ...Object.fromEntries(came), notes: 'They looked at work.' };
    return filledIn(mei, { route: 'visit', action: 'record', parameters }, fields);
  },
};

describe('if answers from the table are lost, a form about visits', () => {
  test.each(formsOf('visits'))('(%s) leads to the same page, and its change is stored once', async (name) => {
    await survivesLostAnswers({ ...stage, proxy }, name, cases[name]);
  });
});
