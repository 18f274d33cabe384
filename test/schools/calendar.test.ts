import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { correctContact } from '#domain/admission/apply.ts';
import { isRefusal } from '#domain/base/change.ts';
import { correctPairedContact } from '#domain/partnership/partnership.ts';
import { visitOfPartnership } from '#invitations/invitation.ts';
import type { CalendarOwner } from '#links/calendar-token.ts';
import { signToken } from '#links/token.ts';
import { erase } from '#store/erasure.ts';
import { calendarAddress } from '../../functions/calendar-links.ts';
import { stepsToErase } from '../../infra/cli/erasing.ts';
import { deployed, keys, linkTo } from '../applications/stage.ts';
import { aStaffMember } from '../builders.ts';
import { linesOf, readIn } from '../invitations/calendar-texts.ts';
import { aSession, aYearWith } from '../letters/visit-sample.ts';
import { october, type Stage, startStage, yearCycle } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(october));

const pathOf = (address: string) => new URL(address).pathname;

/** Creates a school's calendar link through its page. */
async function subscribed(year: Awaited<ReturnType<Stage['aYear']>>, school: string) {
  const { visitor, path } = await year.as(school);
  const { data } = await visitor.post(path.replace('/visits', '/calendar'));
  return { visitor, path, address: String(data.calendar), feed: pathOf(String(data.calendar)) };
}

const addressOf = (owner: CalendarOwner) =>
  pathOf(calendarAddress({ origin: deployed, keys }, yearCycle(), owner));

describe('the page', () => {
  test('offers the link only once it exists, with webcal and https', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    expect((await visitor.open(path)).text).toContain('Create calendar link');
    const { address } = await subscribed(year, year.ids.partner);
    const { text } = await visitor.open(path);
    expect(text).toContain(`href="${address.replace('https:', 'webcal:')}"`);
    expect(text).toContain(`>${address}</p>`);
    expect(text.indexOf('If you replace the link, the old one stops')).toBeLessThan(
      text.indexOf('Replace link</button>'),
    );
    expect((await visitor.read(path)).data.calendar).toBe(address);
  });
});

describe('the calendar of a school', () => {
  test('is read alike by two parsers, in UTC and in Tokyo, across the clock change', async () => {
    const year = await stage.aYear();
    const { feed } = await subscribed(year, year.ids.partner);
    const { text, status, headers } = await stage.visitor().open(feed);
    expect([status, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(linesOf(text)).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
        'X-PUBLISHED-TTL:PT1H',
      ]),
    );
    const visit = (number: number, startsAt: string, endsAt: string, who: string) => ({
      uid: `2014-${year.ids.host}-${number}@apply.example.org`,
      sequence: 0,
      summary: `Visit: ${who}`,
      startsAt,
      endsAt,
      status: 'CONFIRMED',
      guests: [],
    });
    const { host, partner, other } = year.ids;
    const expected = [
      visit(
        1,
        '2014-09-22T13:00:00.000Z',
        '2014-09-22T16:00:00.000Z',
        `Birch ${partner} and Cedar ${other} at Alder ${host}`,
      ),
      visit(2, '2014-10-06T13:00:00.000Z', '2014-10-06T16:00:00.000Z', `Alder ${host} at Birch ${partner}`),
      visit(
        3,
        '2014-11-03T14:00:00.000Z',
        '2014-11-03T17:00:00.000Z',
        `Birch ${partner} and Cedar ${other} at Alder ${host}`,
      ),
      visit(4, '2014-12-08T14:00:00.000Z', '2014-12-08T17:00:00.000Z', `Birch ${partner} at Alder ${host}`),
    ];
    for (const zone of ['UTC', 'Asia/Tokyo'])
      expect(readIn(zone, text)).toEqual({ zone, byIcalJs: expected, byNodeIcal: expected });
  });

  test('uses the same UIDs as emailed invitations', async () => {
    const year = await stage.aYear();
    const { feed } = await subscribed(year, year.ids.partner);
    const partnership = await year.stored();
    const [visit] = partnership.visits;
    if (!visit) throw new Error('There is no visit');
    const inviting = { cycle: yearCycle(), domain: 'apply.example.org', writtenAt: october };
    const { uid } = visitOfPartnership(partnership, visit, { name: 'B', email: 'b@example.org' }, inviting);
    expect(linesOf((await stage.visitor().open(feed)).text)).toContain(`UID:${uid}`);
  });

  test('includes coaching, and no canceled visits or visits of others', async () => {
    const year = await stage.aYear();
    const visits = await stage.store.visitYear('2014');
    const session = aSession({ number: 1, date: '2014-10-21' });
    await stage.store.commitVisitYear({
      after: { ...aYearWith(session), version: visits.version },
      events: [],
    });
    const { feed } = await subscribed(year, year.ids.partner);
    const uids = linesOf((await stage.visitor().open(feed)).text).filter((line) => line.startsWith('UID:'));
    expect(uids).toEqual([
      ...[1, 2].map((number) => `UID:2014-${year.ids.host}-${number}@apply.example.org`),
      'UID:2014-coaching-1@apply.example.org',
      ...[3, 4].map((number) => `UID:2014-${year.ids.host}-${number}@apply.example.org`),
    ]);
  });

  test('is not resent if unchanged, costs one call to the table, and changes nothing', async () => {
    const year = await stage.aYear();
    const { feed } = await subscribed(year, year.ids.partner);
    const poller = stage.visitor();
    const first = await poller.open(feed);
    const before = await stage.contents();
    const calls = await stage.callsDuring(async () => {
      const again = await poller.open(feed, { 'if-none-match': `W/${first.headers.etag}` });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', first.headers.etag]);
    });
    expect(calls).toHaveLength(1);
    const peeked = await poller.peek(feed);
    expect([peeked.status, peeked.text, peeked.headers.etag]).toEqual([200, '', first.headers.etag]);
    expect(peeked.headers['cache-control']).toBe('private, max-age=900');
    expect((await poller.open(feed.replace(/\.ics$/, ''))).text).toBe(first.text);
    expect(await stage.contents()).toEqual(before);

    const partnership = await year.stored();
    const visits = partnership.visits.map((visit) => ({ ...visit, place: 'The gym' }));
    await stage.store.commitPartnership({ after: { ...partnership, visits }, events: [] });
    const changed = await poller.open(feed, { 'if-none-match': first.headers.etag ?? '' });
    expect(changed.status).toBe(200);
  });
});

