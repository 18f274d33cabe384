import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimLetter } from '#store/sent-letters.ts';
import { sendMorningLetters } from '../../functions/notifications/morning.ts';
import {
  aCycle,
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aReview,
  aSchool,
  aWithdrawnApplication,
} from '../builders.ts';
import { aYear, withVisits } from '../letters/visit-sample.ts';
import { aReviewerNamed, type Stage, setStage } from './stage.ts';

const wednesday = '2014-04-16T12:00:00.000Z';
const thursday = '2014-04-17T12:00:00.000Z';
const saturday = '2014-04-19T12:00:00.000Z';
const threeDaysBefore = '2014-04-29T12:00:00.000Z';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(wednesday);
});
afterEach(() => stage.stop());

const sentTo = async () =>
  (await stage.mails()).map(({ to, subject }) => `${[to].flat()[0]?.text}: ${subject}`).sort();

const submit = (schoolId: string, reviewers: readonly string[], reviewed: readonly string[] = []) =>
  stage.commit(
    anApplication({
      school: aSchool({ id: schoolId }),
      reviewers,
      reviews: reviewed.map((reviewer) => aReview({ reviewer })),
    }),
    [],
  );

describe('what happens on its day', () => {
  const inquiry = {
    question: 'Who?',
    askedBy: 'Ruth',
    askedAt: '2014-04-10T14:00:00.000Z',
    dueOn: '2014-04-17',
  };

  test('a decision planned for the morning is made once, and none that is planned for later', async () => {
    const about = (id: string, on: string) => ({
      ...anApplication({ school: aSchool({ id }) }),
      planned: { ...aDecision(), on },
    });
    await stage.commit(about('07X223', '2014-04-16'), []);
    await stage.commit(about('13K113', '2014-04-17'), []);
    for (let call = 0; call < 2; call++) await sendMorningLetters(stage.parts, wednesday);
    const [made, later] = await Promise.all(
      ['2014-07X223', '2014-13K113'].map((reference) => stage.parts.store.application(reference)),
    );
    expect(made).toMatchObject({ state: 'decided', version: 2, decision: { outcome: 'accepted' } });
    expect(later).toMatchObject({ state: 'submitted', planned: { on: '2014-04-17' } });
  });

  test('a school is reminded of our question once', async () => {
    await stage.commit(anApplication({ inquiries: [inquiry] }), []);
    for (const morning of [wednesday, wednesday, thursday]) await sendMorningLetters(stage.parts, morning);
    expect(await sentTo()).toEqual(['dana.principal@example.org: Reminder: please answer our question']);
  });
});

