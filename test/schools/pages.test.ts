import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { linkTo, locationOf } from '../applications/stage.ts';
import { aDecidedApplication, aSchool, aWithdrawnApplication } from '../builders.ts';
import { aCancelledVisit, aHeldVisit, aSession, aVisit, aYearWith } from '../letters/visit-sample.ts';
import { october, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(october));

describe('the page of a school’s year', () => {
  test('shows the next visit first, with its date, its time in the program’s zone, and its place', async () => {
    const { as, ids } = await stage.aYear();
    const { visitor, path } = await as(ids.partner);
    const { text } = await visitor.open(path);
    const next = text.slice(text.indexOf('Your next visit'), text.indexOf('Open this visit'));
    expect(next).toContain('Monday, November 3');
    expect(next).toContain('9:00 AM to 12:00 PM');
    expect(next).toContain(`You visit Alder ${ids.host}, together with Cedar ${ids.other}`);
    expect(next).toContain(`Alder ${ids.host}, Room 204`);
    expect(text.indexOf('Your next visit')).toBeLessThan(text.indexOf('All your visits'));
  });

  test('asks for what is missing: a reflection on past visits, and who is coming to the next one', async () => {
    const { as, ids } = await stage.aYear();
    const { visitor, path } = await as(ids.partner);
    const { text } = await visitor.open(path);
    for (const number of [1, 2]) expect(text).toContain(`href="${path}/${number}/reflection"`);
    expect(text).toContain(`href="${path}/3#who-comes"`);

    await visitor.send(`${path}/2/reflection`, { usefulness: '4', learned: 'Much.', willTry: 'It, by May.' });
    await visitor.send(`${path}/3/delegation`, { principal: 'yes', cabinet: '2', leadershipTeam: '0' });
    const after = (await visitor.open(path)).text;
    expect(after).not.toContain(`href="${path}/2/reflection"`);
    expect(after).not.toContain('#who-comes');
    expect(after).toContain('>Reflection saved</strong>');
  });

  test('asks for a reflection, not for a team, as soon as today’s visit has ended', async () => {
    const { as, ids } = await stage.aYear();
    stage.moveTo('2014-11-03T16:00:00.000Z');
    const { visitor, path } = await as(ids.partner);
    expect((await visitor.open(path)).text).toContain(`href="${path}/3#who-comes"`);
    stage.moveTo('2014-11-03T17:00:00.000Z');
    const { text } = await visitor.open(path);
    expect(text).toContain('Reflect on the visit on Monday, November 3');
    expect(text).not.toContain(`href="${path}/3#who-comes"`);
    expect((await visitor.read(path)).data).toMatchObject({ next: 4 });
  });

  test('counts the visits that still need a date', async () => {
    const { as, ids } = await stage.aYear();
    const { visitor, path } = await as(ids.partner);
    // Three of five, and one of three.
    const { text } = await visitor.open(path);
    expect(text).toContain(`2 visits: <bdi>You visit Alder ${ids.host}</bdi>`);
    expect(text).toContain(`2 visits: <bdi>Alder ${ids.host} visits you</bdi>`);
  });

  test('shows the partners with their contacts and the reason, the learning focus, and the coaching', async () => {
    const arc = { focusArea: 'feedback', problemOfPractice: 'Comments go unread.', goal: 'They are used.' };
    const { as, ids } = await stage.aYear(() => ({ arc }));
    const year = aYearWith(aSession({ date: '2014-10-21' }));
    await stage.store.commitVisitYear({ after: { ...year, version: 0 }, events: [] });
    const { visitor, path } = await as(ids.host);
    const { text } = await visitor.open(path);
    for (const words of [
      'Dr. Birch',
      'Both are in Brooklyn.',
      'Comments go unread.',
      'They are used.',
      'Leading adults who learn',
      'Tuesday, October 21',
      'mailto:mei.',
    ])
      expect(text).toContain(words);
    expect((await visitor.read(path)).data).toMatchObject({
      state: 'active',
      next: 3,
      arc,
      partners: [{ id: ids.partner, why: 'Both are in Brooklyn.' }, { id: ids.other }],
      coaching: [{ title: 'Leading adults who learn' }],
      calendar: null,
    });
  });

  test('is linked from the application’s page and from emails', async () => {
    const { as, ids } = await stage.aYear();
    const { visitor, path } = await as(ids.partner);
    expect((await visitor.open(`/applications/2014-${ids.partner}`)).text).toContain(`href="${path}"`);
    const link = linkTo(`2014-${ids.partner}`, '2015-07-01T00:00:00.000Z');
    const fresh = stage.visitor();
    expect((await fresh.open(`${link}?to=visits`)).text).toContain('Continue to see your visits.');
    expect((await fresh.open(`${link}?to=visits/2`)).text).toContain('Continue to the visit.');
    expect((await fresh.open(`${link}?to=visits/2/reflection`)).text).toContain(
      'Continue to your reflection.',
    );
    expect(locationOf(await fresh.send(`${link}?to=visits`))).toBe(path);
    expect(locationOf(await fresh.send(`${link}?to=visits/2`))).toBe(`${path}/2`);
    expect(locationOf(await fresh.send(`${link}?to=visits/2/reflection`))).toBe(`${path}/2/reflection`);
    for (const elsewhere of ['//evil.example', 'visits/x', 'visits/2/delegation', '../console'])
      expect(locationOf(await fresh.send(`${link}?to=${encodeURIComponent(elsewhere)}`))).toBe(
        `/applications/2014-${ids.partner}`,
      );
  });
});