describe('a link that doesn’t work', () => {
  test('because it was replaced: 410, and the new one works', async () => {
    const year = await stage.aYear();
    const old = await subscribed(year, year.ids.partner);
    const renewed = await subscribed(year, year.ids.partner);
    expect(renewed.feed).not.toBe(old.feed);
    const poller = stage.visitor();
    const gone = await poller.open(old.feed);
    expect([gone.status, gone.headers['content-type'], gone.text.includes('BEGIN:')]).toEqual([
      410,
      'text/html; charset=utf-8',
      false,
    ]);
    expect(await poller.read(old.feed)).toMatchObject({
      type: 'application/problem+json',
      data: { status: 410, title: 'This calendar link no longer works' },
    });
    expect((await poller.peek(old.feed)).status).toBe(410);
    expect((await poller.open(renewed.feed)).status).toBe(200);
  });

  test('because it was never created, or the school is not in the partnership', async () => {
    const year = await stage.aYear();
    const owner = { kind: 'school', cycleId: '2014', host: year.ids.host, school: year.ids.partner } as const;
    const poller = stage.visitor();
    for (const n of [0, 1]) expect((await poller.open(addressOf({ ...owner, n }))).status).toBe(410);
    await subscribed(year, year.ids.partner);
    expect((await poller.open(addressOf({ ...owner, n: 1 }))).status).toBe(200);
    expect((await poller.open(addressOf({ ...owner, school: 'X', n: 1 }))).status).toBe(410);
    expect((await poller.open(addressOf({ ...owner, host: 'X', n: 1 }))).status).toBe(410);
    expect((await poller.open(addressOf({ ...owner, cycleId: '1999', n: 1 }))).status).toBe(410);
  });

  test('because the school has a new contact: 410, and the new contact’s link works', async () => {
    const year = await stage.aYear();
    const { feed } = await subscribed(year, year.ids.partner);
    const reference = `2014-${year.ids.partner}`;
    const application = await stage.store.application(reference);
    if (!application) throw new Error('The application is gone');
    const contact = { name: 'New Principal', position: 'Principal', email: 'new@example.org' };
    const corrected = correctContact(application, contact, 'o2', aStaffMember(), october);
    if (isRefusal(corrected)) throw new Error(corrected.refused);
    await stage.store.commitApplication(corrected, stage.cycle.program);
    const followed = correctPairedContact(await year.stored(), corrected.after, 'Ruth', october);
    if (!followed) throw new Error('The school is not in the partnership');
    await stage.store.commitPartnership(followed);
    const poller = stage.visitor();
    expect((await poller.open(feed)).status).toBe(410);
    const { visitor, path } = await year.as(year.ids.partner, { ownership: 'o2' });
    const { data } = await visitor.read(path);
    expect((await poller.open(pathOf(data.calendar))).status).toBe(200);
  });

  test('because the school withdrew, or the year is long over', async () => {
    const year = await stage.aYear();
    const { feed } = await subscribed(year, year.ids.partner);
    const poller = stage.visitor();
    stage.moveTo('2015-08-24T00:00:00.000Z');
    expect((await poller.open(feed)).status).toBe(200);
    stage.moveTo('2015-08-26T00:00:00.000Z');
    expect((await poller.open(feed)).status).toBe(410);
    stage.moveTo(october);
    const partnership = await year.stored();
    const partners = partnership.partners.map((one) =>
      one.id === year.ids.partner ? { ...one, withdrawnAt: october } : one,
    );
    await stage.store.commitPartnership({ after: { ...partnership, partners }, events: [] });
    expect((await poller.open(feed)).status).toBe(410);
  });

  test('because it is forged, cut, for another purpose, or signed with another key: 404', async () => {
    const year = await stage.aYear();
    const { feed } = await subscribed(year, year.ids.partner);
    const owner = { kind: 'school', cycleId: '2014', host: year.ids.host, school: year.ids.partner, n: 1 };
    const claim = { subject: JSON.stringify(owner), expiresAt: '2015-07-01T00:00:00.000Z' };
    const session = signToken(keys, { ...claim, purpose: 'applicant-session' });
    const foreign = signToken({ k1: 'another key that is long enough' }, { ...claim, purpose: 'calendar' });
    for (const token of [
      feed.slice('/calendars/'.length, -10),
      session,
      foreign,
      'constructor',
      'k1..',
      '.ics',
    ])
      expect((await stage.visitor().open(`/calendars/${encodeURIComponent(token)}`)).status).toBe(404);
  });

  test('opens none of the school’s pages', async () => {
    const year = await stage.aYear();
    const { feed } = await subscribed(year, year.ids.partner);
    const token = feed.slice('/calendars/'.length).replace('.ics', '');
    expect((await stage.visitor().send(`/links/${token}`)).status).toBe(403);
  });
});