describe('on a school day', () => {
  test('everyone with something to do gets one digest, and no one else does', async () => {
    await stage.enrol([aReviewerNamed('ana'), aReviewerNamed('ben'), aReviewerNamed('cai')]);
    await submit('07X223', ['ana@example.org', 'ben@example.org'], ['ben@example.org']);
    await submit('13K113', ['ana@example.org']);
    await submit('24Q005', ['ben@example.org'], ['ben@example.org']);
    await sendMorningLetters(stage.parts, wednesday);
    expect(await sentTo()).toEqual([
      'ana@example.org: 2 applications to review',
      'learning-partners@example.org: 1 application to decide',
    ]);
  });

  test('a digest is sent at most once a day, however often the morning is called', async () => {
    await stage.enrol([aReviewerNamed('ana')]);
    await submit('13K113', ['ana@example.org']);
    for (let call = 0; call < 5; call++) await sendMorningLetters(stage.parts, wednesday);
    await submit('24Q005', ['ana@example.org']);
    await sendMorningLetters(stage.parts, '2014-04-16T19:00:00.000Z');
    await sendMorningLetters(stage.parts, thursday);
    expect(await sentTo()).toEqual([
      'ana@example.org: 1 application to review',
      'ana@example.org: 2 applications to review',
    ]);
  });

  test('a queue in which nothing is new is sent again only after a week', async () => {
    await stage.enrol([aReviewerNamed('ana')]);
    await submit('13K113', ['ana@example.org', 'ben@example.org'], ['ben@example.org']);
    await submit('24Q005', ['ana@example.org']);
    const days = ['16', '17', '18', '21', '22', '23', '24'];
    for (const day of days.slice(0, 2)) await sendMorningLetters(stage.parts, `2014-04-${day}T12:00:00.000Z`);
    // Work that is done is no news.
    const first = await stage.store.application('2014-24Q005');
    if (first?.state !== 'submitted') throw new Error('It was submitted');
    await stage.commit({ ...first, reviews: [aReview({ reviewer: 'ana@example.org' })] }, []);
    for (const day of days.slice(2)) await sendMorningLetters(stage.parts, `2014-04-${day}T12:00:00.000Z`);
    expect((await sentTo()).filter((line) => line.startsWith('ana'))).toEqual([
      'ana@example.org: 1 application to review',
      'ana@example.org: 2 applications to review',
    ]);
  });

  test('an email that didn’t go out is no reason to skip the next one', async () => {
    await stage.enrol([aReviewerNamed('ana')]);
    await submit('13K113', ['ana@example.org']);
    stage.ses.answerWith(() => ({ status: 400, code: 'MessageRejected' }));
    await sendMorningLetters(stage.parts, wednesday);
    stage.ses.answerWith(() => 'send');
    await stage.parts.pause(24 * 3_600_000);
    await sendMorningLetters(stage.parts, thursday);
    expect(await sentTo()).toContain('ana@example.org: 1 application to review');
  });

  test('directors are told once of what waits longer than the program’s limit', async () => {
    await stage.enrol([aReviewerNamed('ana')]);
    await submit('13K113', ['ana@example.org']);
    const days = ['28', '29', '30'].map((day) => `2014-04-${day}T12:00:00.000Z`);
    const more = ['01', '02', '05', '06'].map((day) => `2014-05-${day}T12:00:00.000Z`);
    for (const day of [...days, ...more, ...more]) await sendMorningLetters(stage.parts, day);
    const toDirectors = (await sentTo()).filter((line) => line.startsWith('learning'));
    expect(toDirectors).toEqual(['learning-partners@example.org: 1 waiting too long']);
  });

  test('the escalation isn’t repeated if its email went out and the rest was lost', async () => {
    await stage.enrol([aReviewerNamed('ana')]);
    await submit('13K113', ['ana@example.org']);
    const { table } = stage.store;
    const put: typeof table.put = async (record, condition) => {
      if (String(record.pk).includes('#late#')) throw new Error('The answer was lost');
      return table.put(record, condition);
    };
    const losing = { ...stage.parts, store: { ...stage.parts.store, table: { ...table, put } } };
    const [monday, tuesday] = ['2014-05-05T12:00:00.000Z', '2014-05-06T12:00:00.000Z'];
    await expect(sendMorningLetters(losing, monday)).rejects.toThrow('1 of');
    await sendMorningLetters(stage.parts, monday);
    await sendMorningLetters(stage.parts, tuesday);
    const toDirectors = (await sentTo()).filter((line) => line.startsWith('learning'));
    expect(toDirectors).toEqual(['learning-partners@example.org: 1 waiting too long']);
  });

  test('nothing goes out if all queues are empty', async () => {
    await stage.enrol([aReviewerNamed('ana')]);
    await sendMorningLetters(stage.parts, wednesday);
    expect(await sentTo()).toEqual([]);
  });

  test('a late call counts for the day on which the morning was due', async () => {
    await stage.enrol([aReviewerNamed('ana')]);
    await submit('13K113', ['ana@example.org']);
    stage.moveClockTo(saturday);
    await sendMorningLetters(stage.parts, wednesday);
    expect(await sentTo()).toEqual(['ana@example.org: 1 application to review']);
  });
});

test.each([
  ['a Saturday', saturday],
  ['a day without students', thursday],
])('no digest is sent on %s', async (_, day) => {
  await stage.store.putCycle(
    aCycle({
      calendar: [
        { from: '2014-04-17', to: '2014-04-17', appliesTo: ['all'], event: 'Recess', studentsPresent: 'no' },
      ],
    }),
  );
  await stage.enrol([aReviewerNamed('ana')]);
  await submit('13K113', ['ana@example.org']);
  await sendMorningLetters(stage.parts, day);
  expect(await sentTo()).toEqual([]);
});

test('an accepted school that hasn’t confirmed its place is reminded once, even on a Saturday', async () => {
  const decided = (id: string, more = {}) =>
    stage.commit(
      aDecidedApplication({
        school: aSchool({ id, name: `School ${id}` }),
        decision: aDecision({ at: '2014-04-22T14:00:00.000Z', ...more }),
      }),
      [],
    );
  await decided('07X223');
  await decided('13K113', { confirmedAt: '2014-04-23T14:00:00.000Z' });
  await decided('24Q005', { outcome: 'waitlisted' });
  const days = ['02', '03', '03', '04'].map((day) => `2014-05-${day}T12:00:00.000Z`);
  for (const day of days) await sendMorningLetters(stage.parts, day);
  expect((await sentTo()).filter((line) => line.includes('Confirm'))).toEqual([
    'dana.principal@example.org: Confirm your place by Tuesday, May 6',
  ]);
});

