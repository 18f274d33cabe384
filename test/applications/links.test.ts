import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signToken } from '#links/token.ts';
import { letterAddresses } from '../../functions/letter-links.ts';
import { aDraft, anApplication, aSchool } from '../builders.ts';
import {
  applicant,
  asking,
  beginApplication,
  clemente,
  deployed,
  keys,
  linkIn,
  linkTo,
  locationOf,
  type Stage,
  startStage,
  today,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(today));

const inMay = '2014-05-30T00:00:00.000Z';

const pathOf = (address: string) => new URL(address).pathname;

describe('an emailed link', () => {
  test('changes nothing when it is opened; only its button does', async () => {
    const visitor = stage.visitor();
    await visitor.send('/applications', { ...asking, role: 'host', school: '13K113' });
    const start = linkIn((await stage.lettersTo(applicant.email))[0]);
    const sent = linkTo(await stage.put(anApplication({ school: aSchool({ id: 'SENT' }) })));
    const draft = linkTo(await stage.put(aDraft({ school: aSchool({ id: 'DRAFT' }) })));
    const before = await stage.contents();
    const calls = await stage.callsDuring(async () => {
      for (const link of [start, sent, draft]) {
        for (let time = 0; time < 100; time++) {
          const [opened, peeked] = [await visitor.open(link), await visitor.peek(link)];
          expect([opened.status, opened.cookies, peeked.cookies]).toEqual([200, [], []]);
        }
      }
    });
    expect(await stage.contents()).toEqual(before);
    expect(
      calls.filter((call) => !['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand'].includes(call)),
    ).toEqual([]);

    await visitor.send(start);
    expect(await stage.store.application('2014-13K113')).toMatchObject({ state: 'draft', applicant });
  });

  test('that starts an application also returns to it, and starts it only once', async () => {
    const { visitor, reference, link } = await beginApplication(stage, {
      school: '01M015',
      email: 'b@example.org',
    });
    await visitor.send(`/applications/${reference}/questions/hosting`, { capacity: '3' });
    const before = await stage.store.application(reference);
    const followed = await stage.visitor().send(link);
    expect([followed.status, locationOf(followed)]).toEqual([303, `/applications/${reference}`]);
    expect(await stage.store.application(reference)).toEqual(before);
  });

  test('opened twice at once starts one application', async () => {
    const visitor = stage.visitor();
    const email = 'twice@example.org';
    await visitor.send('/applications', { ...asking, email, role: 'host', school: '84X999' });
    const link = linkIn((await stage.lettersTo(email))[0]);
    const both = await Promise.all([visitor.send(link), stage.visitor().send(link)]);
    expect(both.map(locationOf)).toEqual(Array(2).fill('/applications/2014-84X999'));
    expect(await stage.store.application('2014-84X999')).toMatchObject({ version: 1, history: [{}] });
  });

  test.each(['.', '>', ')', ',', '"', ' ', '&amp;', '\u200b', '/', '.”', '>.'])(
    'still works with %j after it',
    async (after) => {
      const link = linkTo(
        await stage.put(
          anApplication({
            school: aSchool({ id: `AFTER${[...after].map((one) => one.charCodeAt(0)).join('x')}` }),
          }),
        ),
      );
      const visitor = stage.visitor();
      const opened = await visitor.open(`${link}${encodeURIComponent(after)}`);
      expect([opened.status, opened.text.includes(`action="${link}"`)]).toEqual([200, true]);
      expect((await visitor.send(`${link}${encodeURIComponent(after)}`)).status).toBe(303);
    },
  );

  test.each([
    ['with a space in it', ' '],
    ['on two lines', '\r\n'],
    ['on two quoted lines', '\n> '],
    ['as quoted-printable text', '=\r\n'],
    ['with an invisible mark in it', '\u200b'],
  ])('still works %s, and with an underscore after it', async (_, between) => {
    const school = aSchool({ id: `BROKEN${[...between].map((one) => one.charCodeAt(0)).join('x')}` });
    const link = linkTo(await stage.put(anApplication({ school })));
    const broken = `${link.slice(0, 60)}${encodeURIComponent(between)}${link.slice(60)}`;
    for (const path of [broken, `${link}_`, `${link}_${encodeURIComponent(' and more')}`])
      expect((await stage.visitor().open(path)).text).toContain(`action="${link}"`);
  });

  test('to visits still leads there with a period after it', async () => {
    const link = linkTo(await stage.put(anApplication({ school: aSchool({ id: 'DOT' }) })));
    expect(locationOf(await stage.visitor().send(`${link}?to=visits/3.`))).toMatch(/\/visits\/3$/);
  });

  const forged = `${linkTo('2014-13K113', inMay).slice(0, -1)}!`;
  const sessionToken = signToken(keys, {
    purpose: 'applicant-session',
    subject: '2014-13K113',
    expiresAt: inMay,
  });
  const foreign = letterAddresses(deployed, { k1: 'another key that is long enough, too' });
  test.each([
    ['forged', forged],
    ['expired', linkTo('2014-13K113', '2014-04-14T13:59:59.999Z')],
    ['made for another purpose', `/links/${sessionToken}`],
    ['signed with another key', pathOf(foreign.application({ reference: '2014-13K113' }, inMay))],
    ['to an application that does not exist', linkTo('2014-NONE', inMay)],
    ['to a request that does not exist', pathOf(letterAddresses(deployed, keys).start('no-request', inMay))],
    ['no token at all', '/links/constructor'],
    ['of no letter that was ever written', `/links/${encodeURIComponent('k1.<script>.x')}`],
  ])('that is %s says how to get a new one and starts no session', async (_, link) => {
    const visitor = stage.visitor();
    const before = await stage.contents();
    for (const answer of [await visitor.open(link), await visitor.send(link)]) {
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('<h1 class="govuk-heading-l">This link no longer works</h1>');
      expect(answer.text).toContain('<a class="govuk-link" href="/apply/return">Email me a new link</a>');
      expect(answer.cookies).toEqual([]);
    }
    expect(await visitor.post(link)).toEqual({
      status: 403,
      type: 'application/problem+json',
      data: {
        status: 403,
        title: 'This link no longer works',
        detail:
          'It may have expired or been copied incompletely, or someone else may now be the contact for this application. You can get a new link.',
      },
    });
    expect(await stage.contents()).toEqual(before);
  });
});

