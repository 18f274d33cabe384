import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Application, DecisionOutcome } from '#domain/admission/application.ts';
import {
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aPublishedPairing,
  aSchool,
  hostAnswers,
} from '../builders.ts';
import { changesSince, itemsOf, restore } from '../faults/lost-answers.ts';
import { aPartnership } from '../letters/sample.ts';
import { amara, type Console, locationOf, omar, ruth, startConsole } from './console.ts';

let staffed: Console;
let empty: Awaited<ReturnType<typeof itemsOf>>;
beforeEach(async () => {
  staffed ??= await startConsole();
  empty ??= await itemsOf(staffed.table.client);
  await restore(staffed.table.client, empty);
  // After the deadline and its grace period.
  vi.setSystemTime('2014-06-02T14:00:00.000Z');
});
afterAll(() => staffed.stop());

const school = (id: string) => aSchool({ id, name: `School ${id}` });
const waitlisted = aDecision({ outcome: 'waitlisted' });
const decidedAs = (outcome: DecisionOutcome) =>
  ({ at: aDecision().at, by: ruth.name, what: 'application-decided', outcome }) as const;

/** H1 is in a partnership. The others lack a final answer, except for the draft without one. */
const everyone: readonly Application[] = [
  aDecidedApplication({ school: school('H1') }),
  aDecidedApplication({ school: school('A1'), history: [decidedAs('accepted')] }),
  aDecidedApplication({ school: school('W1'), decision: waitlisted, history: [decidedAs('waitlisted')] }),
  anApplication({ school: school('S1') }),
  { ...aDraft({ school: school('D1') }), answers: { leadership: hostAnswers().leadership } },
  aDraft({ school: school('D2') }),
];

async function published() {
  for (const application of everyone) await staffed.put(application);
  await staffed.store.commitPublication({
    after: aPublishedPairing({ partnerships: [{ ...aPartnership(), partners: [] }] }),
    events: [],
  });
}

const choice = [
  '2014-A1:1:accepted-release',
  '2014-W1:1:waitlisted-waitlist',
  '2014-S1:1:submitted-decline',
  '2014-D1:1:draft-invite',
];
const form = {
  choice,
  until: '2014-10-15',
  'reason-accepted': 'No host fits {school}.',
  'reason-waitlisted': 'Places may open in September.',
  'reason-submitted': 'More schools applied than we have places.',
  'reason-draft': 'Call us if you’d like help.',
};
const stateOf = async (id: string) => staffed.store.application(`2014-${id}`);

test('before the pairings are published, the page says so', async () => {
  const page = await staffed.open(ruth, 'finalAnswersPage');
  expect(page.status).toBe(409);
  expect(page.text).toContain('The pairings aren’t published yet');
  expect((await staffed.read(ruth, 'overview')).data.withoutAnswer).toBeNull();
});

test('the page lists every school without a final answer, and only directors see it', async () => {
  await published();
  const { data } = await staffed.read(ruth, 'finalAnswersPage');
  expect(data.applications.map(({ schoolName }: { schoolName: string }) => schoolName)).toEqual([
    'School A1',
    'School W1',
    'School S1',
    'School D1',
  ]);
  expect((await staffed.read(ruth, 'overview')).data.withoutAnswer).toBe(3);
  expect((await staffed.open(ruth, 'overview')).text).toContain('/console/final-answers');
  expect((await staffed.open(amara, 'finalAnswersPage')).status).toBe(403);
  expect((await staffed.open(amara, 'overview')).text).not.toContain('/console/final-answers');
});

test('a school of a colleague’s conflict of interest is counted, but hidden', async () => {
  await published();
  await staffed.declare(ruth, 'A1');
  const page = await staffed.open(ruth, 'finalAnswersPage');
  expect(page.text).not.toContain('School A1');
  expect(page.text).toContain('1 more school needs an answer from another director');
});

test('every email is previewed, and nothing is decided by that', async () => {
  await published();
  const before = await itemsOf(staffed.table.client);
  const preview = await staffed.send(ruth, 'giveFinalAnswers', {}, form);
  for (const words of [
    'We accepted School A1',
    'No host fits School A1.',
    'until Wednesday, October 15',
    'Email on Wednesday, October 15 if no place has opened up',
    'it’s no longer on the waitlist',
    'Unfortunately, we can’t offer School S1',
    'we’d like you to apply again next year',
    'Send 4 emails',
  ])
    expect(preview.text).toContain(words);
  expect(await changesSince(before, staffed.table.client)).toEqual([]);
});

