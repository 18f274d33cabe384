import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { referenceOf } from '#domain/admission/application.ts';
import { aDecidedApplication, aDecision, anApplication, aWithdrawnApplication } from '../builders.ts';
import { aSecondLater, hiddenField, locationOf, mei, omar, ruth } from '../reviews/console.ts';
import { acceptedPartner, facilitator, nthSchool, type Stage, startStage } from './stage.ts';

let stage: Stage;
let scenario = '';
beforeAll(async () => {
  stage = await startStage(4, 7);
  scenario = await stage.propose('Spring plan');
});
afterAll(() => stage.stop());

const jo = {
  email: 'jo.park@example.org',
  name: 'Jo Park',
  regions: ['Brooklyn', 'Manhattan', 'Staten Island'],
};

test('a plan without facilitators can’t be published, and the page links to them', async () => {
  const page = await stage.open(ruth, 'publicationPage', { scenario });
  expect(page.status).toBe(409);
  expect(page.text).toContain('4 partnerships have no facilitator');
  const published = await stage.send(ruth, 'publishPairing', { scenario }, {});
  expect(published.status).toBe(409);
  expect(await stage.store.publishedPairing(stage.cycle.id)).toBeUndefined();
});

describe('facilitators', () => {
  test('are added with their regions and need an email address', async () => {
    const wrong = await stage.send(ruth, 'addFacilitator', {}, { name: 'Jo Park', email: 'jo' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('href="#email"');
    await stage.send(ruth, 'addFacilitator', {}, { ...jo, regions: [...jo.regions, 'Atlantis'] });
    await stage.send(ruth, 'addFacilitator', {}, facilitator);
    expect((await stage.store.roster(stage.cycle.id)).facilitators).toEqual([
      { ...jo, regions: jo.regions.toSorted() },
      facilitator,
    ]);
  });

  test('are assigned evenly by region, and can be changed one by one', async () => {
    await stage.send(ruth, 'assignAllFacilitators', { scenario }, {});
    const shared = (await stage.proposed(scenario)).facilitators;
    expect(Object.keys(shared).toSorted()).toEqual(['H000', 'H001', 'H002', 'H003']);
    expect(Object.values(shared).filter((email) => email === mei.email)).toHaveLength(2);
    const fields = { 'facilitator-H000': shared.H000 === jo.email ? mei.email : jo.email };
    await stage.send(ruth, 'assignFacilitators', { scenario }, fields);
    expect((await stage.proposed(scenario)).facilitators).toEqual({
      ...shared,
      H000: fields['facilitator-H000'],
    });
  });

  test('who are removed leave partnerships without a facilitator', async () => {
    await stage.send(ruth, 'removeFacilitator', {}, { email: mei.email });
    aSecondLater();
    expect((await stage.open(ruth, 'publicationPage', { scenario })).text).toContain('no facilitator');
    await stage.send(ruth, 'addFacilitator', {}, facilitator);
    expect((await stage.open(ruth, 'publicationPage', { scenario })).status).toBe(200);
  });
});

test('a school that is no longer accepted blocks publishing, with a link to its application', async () => {
  const school = nthSchool('P', 0);
  const reference = `2014-${school.id}`;
  const before = await stage.store.application(reference);
  if (!before) throw new Error('No application');
  const decline = { ...aDecidedApplication({ school, decision: aDecision({ outcome: 'declined' }) }) };
  await stage.put({ ...decline, version: before.version });
  const page = await stage.open(ruth, 'publicationPage', { scenario });
  expect(page.status).toBe(409);
  expect(page.text).toContain('1 paired school isn’t accepted yet');
  expect(page.text).toContain(`href="/console/applications/${reference}"`);
  await stage.put({ ...before, version: before.version + 1 });
});

test('a school that withdrew is marked on the board, and staff are not told to accept it', async () => {
  const reference = `2014-${nthSchool('P', 0).id}`;
  const before = await stage.store.application(reference);
  if (before?.state !== 'decided') throw new Error('Not decided');
  const { decision: _, submittedAt: __, reviewers: ___, reviews: ____, ...rest } = before;
  const withdrawnAt = '2014-05-20T14:00:00.000Z';
  await stage.put({ ...aWithdrawnApplication({ ...rest, withdrawnAt }), version: before.version });
  expect((await stage.read(ruth, 'board', { scenario })).data.withdrawn).toEqual(['P000']);
  expect((await stage.open(ruth, 'board', { scenario })).text).toContain('<em> withdrew</em>');
  const page = await stage.open(ruth, 'publicationPage', { scenario });
  expect(page.status).toBe(409);
  expect(page.text).toContain('1 paired school has withdrawn');
  expect(page.text).toContain('Remove it on');
  expect(page.text).not.toContain('Accept it');
  await stage.put({ ...before, version: before.version + 1 });
});

test('the preview names accepted schools that the plan leaves out', async () => {
  const late = { ...nthSchool('P', 70), name: 'Late Partner School' };
  const reference = await stage.put(acceptedPartner(late, 1));
  const [{ partner = '' } = {}] = (await stage.proposed(scenario)).solution.pairing.pairs;
  await stage.send(ruth, 'movePartner', { scenario }, { partner, host: '-', reason: 'To see.' });
  const page = await stage.open(ruth, 'publicationPage', { scenario });
  expect(page.text).toContain('2 accepted partners have no host in this plan');
  expect(page.text).toContain('Late Partner School');
  expect((await stage.read(ruth, 'publicationPage', { scenario })).data).toMatchObject({
    withoutHost: [partner, late.id].toSorted(),
    withoutPartner: [],
  });
  await stage.send(ruth, 'undoMove', { scenario }, {});
  const declined = aDecidedApplication({ school: late, decision: aDecision({ outcome: 'declined' }) });
  await stage.put({ ...declined, version: (await stage.store.application(reference))?.version ?? 0 });
  expect((await stage.open(ruth, 'publicationPage', { scenario })).text).not.toContain('in this plan');
});

test('the preview says what it means to publish before the deadline, decisions, and confirmed places', async () => {
  const school = { ...nthSchool('P', 80), name: 'Undecided Partner School' };
  await stage.put(anApplication({ school }));
  const page = await stage.open(ruth, 'publicationPage', { scenario });
  expect(page.text).toContain('Schools can still apply until Friday, May 2');
  expect(page.text).toContain('1 application has no decision yet.');
  expect(page.text).toContain('11 paired schools haven’t confirmed their places.');
  expect(page.text).toContain('asked to confirm by Tuesday, May 6');
  const { data } = await stage.read(ruth, 'publicationPage', { scenario });
  expect(data).toMatchObject({ beforeDeadline: true, undecided: 1 });
  expect(data.unconfirmed).toContain('2014-H000');

  const reference = '2014-H000';
  const host = await stage.store.application(reference);
  if (host?.state !== 'decided') throw new Error('The host is accepted');
  await stage.put({ ...host, decision: { ...host.decision, confirmedAt: host.decision.at } });
  const again = await stage.read(ruth, 'publicationPage', { scenario });
  expect(again.data.unconfirmed).toEqual(data.unconfirmed.filter((one: string) => one !== reference));
});

test('a rule that the plan breaks blocks publishing, with its reason, until it is removed', async () => {
  const [{ host = '', partner = '' } = {}] = (await stage.proposed(scenario)).solution.pairing.pairs;
  const ruling = { kind: 'bans', host, partner, reason: 'They share a principal.' };
  await stage.send(ruth, 'addRuling', { scenario }, ruling);
  const page = await stage.open(ruth, 'publicationPage', { scenario });
  expect(page.status).toBe(409);
  expect(page.text).toContain('This plan breaks 1 rule');
  expect(page.text).toContain('must not be paired with Host School');
  expect(page.text).toContain('They share a principal.');
  expect((await stage.send(ruth, 'publishPairing', { scenario }, {})).status).toBe(409);
  expect((await stage.open(ruth, 'proposal', { scenario })).text).toContain('>Must be kept apart</strong>');
  expect((await stage.read(ruth, 'proposal', { scenario })).data.rulingsNotKept).toHaveLength(1);
  await stage.send(ruth, 'liftRuling', { scenario }, { host, partner });
  expect((await stage.open(ruth, 'publicationPage', { scenario })).status).toBe(200);
});

test('the preview shows every letter that publishing sends', async () => {
  const { data } = await stage.read(ruth, 'publicationPage', { scenario });
  // To each host, each partner, and the facilitator of each partnership.
  expect(data.letters).toHaveLength(4 + 7 + 4);
  const page = await stage.open(ruth, 'publicationPage', { scenario });
  expect(page.text.match(/<article class="lp-letter"/g)).toHaveLength(15);
  expect(page.text).toContain('This will publish 4 partnerships and send 15 emails');
});

test('if two directors publish at once, the second learns who was first', async () => {
  const page = await stage.open(ruth, 'publicationPage', { scenario });
  const version = hiddenField(page, 'version');
  const answers = await Promise.all(
    [ruth, omar].map((staff) => stage.send(staff, 'publishPairing', { scenario }, { version })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  const published = await stage.store.publishedPairing(stage.cycle.id);
  const loser = answers.find(({ status }) => status === 409);
  expect(loser?.text).toContain(
    `This plan is already published. ${published?.publishedBy.name} published it on`,
  );
  expect(locationOf(answers.find(({ status }) => status === 303) ?? page)).toBe(
    '/console/partnerships?done=published',
  );
});

describe('once pairings are published', () => {
  test('a plan can’t change', async () => {
    const { pairs } = (await stage.proposed(scenario)).solution.pairing;
    const { partner = '', host = '' } = pairs[0] ?? {};
    const before = await stage.proposed(scenario);
    const fields = { partner, host: '-', reason: 'Too late.', kind: 'bans' };
    for (const name of ['movePartner', 'undoMove', 'addRuling', 'assignAllFacilitators'] as const) {
      const answer = await stage.send(
        ruth,
        name,
        { scenario },
        name === 'addRuling' ? { ...fields, host } : fields,
      );
      expect([name, answer.status]).toEqual([name, 409]);
    }
    expect(await stage.proposed(scenario)).toEqual(before);
    expect((await stage.open(ruth, 'board', { scenario })).text).toContain('you can’t make changes here');
  });

  test('the proposal is tagged “Published”, also in the list', async () => {
    for (const page of [
      await stage.open(ruth, 'proposal', { scenario }),
      await stage.open(ruth, 'pairing'),
    ]) {
      expect(page.text).toContain('>Published</strong>');
      expect(page.text).not.toContain('>Proposed</strong>');
    }
  });

  test('partnerships that are still being created are not called unpublished', async () => {
    const { text } = await stage.open(ruth, 'partnerships');
    expect(text).toContain('The partnerships are still being created');
    expect(text).not.toContain('once pairings are published');
  });

  test('facilitators see their own partnerships first, with contacts', async () => {
    await stage.formPartnerships();
    const { mine, others } = (await stage.read(mei, 'partnerships')).data;
    expect(mine.length + others.length).toBe(4);
    expect(mine.every((one: { facilitator: { name: string } }) => one.facilitator.name === mei.name)).toBe(
      true,
    );
    const { text } = await stage.open(mei, 'partnership', { partnership: referenceOf('2014', mine[0].host) });
    expect(text).toContain('dana.principal@example.org');
    expect(text).toContain('Why they fit');
    expect(text).toContain(`href="/console/visits/plan?facilitator=${encodeURIComponent(mei.email)}"`);
    expect(text).toContain('href="/console/visits">All visits');
  });

  test('an unknown partnership is not found', async () => {
    expect((await stage.open(mei, 'partnership', { host: 'nonsense' })).status).toBe(404);
  });
});
