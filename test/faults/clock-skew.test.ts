import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { plusHours } from '#domain/base/time.ts';
import { openSessions } from '#store/sessions.ts';
import { asking, linkIn, linkTo, locationOf, type Stage, startStage, today } from '../applications/stage.ts';
import { aDraft, aSchool, aStaffMember } from '../builders.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(today));

const off = 5 / 60;
const skews: readonly (readonly [string, number, number])[] = [
  ['five minutes fast, then five minutes slow', off, -off],
  ['five minutes slow, then five minutes fast', -off, off],
];

describe.each(skews)('between clocks that are %s', (_, first, second) => {
  test('a link that was just emailed starts the application, and its session continues', async () => {
    const school = first > second ? '99Q01' : '99Q02';
    const email = `${school.toLowerCase()}@example.org`;
    const visitor = stage.visitor();
    stage.moveTo(plusHours(today, first));
    await visitor.send('/applications', { ...asking, email, role: 'host', school });
    stage.moveTo(plusHours(today, second));
    const followed = await visitor.send(linkIn((await stage.lettersTo(email))[0]));
    expect(locationOf(followed)).toBe(`/applications/2014-${school}`);
    stage.moveTo(plusHours(today, first));
    expect((await visitor.open(locationOf(followed))).status).toBe(200);
    stage.moveTo(plusHours(today, second));
    const saved = await visitor.send(`${locationOf(followed)}/questions/leadership`, {
      ...{ yearsHere: '7', yearsElsewhere: '2' },
    });
    expect(saved.status).toBe(303);
  });
});

test.each([
  ['fast', off],
  ['slow', -off],
])('signing out by a clock five minutes %s ends earlier sessions and no later one', async (_, skew) => {
  const staff = aStaffMember();
  const { noteSignIn, endStaffSessions, isStaffSessionOver } = openSessions(stage.store.table);
  const signedIn = async () => ({ staff, startedAt: today, generation: await noteSignIn(staff, today) });
  const before = await signedIn();
  await endStaffSessions(staff.email, plusHours(today, skew));
  const after = await signedIn();
  expect([await isStaffSessionOver(before), await isStaffSessionOver(after)]).toEqual([true, false]);
});

test('a link within five minutes of its end works, or leads to a new one; it never fails', async () => {
  const reference = await stage.put(aDraft({ school: aSchool({ id: '99Q03' }) }));
  const link = linkTo(reference, today);
  stage.moveTo(plusHours(today, -off));
  expect((await stage.visitor().send(link)).status).toBe(303);
  stage.moveTo(plusHours(today, off));
  const late = await stage.visitor().send(link);
  expect(late.status).toBe(403);
  expect(late.text).toContain('<a class="govuk-link" href="/apply/return">Email me a new link</a>');
});

test('an answer sent at the deadline by a clock five minutes fast is within the grace period', async () => {
  const reference = await stage.put(aDraft({ school: aSchool({ id: '99Q04' }) }));
  const visitor = stage.visitor();
  await visitor.send(linkTo(reference));
  stage.moveTo(plusHours(stage.cycle.closesAt, -1));
  await visitor.send(linkTo(reference));
  stage.moveTo(plusHours(stage.cycle.closesAt, off));
  const typed = { yearsHere: '7', yearsElsewhere: '2' };
  expect((await visitor.send(`/applications/${reference}/questions/leadership`, typed)).status).toBe(303);
});
