import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RouteName, routes } from '../../functions/routes.ts';
import { aCycle } from '../builders.ts';
import { amara, mei, ruth } from '../reviews/console.ts';
import { noor } from './partnerships.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
/** An upcoming visit of Mei's. */
let visit = '';
/** Fields that would change something on any route. */
let bold: Readonly<Record<string, string>>;
beforeAll(async () => {
  stage = await startStage();
  await stage.plan(mei);
  await stage.plan(noor);
  stage.today('2014-10-01');
  const ahead = (await stage.booked('H1')).find(({ date }) => date > '2014-12-01');
  visit = String(ahead?.number);
  const { data } = await stage.read(mei, 'moveVisitPage', { partnership: '2014-H1', visit });
  bold = {
    ...{ date: data.free[0], reason: 'Because.', facilitator: mei.email, dates: '2014-12-03' },
    ...{ start: '10:00', durationMinutes: '60', place: 'Library', theme: 'Talk', lookFor: 'Who?' },
    ...{ school: 'P11', whose: 'school', declineReason: 'No.', partner: 'P11', direction: 'to-host' },
    ...{ focusArea: 'feedback', problemOfPractice: 'Late.', goal: 'Soon.', title: 'Leading' },
    ...{ 'attendance-H1': '1', 'attendance-P11': '1', 'attendance-P12': '1', notes: 'Well.' },
  };
});
afterAll(() => stage.stop());

const isRoute = (name: string): name is RouteName => Object.hasOwn(routes, name);
const ofVisits = Object.keys(routes)
  .filter(isRoute)
  .filter((name) => routes[name].function === 'visits');
const by = (method: 'GET' | 'POST') => ofVisits.filter((name) => routes[name].method === method);
const parameters = () => ({ partnership: '2014-H1', visit, session: '1' });

describe('someone who is not signed in', () => {
  test.each(by('GET'))('is sent to sign in by %s', async (name) => {
    expect((await stage.open(undefined, name, parameters())).status).toBe(303);
    expect((await stage.read(undefined, name, parameters())).status).toBe(401);
  });

  test.each(by('POST'))('changes nothing by %s', async (name) => {
    const before = await stage.kept();
    expect((await stage.send(undefined, name, parameters(), bold)).status).toBe(401);
    expect(await stage.kept()).toEqual(before);
  });
});

test.each(ofVisits)('a reviewer is refused by %s', async (name) => {
  const before = await stage.kept();
  const answer =
    routes[name].method === 'GET'
      ? await stage.open(amara, name, parameters())
      : await stage.send(amara, name, parameters(), bold);
  expect(answer.status).toBe(403);
  expect(await stage.kept()).toEqual(before);
});

describe('another facilitator', () => {
  // Routes about the whole year change only her own partnerships, or her own calendar.
  const ofHerOwn: readonly RouteName[] = ['repairVisits', 'renewFacilitatorCalendar'];

  test.each(by('POST').filter((name) => !ofHerOwn.includes(name)))('changes nothing by %s', async (name) => {
    const before = await stage.kept();
    const { status } = await stage.send(noor, name, parameters(), bold);
    expect([403, 422]).toContain(status);
    expect(await stage.kept()).toEqual(before);
  });

  test.each<RouteName>(['moveVisitPage', 'bookVisitPage', 'arcPage'])('is refused by %s', async (name) => {
    const answer = await stage.open(noor, name, parameters());
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Only Mei Tanaka or a director can change its visits');
  });

  test('sees the visit without any form', async () => {
    const { text } = await stage.open(noor, 'visit', parameters());
    expect(text).toContain('Host School 1');
    expect(text.match(/<form/g)).toHaveLength(1);
  });
});

test('opening any page changes nothing', async () => {
  const before = await stage.kept();
  for (const name of by('GET'))
    await stage.open(
      ruth,
      name,
      parameters(),
      '?date=2014-12-01&whose=all&reason=Snow&partner=P11&done=moved',
    );
  expect(await stage.kept()).toEqual(before);
});

test('no page has a script in it, or a school ID instead of a name', async () => {
  for (const name of by('GET')) {
    const { text } = await stage.open(ruth, name, parameters());
    expect(text).not.toMatch(/<script(?! type="module" src=)/);
    expect(text.replace(/<[^>]*>/g, ' ')).not.toMatch(/\b(H1|P11|P12)\b/);
  }
});

test('while schools apply to the next cycle, pages are about the current school year', async () => {
  const next = aCycle({ id: '2015', name: '2015–16', calendar: [] });
  await stage.store.putCycle({
    ...next,
    opensAt: '2014-09-01T13:00:00.000Z',
    closesAt: '2015-05-01T21:00:00.000Z',
  });
  // Cycles are cached for a minute.
  stage.today('2015-04-20');
  const { text } = await stage.open(mei, 'visits');
  expect(text).toContain('2014–15');
  expect(text).toContain('Host School 1');
  stage.today('2015-07-20');
  expect((await stage.open(mei, 'visits')).text).toContain('2015–16');
});