describe('an application', () => {
  const pages = ['', '/questions/leadership', '/check', '/submission', '/information', '/withdrawal'];

  test('is hidden from browsers that did not open its link, and so is whether it exists', async () => {
    const reference = await stage.put(anApplication({ school: aSchool({ id: 'SECRET' }) }));
    const mine = await stage.put(anApplication({ school: aSchool({ id: 'MINE' }) }));
    const [stranger, other] = [stage.visitor(), stage.visitor()];
    await other.send(linkTo(mine));
    for (const visitor of [stranger, other]) {
      for (const page of pages) {
        const existing = await visitor.open(`/applications/${reference}${page}`);
        const missing = await visitor.open(`/applications/2014-NONE${page}`);
        expect(existing.status).toBe(403);
        expect(existing.text).toContain('Email me a new link');
        expect(missing.text).toBe(existing.text);
      }
    }
  });

  test('can’t be changed there either', async () => {
    const reference = await stage.put(aDraft({ school: aSchool({ id: 'SAFE' }) }));
    const before = await stage.contents();
    const stranger = stage.visitor();
    for (const page of ['/questions/hosting', '/submission', '/information', '/withdrawal'])
      expect((await stranger.send(`/applications/${reference}${page}`, { capacity: '2' })).status).toBe(403);
    expect(await stage.contents()).toEqual(before);
  });

  test('needs its link again after 12 hours', async () => {
    const reference = await stage.put(aDraft({ school: aSchool({ id: 'LATER' }) }));
    const visitor = stage.visitor();
    await visitor.send(linkTo(reference));
    stage.moveTo('2014-04-15T01:59:00.000Z');
    expect((await visitor.open(`/applications/${reference}`)).status).toBe(200);
    stage.moveTo('2014-04-15T02:01:00.000Z');
    expect((await visitor.open(`/applications/${reference}`)).status).toBe(403);
    await visitor.send(linkTo(reference));
    expect((await visitor.open(`/applications/${reference}`)).status).toBe(200);
  });
});