describe('on the first school day of a week', () => {
  const monday = '2014-10-06T12:00:00.000Z';
  beforeEach(() => stage.commitPartnership({ after: withVisits(aYear(), { version: 0 }), events: [] }));
  const weeks = async () => (await sentTo()).filter((line) => line.includes('Your week'));

  test('each facilitator with visits gets one letter, even if schools already apply for another year', async () => {
    await stage.store.putCycle(aCycle({ id: '2015', closesAt: '2015-05-01T21:00:00.000Z' }));
    for (let call = 0; call < 2; call++) await sendMorningLetters(stage.parts, monday);
    expect(await weeks()).toEqual([expect.stringMatching(/^mei\.tanaka@example\.org: Your week: 1 visit/)]);
  });

  test('and never on other days or in later years', async () => {
    for (const day of ['2014-10-07T12:00:00.000Z', '2014-10-11T12:00:00.000Z', '2016-10-03T12:00:00.000Z'])
      await sendMorningLetters(stage.parts, day);
    expect(await weeks()).toEqual([]);
  });
});

describe('three days before the deadline', () => {
  const owner = (email: string) => ({ name: 'Dana', position: 'Principal', email });
  beforeEach(async () => {
    await stage.commit(
      aDraft({ school: aSchool({ id: 'A1', name: 'School A' }), applicant: owner('a@example.org') }),
      [],
    );
    await stage.commit(
      aDraft({ school: aSchool({ id: 'B1', name: 'School B' }), applicant: owner('b@example.org') }),
      [],
    );
    await stage.commit(
      anApplication({ school: aSchool({ id: 'C1' }), submittedAt: '2014-04-25T14:00:00.000Z' }),
      [],
    );
    await stage.commit(aWithdrawnApplication({ school: aSchool({ id: 'D1' }) }), []);
  });

  test('each owner of a draft is reminded, once', async () => {
    for (let call = 0; call < 3; call++) await sendMorningLetters(stage.parts, threeDaysBefore);
    expect(await sentTo()).toEqual([
      'a@example.org: 3 days left to submit School A’s application',
      'b@example.org: 3 days left to submit School B’s application',
    ]);
  });

  test('and on no other day', async () => {
    await sendMorningLetters(stage.parts, '2014-04-28T12:00:00.000Z');
    await sendMorningLetters(stage.parts, '2014-04-30T12:00:00.000Z');
    expect(await sentTo()).toEqual([]);
  });

  test('a letter that SES rejects holds up no other, waits, and goes out later', async () => {
    stage.ses.answerWith((to) =>
      to === 'a@example.org' ? { status: 400, code: 'MessageRejected' } : 'send',
    );
    await sendMorningLetters(stage.parts, threeDaysBefore);
    expect(await sentTo()).toEqual(['b@example.org: 3 days left to submit School B’s application']);
    stage.ses.answerWith(() => 'send');
    await stage.parts.pause(2 * 3_600_000);
    await sendMorningLetters(stage.parts, threeDaysBefore);
    expect(await sentTo()).toHaveLength(2);
  });

  test('a letter that another sender doesn’t finish fails the call and holds up no other', async () => {
    const { table } = stage.store;
    await claimLetter(table, '2014-A1#0#closing-reminder#a@example.org', '2014-04-30T12:00:00.000Z');
    await expect(sendMorningLetters(stage.parts, threeDaysBefore)).rejects.toThrow(
      '1 of 3 errands of the morning failed',
    );
    expect(await sentTo()).toEqual(['b@example.org: 3 days left to submit School B’s application']);
  });

  test('the owner of an application submitted at the last moment is not reminded', async () => {
    const sent = anApplication({
      ...{ version: 1, school: aSchool({ id: 'A1' }) },
      submittedAt: '2014-04-29T11:59:00.000Z',
    });
    const stale = await stage.store.summaries('2014');
    await stage.commit(sent, []);
    const behind = { ...stage.parts, store: { ...stage.store, summaries: async () => stale } };
    await sendMorningLetters(behind, threeDaysBefore);
    expect(await sentTo()).toEqual(['b@example.org: 3 days left to submit School B’s application']);
  });
});
