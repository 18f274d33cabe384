import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invitationKey } from '#letters/mailing-letters.ts';
import { importSchools } from '#store/directory.ts';
import { queueLetter, recordLetter } from '#store/sent-letters.ts';
import { anApplication, aSchool } from '../builders.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { everyLetter } from '../letters/sample.ts';
import { amara, type Console, locationOf, omar, ruth, startConsole } from '../reviews/console.ts';

let stage: Console;
beforeAll(async () => {
  stage = await startConsole(() => import('../../functions/threads/handler.ts'));
  await importSchools(stage.table, [
    aSchool({ id: '13K113', name: 'Ivy School', region: 'Brooklyn' }),
    aSchool({ id: '07X223', name: 'Elm School', region: 'Bronx' }),
    aSchool({ id: '24Q005', name: 'Oak School', region: 'Queens' }),
  ]);
  await stage.put(anApplication({ school: aSchool({ id: '24Q005', name: 'Oak School' }) }));
});
afterAll(() => stage.stop());

const add = (contacts: string, more = {}) =>
  stage.send(ruth, 'addContacts', {}, { kind: 'invitation', message: 'Join us.', contacts, ...more });
const mailingOf = async (contacts: string) => ({
  mailing:
    locationOf(await add(contacts))
      .split('/')
      .at(-1) ?? '',
});
const stored = () => stage.store.mailings('2014');

describe('schools without an application', () => {
  test('are listed for directors, by region and level', async () => {
    const { data } = await stage.read(ruth, 'mailings');
    expect(data.schools.map(({ id }: { id: string }) => id)).toEqual(['07X223', '13K113']);
    const bronx = await stage.read(ruth, 'mailings', {}, '?region=Bronx&gaps=yes');
    expect(bronx.data.schools.map(({ id }: { id: string }) => id)).toEqual(['07X223']);
    expect((await stage.open(amara, 'mailings')).status).toBe(403);
  });
});

describe('a list of contacts', () => {
  test('with a fault is refused with its line, and nothing is stored', async () => {
    const refused = await add('13K113,Rosa,rosa@example.org\nNOPE,Ana,ana@example.org\n07X223');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('2 rows need a fix. Nothing was saved.');
    expect(refused.text).toContain('No school has the ID “NOPE.”');
    expect(refused.text).toContain('The row needs a school ID and an email address.');
    expect(await stored()).toEqual([]);
  });

  test.each([
    ['none', '', 'Choose a file or enter at least one contact'],
    ['too many', '13K113,a@example.org\n'.repeat(10_001), 'The list has 10,001 contacts'],
  ])('with %s is refused', async (_, contacts, why) => {
    const refused = await add(contacts);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(why);
    expect(await stored()).toEqual([]);
  });

  test('comes from a file or the field, not both', async () => {
    const refused = await add('13K113,a@example.org', { file: '13K113,b@example.org' });
    expect(refused.text).toContain('Choose a file or enter contacts, not both');
  });
});

describe('invitations', () => {
  test('are previewed with everyone who is skipped, and sent once', async () => {
    const about = await mailingOf(
      '13K113,Rosa Delgado,Rosa@example.org\n24Q005,Ana,ana@example.org\n07X223,Bo,bo@',
    );
    const { data } = await stage.read(ruth, 'mailing', about);
    expect(data).toMatchObject({
      recipients: 1,
      skipped: [
        { schoolId: '24Q005', given: 'ana@example.org', why: 'applied' },
        { schoolId: '07X223', given: 'bo@', why: 'invalid-address' },
      ],
      letters: [{ to: 'rosa@example.org', subject: 'Ivy School is invited to apply to Learning Partners' }],
    });
    const page = await stage.open(ruth, 'mailing', about);
    expect(page.text).toContain('Send 1 email?');
    const form = hiddenIn(page, 'sending');
    for (const director of [ruth, ruth, omar])
      expect(locationOf(await stage.send(director, 'sendMailing', about, form))).toContain('done=mailed');
    expect(await stored()).toMatchObject([
      {
        version: 2,
        state: 'sent',
        createdBy: ruth.name,
        contacts: [{ schoolId: '13K113', email: 'rosa@example.org' }],
      },
    ]);
    const again = await stage.read(ruth, 'mailing', await mailingOf('07X223,Rosa,rosa@example.org'));
    expect(again.data.skipped).toMatchObject([{ why: 'invited' }]);
  });

  test('aren’t sent if someone opted out after the preview', async () => {
    const about = await mailingOf('07X223,Mo,mo@example.org\n07X223,Lee,lee@example.org');
    const form = hiddenIn(await stage.open(ruth, 'mailing', about), 'sending');
    await stage.store.optOut('mo@example.org', '2014-04-24T14:00:00.000Z');
    const late = await stage.send(ruth, 'sendMailing', about, form);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Send 1 email?');
    expect((await stored()).filter(({ state }) => state === 'sent')).toHaveLength(1);
    await stage.send(ruth, 'sendMailing', about, hiddenIn(late, 'sending'));
    const sent = await stage.store.mailing('2014', about.mailing);
    expect(sent.flatMap(({ contacts }) => contacts.map(({ email }) => email))).toEqual(['lee@example.org']);
  });

  test('show how many were sent, wait, and came back', async () => {
    const names = ['one', 'two', 'three', 'four'];
    const about = await mailingOf(names.map((name) => `13K113,${name},${name}@example.org`).join('\n'));
    await stage.send(ruth, 'sendMailing', about, {});
    const [letter] = everyLetter();
    if (!letter) throw new Error('There are letters');
    const now = '2014-04-24T14:00:00.000Z';
    const keyFor = (name: string) => invitationKey('2014', `${name}@example.org`);
    await queueLetter(stage.table, { ...letter, key: keyFor('one') }, now);
    for (const name of ['two', 'three']) await recordLetter(stage.table, keyFor(name), 'message-1', now);
    await stage.store.commitUndelivered({
      after: {
        ...{ version: 0, state: 'open', id: 'u1', cycleId: '2014', kind: 'invitation-to-apply' },
        ...{ to: 'three@example.org', reason: 'no-such-address', detail: '', at: now },
      },
      events: [],
    });
    const { data } = await stage.read(ruth, 'mailing', about);
    expect(data).toMatchObject({ recipients: 4, sent: 2, waiting: 2, bounced: 1 });
    expect((await stage.open(ruth, 'mailing', about)).text).toContain('three@example.org');
  });

  test('of a list that doesn’t exist aren’t found', async () => {
    expect((await stage.open(ruth, 'mailing', { mailing: 'nope' })).status).toBe(404);
  });
});