describe('a second person at the school', () => {
  test('learns from an email only that there is an application', async () => {
    await stage.put(
      anApplication({ school: clemente, applicant: { ...applicant, email: 'first@example.org' } }),
    );
    await stage.put(aDraft({ school: aSchool({ id: 'FREE' }) }));
    const visitor = stage.visitor('192.0.2.99');
    const asked = {
      name: 'Lee Deputy',
      position: 'Assistant principal',
      role: 'partner',
      isPrincipal: 'yes',
    };
    const taken = await visitor.send('/applications', {
      ...asked,
      email: 'lee@example.org',
      school: '01M015',
    });
    const free = await visitor.send('/applications', {
      ...asked,
      email: 'ray@example.org',
      school: '84X999',
    });
    const { 'content-type': _, ...headers } = free.headers;
    expect(taken).toMatchObject({ status: free.status, text: free.text, headers });
    // Each cookie has the address that was typed, and nothing else.
    const withoutAddress = (cookies: readonly string[]) =>
      cookies.map((cookie) => cookie.replace(/=\w+/, ''));
    expect(withoutAddress(taken.cookies)).toEqual(withoutAddress(free.cookies));

    const [letter, ...more] = await stage.lettersTo('lee@example.org');
    expect(more).toEqual([]);
    expect(letter?.kind).toBe('link-taken');
    const words = JSON.stringify(letter?.body);
    expect(words).toContain(stage.cycle.program.contactEmail);
    expect(words).not.toMatch(/first@example|Dana|Principal|\/links\//);
  });

  test('whose link came before someone else started sees that, and how to reach staff', async () => {
    const visitor = stage.visitor();
    const email = 'late@example.org';
    await visitor.send('/applications', { ...asking, email, role: 'host', school: '99Q01' });
    const link = linkIn((await stage.lettersTo(email))[0]);
    await stage.put(
      aDraft({ school: aSchool({ id: '99Q01' }), applicant: { ...applicant, email: 'first@example.org' } }),
    );
    for (const answer of [await visitor.open(link), await visitor.send(link)]) {
      expect(answer.status).toBe(409);
      expect(answer.text).toContain('Your school already has an application');
      expect(answer.text).toContain(`mailto:${stage.cycle.program.contactEmail}`);
      expect(answer.text).not.toMatch(/first@example|Dana/);
      expect(answer.cookies).toEqual([]);
    }
  });
});

describe('requesting a new link', () => {
  const ask = async (school: string, email: string) => {
    const answer = await stage
      .visitor(`198.51.100.${school.length}`)
      .send('/apply/return', { school, email });
    expect([answer.status, locationOf(answer)]).toEqual([303, '/apply/link-sent']);
  };
  const kindsTo = async (email: string) => (await stage.lettersTo(email)).map(({ kind }) => kind);

  test('works for the owner with the application number or the school ID, in any case', async () => {
    const owner = { ...applicant, email: 'lost@example.org' };
    const reference = await stage.put(anApplication({ school: aSchool({ id: '99Q02' }), applicant: owner }));
    for (const given of ['2014-99Q02', '99Q02', ' 99q02 ']) await ask(given, ' LOST@Example.org ');
    expect(await kindsTo(owner.email)).toEqual(Array(3).fill('link-to-return'));

    const visitor = stage.visitor();
    const followed = await visitor.send(linkIn((await stage.lettersTo(owner.email))[0]));
    expect(locationOf(followed)).toBe(`/applications/${reference}`);
  });

  test('works for an earlier cycle', async () => {
    await stage.putCycle({ ...stage.cycle, id: '2013' });
    const owner = { ...applicant, email: 'past@example.org' };
    await stage.put(anApplication({ cycleId: '2013', school: aSchool({ id: '99Q03' }), applicant: owner }));
    await ask('2013-99Q03', owner.email);
    const link = linkIn((await stage.lettersTo(owner.email))[0]);
    expect(locationOf(await stage.visitor().send(link))).toBe('/applications/2013-99Q03');
  });

  test('sends everyone else the same email as if there were no application', async () => {
    await stage.put(anApplication({ school: aSchool({ id: '99Q04' }) }));
    await ask('99Q04', 'curious@example.org');
    await ask('99Q05', 'curious@example.org');
    const letters = await stage.lettersTo('curious@example.org');
    expect(letters.map(({ kind }) => kind)).toEqual(['link-unknown', 'link-unknown']);
    expect(JSON.stringify(letters.map(({ body }) => body))).not.toMatch(/Dana|dana\.principal|\/links\//);
  });

  test('sends nothing for an unknown school, so no one can send their own words to a stranger', async () => {
    const before = await stage.contents();
    const answer = await stage
      .visitor('198.51.100.77')
      .send('/apply/return', { school: 'You won! evil.example', email: 'victim@example.org' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(
      '<a href="#school">We can’t find that application number, school name, or school ID. Check the spelling.</a>',
    );
    expect(answer.text).toContain('value="You won! evil.example"');
    expect(await stage.lettersTo('victim@example.org')).toEqual([]);
    const added = (await stage.contents()).length - before.length;
    expect(added).toBe(2);
  });

  test('takes the school’s name, and asks which school if several match', async () => {
    const owner = { ...applicant, email: 'named@example.org' };
    await stage.put(anApplication({ school: aSchool({ id: '99Q06' }), applicant: owner }));
    await ask('P.S. 06 Spare', owner.email);
    expect(await kindsTo(owner.email)).toEqual(['link-to-return']);
    const several = await stage
      .visitor('198.51.100.78')
      .send('/apply/return', { school: 'Spare', email: owner.email });
    expect(several.status).toBe(422);
    expect(several.text).toContain('Choose your school');
    expect(several.text).toMatch(/<input class="govuk-radios__input"[^>]* value="99Q06"/);
    expect(several.text).toContain('value="named@example.org"');
    await ask('99Q06', owner.email);
    expect(await kindsTo(owner.email)).toEqual(['link-to-return', 'link-to-return']);
  });

  test('works for people whose first email was lost or expired, and starts the application', async () => {
    const email = 'too.late@example.org';
    await stage.visitor().send('/applications', { ...asking, email, role: 'host', school: '99Q07' });
    const first = linkIn((await stage.lettersTo(email))[0]);
    stage.moveTo('2014-04-22T14:00:00.000Z');
    const visitor = stage.visitor();
    expect((await visitor.open(first)).text).toContain('This link no longer works');
    await ask('99Q07', email);
    const letters = await stage.lettersTo(email);
    expect(letters.map(({ kind }) => kind)).toEqual(['link-to-start', 'link-to-start']);
    const links = letters.map(linkIn).filter((link) => link !== first);
    expect(locationOf(await visitor.send(links[0] ?? ''))).toBe('/applications/2014-99Q07');
    expect(await stage.store.application('2014-99Q07')).toMatchObject({
      state: 'draft',
      role: 'host',
      applicant: { ...applicant, email },
      startedAt: today,
    });
  });

  test('works in the grace period if the first link was requested before the deadline', async () => {
    const email = 'grace@example.org';
    await stage.visitor().send('/applications', { ...asking, email, role: 'host', school: '99Q08' });
    const first = linkIn((await stage.lettersTo(email))[0]);
    stage.moveTo('2014-05-02T22:00:00.000Z');
    await ask('99Q08', email);
    const again = (await stage.lettersTo(email)).map(linkIn).find((link) => link !== first);
    expect(locationOf(await stage.visitor().send(again ?? ''))).toBe('/applications/2014-99Q08');
  });
});
