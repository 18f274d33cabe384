import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correctContact } from '#domain/admission/apply.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { LetterKind } from '#letters/letter.ts';
import { aDecidedApplication, aSchool, aStaffMember } from '../builders.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import {
  answerAll,
  applicant,
  asking,
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

const [dana, rosa, kim] = [applicant.email, 'rosa.diaz@example.org', 'kim@example.org'];
const withRosa = {
  ...asking,
  isPrincipal: 'no',
  principalName: 'Rosa Díaz',
  principalEmail: rosa,
};

const kindsTo = async (email: string, reference: string): Promise<readonly LetterKind[]> =>
  (await stage.lettersTo(email)).filter(({ key }) => key.startsWith(reference)).map(({ kind }) => kind);

/** A visitor who followed the newest link of a kind to this address and school. */
async function follow(email: string, kind: LetterKind, reference: string): Promise<Visitor> {
  const letter = (await stage.lettersTo(email)).findLast(
    (one) => one.kind === kind && one.key.startsWith(reference),
  );
  const visitor = stage.visitor();
  await visitor.send(linkIn(letter));
  return visitor;
}

/** Both contacts of a draft, each in a browser of their own. */
async function begin(school: string): Promise<{ reference: string; danas: Visitor; rosas: Visitor }> {
  const reference = `2014-${school}`;
  const email = `dana.${school.toLowerCase()}@example.org`;
  const danas = stage.visitor();
  await danas.send('/applications', { ...withRosa, email, role: 'host', school });
  await danas.send(linkIn((await stage.lettersTo(email)).at(-1)));
  return { reference, danas, rosas: await follow(rosa, 'contact-corrected', reference) };
}

const statusOf = async (visitor: Visitor, reference: string) =>
  (await visitor.open(`/applications/${reference}`)).status;

describe('an applicant and a principal', () => {
  test('each get a link of their own once the applicant confirmed theirs, and both can edit and submit', async () => {
    const { reference, danas, rosas } = await begin('99Q01');
    expect(await kindsTo(rosa, reference)).toEqual(['contact-corrected']);
    await answerAll(danas, reference);
    const check = await rosas.open(`/applications/${reference}/check`);
    expect(check.text).toContain('<bdi>Rosa Díaz</bdi><br/><bdi>rosa.diaz@example.org</bdi>');
    const receipt = await rosas.send(`/applications/${reference}/submission`, hiddenIn(check, 'submission'));
    expect(locationOf(receipt)).toBe(`/applications/${reference}/submission`);
    expect((await danas.open(`/applications/${reference}/submission`)).text).toContain(
      '<bdi>dana.99q01@example.org and rosa.diaz@example.org</bdi>',
    );
    const { history } = (await stage.store.application(reference)) ?? aDecidedApplication();
    expect(history.map(({ what, by }) => [what, by])).toEqual([
      ['application-started', 'Dana Principal'],
      ['contact-corrected', 'Dana Principal'],
      ['application-submitted', 'Rosa Díaz'],
    ]);
    expect(await kindsTo('dana.99q01@example.org', reference)).toEqual(['receipt']);
    expect(await kindsTo(rosa, reference)).toEqual(['receipt']);
  });

  test('can’t have the same address, and the principal must be named', async () => {
    const post = (fields: object) =>
      stage.visitor().post('/applications', { ...withRosa, role: 'host', school: '99Q02', ...fields });
    expect((await post({ principalEmail: dana })).data.errors).toEqual([
      { field: 'principalEmail', detail: 'Enter the principal’s own email address. This one is yours.' },
    ]);
    expect((await post({ principalEmail: '', principalName: '' })).data.errors).toEqual([
      { field: 'principalName', detail: 'Enter the principal’s name' },
      { field: 'principalEmail', detail: 'Enter the principal’s email address' },
    ]);
  });

  test('both get a new link if they ask for one', async () => {
    const { reference, danas } = await begin('99Q03');
    await stage.visitor().send('/apply/return', { school: reference, email: rosa });
    const letter = (await stage.lettersTo(rosa)).findLast(({ kind }) => kind === 'link-to-return');
    const rosas = stage.visitor();
    expect(locationOf(await rosas.send(linkIn(letter)))).toBe(`/applications/${reference}`);
    expect([await statusOf(rosas, reference), await statusOf(danas, reference)]).toEqual([200, 200]);
  });
});