describe('the page of one visit', () => {
  test('has no theme and no answers to wait for once it’s over', async () => {
    const { as, ids } = await stage.aYear();
    const { visitor, path } = await as(ids.partner);
    const ahead = (await visitor.open(`${path}/4`)).text;
    expect([ahead.includes('Not set yet'), ahead.includes('No answer yet')]).toEqual([true, true]);
    const past = (await visitor.open(`${path}/2`)).text;
    expect(past).toContain('No answer');
    expect(past).not.toMatch(/Not set yet|No answer yet/);
  });

  test('tells a visited school who sees its team', async () => {
    const { as, ids } = await stage.aYear();
    const host = await as(ids.host);
    const shownTo = async ({ visitor, path }: typeof host, number: number) =>
      (await visitor.open(`${path}/${number}?done=delegation`)).text;
    expect(await shownTo(host, 3)).toContain(
      'Your facilitator and the visiting schools can see how many of you will be there.',
    );
    expect(await shownTo(host, 4)).toContain('the visiting school can see how many of you will be there.');
    expect(await shownTo(await as(ids.partner), 4)).toContain(
      'The other school and your facilitator can see how many of you are coming.',
    );
  });
});

describe('a school never sees others’', () => {
  const secrets = { notes: 'Between staff.', reflections: [], attendance: {} };

  test('addresses, remarks, reflections, reasons, or notes', async () => {
    const { as, ids } = await stage.aYear(({ host, partner, other }) => ({
      visits: [
        aHeldVisit(1, '2014-09-22', {
          visiting: [partner, other],
          visited: host,
          ...secrets,
          reflections: [
            { school: other, usefulness: 1, learned: 'Cedar was bored.', willTry: 'Nothing.', at: october },
          ],
        }),
        aVisit(2, '2014-11-03', {
          visiting: [partner, other],
          visited: host,
          delegations: {
            [other]: { principal: true, cabinet: 3, leadershipTeam: 0, remark: 'Pat Secret has a cold.' },
          },
          proposals: [{ school: other, date: '2014-11-10', reason: 'Our principal is ill.', at: october }],
        }),
        aVisit(3, '2014-12-01', { visiting: [other], visited: host, theme: 'Only for Cedar' }),
      ],
    }));
    const { visitor, path } = await as(ids.partner);
    const pages = ['', '/1', '/2', '/1/reflection'];
    for (const page of pages) {
      const texts = [
        (await visitor.open(path + page)).text,
        JSON.stringify((await visitor.read(path + page)).data),
      ];
      for (const text of texts)
        expect(text).not.toMatch(/alder@|cedar@|Between staff|bored|Pat Secret|is ill|Only for Cedar/);
    }
    const visit = (await visitor.open(`${path}/2`)).text;
    expect(visit).toContain('The principal and 3 from the instructional cabinet');
    expect(visit).toContain('Asked for Monday, November 10 instead');
    expect((await visitor.open(`${path}/3`)).status).toBe(404);
    expect((await visitor.open(`${path}/99`)).status).toBe(404);
  });

  test('pages: 403 for another school, whether it exists or not', async () => {
    const one = await stage.aYear();
    const two = await stage.aYear();
    const { visitor } = await one.as(one.ids.partner);
    const before = await stage.contents();
    for (const page of ['', '/3', '/2/reflection']) {
      const existing = await visitor.open(`/applications/2014-${two.ids.partner}/visits${page}`);
      const missing = await visitor.open(`/applications/2014-NONE/visits${page}`);
      expect(existing.status).toBe(403);
      expect(existing.text).not.toMatch(/Alder|Birch|Cedar|Mei/);
      expect(missing.text).toBe(existing.text);
    }
    for (const page of ['/3/delegation', '/3/proposal', '/2/reflection'])
      expect((await visitor.send(`/applications/2014-${two.ids.partner}/visits${page}`)).status).toBe(403);
    expect((await visitor.send(`/applications/2014-${two.ids.partner}/calendar`)).status).toBe(403);
    // The same for a school of the same partnership.
    expect((await visitor.open(`/applications/2014-${one.ids.host}/visits`)).status).toBe(403);
    expect(await stage.contents()).toEqual(before);
  });
});