test('sent, even twice, each school has its answer once, and the overview says that all have one', async () => {
  await published();
  for (let time = 0; time < 2; time++) {
    const sent = await staffed.send(ruth, 'giveFinalAnswers', {}, { ...form, step: 'send' });
    expect(locationOf(sent)).toBe('/console/final-answers?done=answered');
  }
  expect(await stateOf('A1')).toMatchObject({ version: 2, decision: { ending: 'released' } });
  expect(await stateOf('W1')).toMatchObject({
    version: 2,
    decision: { outcome: 'waitlisted', until: '2014-10-15' },
    planned: { ending: 'released', on: '2014-10-15' },
  });
  expect(await stateOf('S1')).toMatchObject({ version: 2, decision: { outcome: 'declined' } });
  expect(await stateOf('D1')).toMatchObject({ version: 2, state: 'draft', invited: { by: ruth.name } });
  expect((await staffed.open(ruth, 'overview')).text).toContain('Every applicant has a final answer.');
  expect((await staffed.open(ruth, 'finalAnswersPage')).text).toContain(
    'Every applicant has a final answer.',
  );
});

test('if two directors answer, the second reads what the first did, and the other schools get their answers', async () => {
  await published();
  await staffed.send(omar, 'giveFinalAnswers', {}, { ...form, choice: choice.slice(0, 1), step: 'send' });
  const second = await staffed.send(ruth, 'giveFinalAnswers', {}, { ...form, step: 'send' });
  expect(second.status).toBe(409);
  expect(second.text).toContain('Omar Haddad told the school that there’s no place this year');
  expect(second.text).toContain('3 schools got an answer: 2014-W1, 2014-S1, 2014-D1.');
  expect(await stateOf('A1')).toMatchObject({ version: 2, decision: { by: 'Omar Haddad' } });
});

test('a school that found a place or withdrew after the preview gets no answer', async () => {
  await published();
  const { state: _, ...partnership } = aPartnership();
  await staffed.store.commitPartnership({
    after: {
      ...partnership,
      version: 0,
      state: 'active',
      host: { ...partnership.host, id: 'A1' },
    },
    events: [],
  });
  const sent = await staffed.send(ruth, 'giveFinalAnswers', {}, { ...form, step: 'send' });
  expect(sent.status).toBe(409);
  expect(sent.text).toContain('The school is in a partnership now.');
  expect(await stateOf('A1')).toMatchObject({ version: 1, decision: { outcome: 'accepted' } });
});

describe('a mistake in the form is shown next to its field, and keeps what was typed:', () => {
  test.each([
    ['a missing reason', { 'reason-accepted': '' }, 'Enter a reason.'],
    ['a day that has passed', { until: '2014-06-02' }, 'Enter a day after today'],
    ['a day after the school year', { until: '2016-06-02' }, 'Enter a day no later than'],
    ['no school', { choice: ['2014-A1:1:accepted-later'] }, 'Choose an answer for at least one school'],
    ['an answer that doesn’t exist', { choice: ['2014-A1:1:accepted-invite'] }, 'Choose an answer for each'],
  ])('%s', async (_, over, words) => {
    await published();
    const page = await staffed.send(ruth, 'giveFinalAnswers', {}, { ...form, ...over, step: 'send' });
    expect(page.status).toBe(422);
    expect(page.text).toContain(words);
    expect(page.text).toContain('Places may open in September.');
    expect(await stateOf('W1')).toMatchObject({ version: 1 });
  });
});

test('the way back from the preview keeps every choice, also to decide later', async () => {
  await published();
  const chosen = ['2014-A1:1:accepted-later', '2014-W1:1:waitlisted-release'];
  const preview = await staffed.send(ruth, 'giveFinalAnswers', {}, { ...form, choice: chosen });
  expect(preview.text).toContain('Send 1 email');
  for (const one of chosen) expect(preview.text).toContain(`name="choice" value="${one}"`);
  const again = await staffed.send(ruth, 'giveFinalAnswers', {}, { ...form, choice: chosen, step: 'write' });
  for (const one of chosen)
    expect(again.text).toMatch(new RegExp(`value="${one}" selected|selected[^>]*value="${one}"`));
});

test('a saved reason is used if none is typed', async () => {
  await published();
  const fields = { choice: choice.slice(0, 1), 'saved-accepted': '1' };
  const preview = await staffed.send(ruth, 'giveFinalAnswers', {}, fields);
  expect(preview.text).toContain('School A1 has a specific goal and a realistic plan');
});
