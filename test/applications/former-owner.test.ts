import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import { correctContact } from '#domain/admission/apply.ts';
import { isRefusal } from '#domain/base/change.ts';
import { anApplication, aSchool, aStaffMember } from '../builders.ts';
import {
  answerAll,
  applicant,
  beginApplication,
  linkIn,
  linkTo,
  locationOf,
  type Stage,
  startStage,
  today,
  type Visitor,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(today));

const [ann, bob] = ['ann@example.org', 'bob@example.org'];

const linkOf = async (email: string, kind: string) =>
  linkIn((await stage.lettersTo(email)).find((letter) => letter.kind === kind));

/** Every page and every form of an application, with the fields of each form. */
const pages = [
  '',
  '/questions/leadership',
  '/check',
  '/submission',
  '/information',
  '/withdrawal',
  '/visits',
];
const forms = ['/questions/hosting', '/submission', '/information', '/withdrawal'];

async function expectShutOut(visitor: Visitor, reference: string) {
  const before = await stage.contents();
  for (const page of pages) {
    const { status, text } = await visitor.open(`/applications/${reference}${page}`);
    expect([status, text.includes('Open your application from the link we sent you')]).toEqual([403, true]);
    expect(text).not.toMatch(/Bob|bob@example/);
  }
  for (const form of forms)
    expect((await visitor.send(`/applications/${reference}${form}`, { capacity: '2' })).status).toBe(403);
  expect(await stage.contents()).toEqual(before);
}

async function expectNoGood(link: string) {
  const visitor = stage.visitor();
  for (const answer of [await visitor.open(link), await visitor.send(link)]) {
    expect([answer.status, answer.cookies]).toEqual([403, []]);
    expect(answer.text).toContain('This link no longer works');
    expect(answer.text).toContain('href="/apply/return"');
  }
}

/** Corrects the contact, as a director does for an undelivered email. */
async function correct(application: Application | undefined, email: string): Promise<Application> {
  if (!application) throw new Error('Application not found');
  const director = aStaffMember({ name: 'Ruth Lindqvist', roles: ['director'] });
  const change = correctContact(application, { ...applicant, email }, `of ${email}`, director, today);
  if (isRefusal(change)) throw new Error(change.refused);
  await stage.store.commitApplication(change, stage.cycle.program);
  return change.after;
}

describe('a person who withdrew, after a colleague applied again,', () => {
  test('can’t see or change the new application by a session or a link', async () => {
    const {
      visitor: annsBrowser,
      reference,
      link: annsFirst,
    } = await beginApplication(stage, { email: ann });
    await answerAll(annsBrowser, reference);
    await annsBrowser.send(`/applications/${reference}/submission`);
    const annsReceipt = await linkOf(ann, 'receipt');
    await annsBrowser.send(`/applications/${reference}/withdrawal`);
    expect((await annsBrowser.open(`/applications/${reference}`)).status).toBe(200);

    stage.moveTo('2014-04-14T15:00:00.000Z');
    const { visitor: bobsBrowser } = await beginApplication(stage, { email: bob });
    await answerAll(bobsBrowser, reference);
    await expectShutOut(annsBrowser, reference);
    await expectNoGood(annsReceipt);
    expect((await stage.visitor().open(annsFirst)).text).toContain('Your school already has an application');

    await bobsBrowser.send(`/applications/${reference}/submission`);
    expect((await bobsBrowser.open(`/applications/${reference}`)).text).toContain('Under review');
    const again = await stage.visitor().send(await linkOf(bob, 'receipt'));
    expect(locationOf(again)).toBe(`/applications/${reference}`);
  });
});

describe('an owner whose address a director corrected', () => {
  test('is shut out, and the link in the email to the new contact opens the application', async () => {
    const { visitor, reference } = await beginApplication(stage, { school: '99Q01', email: ann });
    await visitor.send('/apply/return', { school: reference, email: ann });
    const annsWayBack = await linkOf(ann, 'link-to-return');
    expect(locationOf(await stage.visitor().send(annsWayBack))).toBe(`/applications/${reference}`);
    await correct(await stage.store.application(reference), bob);
    await expectShutOut(visitor, reference);
    await expectNoGood(annsWayBack);
    const next = stage.visitor();
    expect(locationOf(await next.send(await linkOf(bob, 'contact-corrected')))).toBe(
      `/applications/${reference}`,
    );
    expect((await next.open(`/applications/${reference}`)).status).toBe(200);
  });

  test('is also shut out of an application from before ownerships, which opened until then', async () => {
    const reference = await stage.put(anApplication({ school: aSchool({ id: '99Q02' }) }));
    const oldLink = linkTo(reference);
    const visitor = stage.visitor();
    expect(locationOf(await visitor.send(oldLink))).toBe(`/applications/${reference}`);
    expect((await visitor.open(`/applications/${reference}`)).status).toBe(200);
    await correct(await stage.store.application(reference), bob);
    await expectShutOut(visitor, reference);
    await expectNoGood(oldLink);
  });
});