describe('the calendar of a facilitator', () => {
  test('has every visit of their partnerships, until a new link is created', async () => {
    const year = await stage.aYear();
    const email = (await year.stored()).facilitator.email;
    const kept = await stage.store.visitYear('2014');
    await stage.store.commitVisitYear({ after: { ...kept, subscriptions: { [email]: 2 } }, events: [] });
    const owner = { kind: 'facilitator', cycleId: '2014', email } as const;
    const poller = stage.visitor();
    const uids = linesOf((await poller.open(addressOf({ ...owner, n: 2 }))).text).filter((line) =>
      line.startsWith(`UID:2014-${year.ids.host}-`),
    );
    expect(uids).toHaveLength(6);
    expect((await poller.open(addressOf({ ...owner, n: 1 }))).status).toBe(410);
  });
});

test('nothing of an erased contact works: no calendar, session, or link', async () => {
  const year = await stage.aYear();
  const { visitor, path, feed } = await subscribed(year, year.ids.partner);
  const reference = `2014-${year.ids.partner}`;
  const link = linkTo({ reference }, '2015-07-01T00:00:00.000Z');
  const elsewhere = await subscribed(year, year.ids.other);
  const { partners } = await year.stored();
  const { applicant } = (await stage.store.application(reference)) ?? {};
  for (const person of [partners[0]?.contact, applicant])
    await erase(stage.store.table, await stepsToErase(stage.store.table, person?.email ?? ''));
  expect((await stage.visitor().open(feed)).status).toBe(410);
  expect((await visitor.open(path)).status).toBe(403);
  const follower = stage.visitor();
  for (const answer of [await follower.open(link), await follower.send(link)])
    expect([answer.status, answer.cookies]).toEqual([403, []]);
  expect((await stage.visitor().open(elsewhere.feed)).status).toBe(200);
  const after = await stage.store.application(reference);
  const paired = (await year.stored()).partners[0];
  expect(paired?.ownership).toBe(after?.ownership);
  expect(await stepsToErase(stage.store.table, partners[0]?.contact.email ?? '')).toEqual([]);
});

test('an erased facilitator’s calendar link no longer works', async () => {
  const year = await stage.aYear();
  const { email } = (await year.stored()).facilitator;
  await stage.store.commitVisitYear({
    after: { ...(await stage.store.visitYear('2014')), subscriptions: { [email]: 1 } },
    events: [],
  });
  const feed = addressOf({ kind: 'facilitator', cycleId: '2014', email, n: 1 });
  expect((await stage.visitor().open(feed)).status).toBe(200);
  await erase(stage.store.table, await stepsToErase(stage.store.table, email));
  expect((await stage.visitor().open(feed)).status).toBe(410);
  expect(JSON.stringify(await stage.store.visitYear('2014'))).not.toContain(email);
});