describe('on “Check your answers”', () => {
  const change = async (visitor: Visitor, reference: string, fields: object) => {
    const page = await visitor.open(`/applications/${reference}/contacts`);
    return visitor.send(`/applications/${reference}/contacts`, {
      ...withRosa,
      ...hiddenIn(page, 'contacts'),
      ...fields,
    });
  };

  test('a new principal gets a link, and links of the one before stop working', async () => {
    const { reference, danas, rosas } = await begin('99Q04');
    const email = 'dana.99q04@example.org';
    const changed = await change(danas, reference, { email, principalName: 'Kim Lee', principalEmail: kim });
    expect(locationOf(changed)).toBe(`/applications/${reference}/check`);
    const kims = await follow(kim, 'contact-corrected', reference);
    const opened = await Promise.all([kims, danas, rosas].map((one) => statusOf(one, reference)));
    expect(opened).toEqual([200, 200, 403]);
  });

  test('an applicant with a new address stays signed in; links to the old address stop working', async () => {
    const { reference, danas, rosas } = await begin('99Q05');
    const old = stage.visitor();
    await old.send(linkTo((await stage.store.application(reference)) ?? reference));
    expect(await statusOf(old, reference)).toBe(200);
    await change(danas, reference, { email: 'dana.new@example.org' });
    const next = await follow('dana.new@example.org', 'contact-corrected', reference);
    const opened = await Promise.all([danas, next, rosas, old].map((one) => statusOf(one, reference)));
    expect(opened).toEqual([200, 200, 200, 403]);
  });

  test('a name can be mended without an email', async () => {
    const { reference, danas } = await begin('99Q06');
    await change(danas, reference, { email: 'dana.99q06@example.org', name: 'Dana Prince' });
    const { applicant: stored, history } =
      (await stage.store.application(reference)) ?? aDecidedApplication();
    expect(stored.name).toBe('Dana Prince');
    const { data } = await danas.read(`/applications/${reference}/contacts`);
    expect(data).toMatchObject({ applicant: { name: 'Dana Prince' }, principal: { email: rosa } });
    expect(history).toHaveLength(2);
  });

  test('a change that someone else made first is not overwritten', async () => {
    const { reference, danas, rosas } = await begin('99Q07');
    const page = await danas.open(`/applications/${reference}/contacts`);
    await change(rosas, reference, { email: 'dana.99q07@example.org', position: 'Assistant principal' });
    const late = await danas.send(`/applications/${reference}/contacts`, {
      ...withRosa,
      ...hiddenIn(page, 'contacts'),
      email: 'dana.99q07@example.org',
      name: 'D. Principal',
    });
    expect(late.status).toBe(409);
    expect(late.text).toContain('someone else changed the contacts first');
  });
});

describe('an address that looks like a typing mistake', () => {
  const typo = { ...asking, role: 'host', school: '99Q08', email: 'dana@gmial.com' };

  test('is asked about once, and the choice counts', async () => {
    const visitor = stage.visitor();
    const page = await visitor.open('/apply/contact?role=host&school=99Q08');
    const asked = await visitor.send('/applications', { ...typo, ...hiddenIn(page, 'applications') });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Did you mean dana@gmail.com?');
    const hidden = hiddenIn(asked, 'applications');
    await visitor.send('/applications', { ...typo, ...hidden, emailMeant: 'dana@gmail.com' });
    expect((await visitor.open('/apply/link-sent')).text).toContain('<strong>dana@gmail.com</strong>');
    expect((await stage.lettersTo('dana@gmail.com')).map(({ kind }) => kind)).toEqual(['link-to-start']);
    await visitor.send('/applications', { ...typo, ...hidden, idempotencyKey: 'another-key-1' });
    expect((await stage.lettersTo('dana@gmial.com')).map(({ kind }) => kind)).toEqual(['link-to-start']);
  });

  test('is not asked about if a program sends it', async () => {
    const { status } = await stage.visitor().post('/applications', { ...typo, email: 'lee@gmial.com' });
    expect(status).toBe(202);
  });
});

describe('staff', () => {
  test('correct one contact, whose links end, and the other one keeps theirs', async () => {
    const principal = {
      ...{ name: 'Rosa Díaz', position: 'Principal', email: rosa },
      ownership: 'of rosa',
    };
    const application = {
      ...aDecidedApplication({ school: aSchool({ id: '99Q09' }), ownership: 'of dana' }),
      principal,
    };
    const { reference } = application;
    await stage.put(application);
    const [danas, rosas] = [stage.visitor(), stage.visitor()];
    await danas.send(linkTo({ reference, ownership: 'of dana' }));
    await rosas.send(linkTo({ reference, ownership: 'of rosa' }));
    const changed = correctContact(
      (await stage.store.application(reference)) ?? application,
      { name: 'Kim Lee', position: 'Principal', email: kim, contactRole: 'principal' },
      'of kim',
      aStaffMember({ roles: ['director'] }),
      today,
      ['decision'],
    );
    if (isRefusal(changed)) throw new Error(changed.refused);
    await stage.store.commitApplication(changed, stage.cycle.program);
    expect([await statusOf(danas, reference), await statusOf(rosas, reference)]).toEqual([200, 403]);
    expect(await kindsTo(kim, reference)).toEqual(['contact-corrected', 'decision']);
    expect(await kindsTo(dana, reference)).toEqual([]);
  });
});