describe('the page of a year that ended early', () => {
  test('says so for a school that withdrew, and accepts nothing', async () => {
    const { as, ids, stored } = await stage.aYear();
    const { visitor, path } = await as(ids.partner);
    const reference = `2014-${ids.partner}`;
    const application = await stage.store.application(reference);
    const school = aSchool({ id: ids.partner, name: `Birch ${ids.partner}` });
    await stage.store.commitApplication(
      { after: aWithdrawnApplication({ school, version: application?.version ?? 0 }), events: [] },
      stage.cycle.program,
    );
    const page = await visitor.open(path);
    expect(page.status).toBe(409);
    expect(page.text).toContain('Your school is no longer in the program');
    const before = await stored();
    expect(
      (await visitor.send(`${path}/3/delegation`, { principal: 'yes', cabinet: '1', leadershipTeam: '1' }))
        .status,
    ).toBe(409);
    expect(await stored()).toEqual(before);
  });

  test('says so for an ended partnership, shows the past, and accepts nothing', async () => {
    const { as, ids, stored } = await stage.aYear();
    const partnership = await stored();
    await stage.store.commitPartnership({
      after: { ...partnership, state: 'ended', endedAt: october },
      events: [],
    });
    const { visitor, path } = await as(ids.partner);
    const { text, status } = await visitor.open(path);
    expect(status).toBe(200);
    expect(text).toContain(`Your partnership with Alder ${ids.host} has ended`);
    expect(text).toContain('Monday, September 22');
    expect(text).not.toMatch(/Your next visit|Subscribe|Upcoming<\/strong>|Needs reflection/);
    expect(text).toContain('Not happening');
    expect(text).not.toContain('>To do<');
    expect(text).not.toContain('Your focus for the year');
    const before = await stored();
    for (const [page, fields] of [
      ['/3/delegation', { principal: 'yes', cabinet: '1', leadershipTeam: '1' }],
      ['/3/proposal', { date: '2014-11-10', reason: 'x' }],
      ['/2/reflection', { usefulness: '4', learned: 'x', willTry: 'x' }],
    ] as const) {
      const answer = await visitor.send(path + page, fields);
      expect([answer.status, answer.text.includes('This partnership has ended')]).toEqual([409, true]);
    }
    expect((await visitor.send(path.replace('/visits', '/calendar'))).status).toBe(409);
    expect(await stored()).toEqual(before);
  });

  test('says so for an accepted school without a partnership', async () => {
    await stage.put(aDecidedApplication({ school: aSchool({ id: 'ALONE' }) }));
    const visitor = stage.visitor();
    await visitor.send(linkTo('2014-ALONE', '2015-07-01T00:00:00.000Z'));
    const page = await visitor.open('/applications/2014-ALONE/visits');
    expect([page.status, page.text.includes('Your school isn’t in a partnership yet')]).toEqual([404, true]);
  });

  test('shows a canceled visit with its reason, and asks nothing for it', async () => {
    const { as, ids } = await stage.aYear(({ host, partner }) => ({
      visits: [{ ...aCancelledVisit(1, '2014-11-03', 'Snow'), visiting: [partner], visited: host }],
    }));
    const { visitor, path } = await as(ids.partner);
    const { text } = await visitor.open(`${path}/1`);
    expect(text).toContain('>Canceled</strong>');
    expect(text).toContain('Snow');
    expect(text).toContain('No answer');
    expect(text).not.toMatch(/Not set yet|No answer yet/);
    expect(text.replace(/<header.*<\/header>/s, '')).not.toContain('<form');
    expect((await visitor.send(`${path}/1/reflection`, {})).status).toBe(409);
  });
});
