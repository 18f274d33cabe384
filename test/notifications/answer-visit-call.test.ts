import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HeldVisit, Visit } from '#domain/partnership/visit.ts';
import type { VisitCall } from '#domain/visits/reminders.ts';
import { answerVisitCall } from '../../functions/notifications/visit-call.ts';
import { aPartnership } from '../letters/sample.ts';
import { aCancelledVisit, aVisit, withVisits } from '../letters/visit-sample.ts';
import { type Stage, setStage } from './stage.ts';

const threeDaysBefore = '2014-10-01T12:00:00.000Z';
const afterwards = '2014-10-06T20:00:00.000Z';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(threeDaysBefore);
});
afterEach(() => stage.stop());

const call = (over: Partial<VisitCall> = {}): VisitCall => ({
  kind: 'reminder',
  cycleId: '2014',
  host: 'H1',
  visit: 1,
  date: '2014-10-06',
  ...over,
});
const keep = (visit: Visit, over: Parameters<typeof withVisits>[1] = {}) =>
  stage.commitPartnership({ after: withVisits([visit], { version: 0, ...over }), events: [] });
const heldVisit = (over: Partial<HeldVisit> = {}): HeldVisit => {
  const { proposals: _, ...visit } = aVisit(1, '2014-10-06');
  return { ...visit, state: 'held', attendance: {}, notes: '', reflections: [], ...over };
};
const withdrawn = (...ids: readonly string[]) =>
  aPartnership().partners.map((one) =>
    ids.includes(one.id) ? { ...one, withdrawnAt: threeDaysBefore } : one,
  );
const mails = async () =>
  (await stage.mails()).map(({ to, subject, text }) => ({
    to: [to].flat()[0]?.text,
    subject,
    text: text ?? '',
  }));
const recipients = async () => (await mails()).map(({ to }) => to).sort();
const textTo = async (address: string) =>
  (await mails()).find(({ to }) => to === address)?.text.replace(/\s+/g, ' ') ?? '';

describe('before a visit', () => {
  const delegation = { principal: true, cabinet: 2, leadershipTeam: 0, remark: 'We park in the yard.' };
  const visit = aVisit(1, '2014-10-06', {
    place: 'Room 2',
    theme: 'Feedback',
    lookFor: 'Who asks.',
    delegations: { P1: delegation },
  });

  test('its schools and the facilitator are reminded once, however often the call comes', async () => {
    await keep(visit);
    for (let time = 0; time < 3; time++) await answerVisitCall(stage.parts, call());
    expect((await mails()).map(({ to, subject }) => `${to}: ${subject}`).sort()).toEqual(
      ['h1', 'mei.tanaka', 'p1'].map(
        (name) => `${name}@example.org: Monday’s visit: School ${name === 'h1' ? 'P1' : 'H1'}`,
      ),
    );
  });

  test('they read when and where it is, what to look for, and who’s coming', async () => {
    await keep(visit);
    await answerVisitCall(stage.parts, call());
    expect(await textTo('mei.tanaka@example.org')).toMatch(
      /School P1 visits School H1.*October 6, 9:00 AM to 12:00 PM.*School H1, Room 2.*Feedback.*Who asks\..*School H1’s team No answer yet.*School P1’s team The principal and 2 from the instructional cabinet We park in the yard\./,
    );
  });

  test('a school that hasn’t named its team is asked to, with a link', async () => {
    await keep(visit);
    await answerVisitCall(stage.parts, call());
    expect(await textTo('h1@example.org')).toMatch(
      /Please tell us who will be there from your school\..*Tell us who will be there: https:\/\/apply/,
    );
    expect(await textTo('p1@example.org')).not.toContain('Please tell us');
  });

  test('a school of a joint visit that withdrew is not reminded or listed as coming', async () => {
    await keep({ ...visit, visiting: ['P1', 'P2'] }, { partners: withdrawn('P2') });
    await answerVisitCall(stage.parts, call());
    expect(await recipients()).toEqual(['h1@example.org', 'mei.tanaka@example.org', 'p1@example.org']);
    for (const { subject, text } of await mails()) expect(`${subject} ${text}`).not.toContain('School P2');
  });

  test('a letter that SES rejects holds up no other, waits, and goes out later', async () => {
    await keep(visit);
    stage.ses.answerWith((to) =>
      to === 'h1@example.org' ? { status: 400, code: 'MessageRejected' } : 'send',
    );
    await answerVisitCall(stage.parts, call());
    expect(await recipients()).toEqual(['mei.tanaka@example.org', 'p1@example.org']);
    stage.ses.answerWith(() => 'send');
    await stage.parts.pause(2 * 3_600_000);
    // The next call sends it, whatever visit it is about.
    await answerVisitCall(stage.parts, call({ visit: 9 }));
    expect(await recipients()).toEqual(['h1@example.org', 'mei.tanaka@example.org', 'p1@example.org']);
  });
});

describe('an outdated call sends nothing, and the log has only IDs:', () => {
  const outOfDate = {
    what: 'visit call out of date',
    ...{ kind: 'reminder', cycle: '2014', host: 'H1', visit: 1 },
  };

  test.each([
    ['the visit moved', () => keep(aVisit(1, '2014-10-08'))],
    ['the visit is off', () => keep(aCancelledVisit(1, '2014-10-06', 'A burst pipe'))],
    ['there is no such visit', () => keep(aVisit(2, '2014-10-06'))],
    ['the visit was held', () => keep(heldVisit())],
    ['there is no such partnership', async () => {}],
    ['its only visitor withdrew', () => keep(aVisit(1, '2014-10-06'), { partners: withdrawn('P1') })],
    [
      'the visited school withdrew',
      () =>
        keep(aVisit(1, '2014-10-06'), {
          host: { ...aPartnership().host, withdrawnAt: threeDaysBefore },
        }),
    ],
    [
      'the partnership has ended',
      () =>
        stage.commitPartnership({
          after: {
            ...withVisits([aVisit(1, '2014-10-06')], { version: 0 }),
            state: 'ended',
            endedAt: threeDaysBefore,
          },
          events: [],
        }),
    ],
    [
      'the day is over',
      async () => {
        await keep(aVisit(1, '2014-10-06'));
        stage.moveClockTo('2014-10-07T12:00:00.000Z');
      },
    ],
  ])('%s', async (_, prepare) => {
    await prepare();
    await answerVisitCall(stage.parts, call());
    expect(await mails()).toEqual([]);
    expect(stage.logged).toEqual([outOfDate]);
  });
});

describe('after a visit', () => {
  const reflection = { school: 'P1', usefulness: 4, learned: 'Much.', willTry: 'More.', at: afterwards };

  test('each school in it is asked for a reflection, once', async () => {
    await keep(aVisit(1, '2014-10-06'));
    stage.moveClockTo(afterwards);
    for (let time = 0; time < 2; time++) await answerVisitCall(stage.parts, call({ kind: 'reflection' }));
    expect((await mails()).map(({ to, subject }) => `${to}: ${subject}`).sort()).toEqual(
      ['h1', 'p1'].map((name) => `${name}@example.org: How did Monday’s visit go?`),
    );
    expect(await textTo('h1@example.org')).toContain('On Monday, October 6, School P1 visited you.');
    expect(await textTo('p1@example.org')).toContain('On Monday, October 6, you visited School H1.');
  });

  test('a school that has reflected is not asked', async () => {
    await keep(heldVisit({ reflections: [reflection] }));
    stage.moveClockTo(afterwards);
    await answerVisitCall(stage.parts, call({ kind: 'reflection' }));
    expect(await recipients()).toEqual(['h1@example.org']);
  });
});
