import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentPairing } from '#domain/pairing/scenario/scenario.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { locationOf, omar, ruth } from '../reviews/console.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let scenario = '';
beforeAll(async () => {
  // One more place than partners, so one host always has room.
  stage = await startStage(8, 15);
  scenario = await stage.propose('Spring plan');
});
afterAll(() => stage.stop());

const offerSchema = v.array(
  v.object({
    host: v.nullable(v.string()),
    isHere: v.boolean(),
    alonePoints: v.number(),
    around: v.optional(v.object({ points: v.number(), places: v.number() })),
    whyNot: v.optional(v.string()),
    others: v.optional(v.array(v.object({ partner: v.string(), to: v.optional(v.string()) }))),
  }),
);
const offersFor = async (partner: string) =>
  v.parse(offerSchema, (await stage.read(ruth, 'board', { scenario }, `?partner=${partner}`)).data.offers);

const hostOf = async (partner: string) =>
  currentPairing(await stage.proposed(scenario)).pairs.find((pair) => pair.partner === partner)?.host;

/** A partner, a host with room for it, and the cost. */
async function possibleMove() {
  const { pairs } = currentPairing(await stage.proposed(scenario));
  for (const { partner } of pairs) {
    const offer = (await offersFor(partner)).find((one) => one.host && !one.isHere && !one.whyNot);
    if (offer?.host) return { partner, host: offer.host, offer };
  }
  throw new Error('Nobody can be moved');
}

describe('the cost of a move', () => {
  test('is the loss of the best plan with the partner there, lowest first', async () => {
    const { problem, solution } = await stage.proposed(scenario);
    const { partner = '' } = solution.pairing.pairs[0] ?? {};
    const offers = (await offersFor(partner)).filter(({ host }) => host !== null);
    for (const { host, around } of offers) {
      const locked = solvePairing({
        ...problem,
        locks: [{ host: host ?? '', partner, reason: 'To compare' }],
      });
      if (!('pairing' in locked)) throw new Error('The lock clashes');
      expect(around?.points).toBe(solution.total - locked.total);
    }
    const prices = offers
      .filter((offer) => !offer.isHere && (offer.others || !offer.whyNot))
      .map((offer) => (offer.others ? (offer.around?.points ?? 0) : offer.alonePoints));
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  });

  test('is shown before the move and saved with it', async () => {
    const { partner, host, offer } = await possibleMove();
    const from = await hostOf(partner);
    const moved = await stage.send(
      ruth,
      'movePartner',
      { scenario },
      { partner, host, reason: 'Neighbors.' },
    );
    expect(locationOf(moved)).toBe(`/console/pairing/${scenario}/board?done=moved`);
    expect((await stage.proposed(scenario)).moves.at(-1)).toMatchObject({
      partner,
      from,
      to: host,
      reason: 'Neighbors.',
      by: ruth.name,
      pricePoints: offer.alonePoints,
    });
    expect((await stage.open(ruth, 'proposal', { scenario })).text).toContain('Moved by Ruth Lindqvist');

    await stage.send(ruth, 'undoMove', { scenario }, {});
    expect(await hostOf(partner)).toBe(from);
    expect((await stage.proposed(scenario)).moves).toEqual([]);
  });
});

describe('a move', () => {
  test.each([
    ['without a reason', { reason: ' ' }, 'reason', 'Enter a reason. It’s saved with the plan.'],
    ['without a host', { host: '' }, 'host', 'Choose a host for the partner'],
    ['to a school that is no host', { host: 'P001' }, 'host', 'This school isn’t in the plan'],
  ])('%s shows the page again with an error summary and the typed text', async (_, wrong, field, words) => {
    const { partner, host } = await possibleMove();
    const typed = { partner, host, reason: 'Half an hour of talks.', ...wrong };
    const answer = await stage.send(ruth, 'movePartner', { scenario }, typed);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`<a href="#${field}">${words}</a>`);
    if (typed.reason.trim()) expect(answer.text).toContain(typed.reason);
    expect((await stage.proposed(scenario)).moves).toEqual([]);
  });

  test('into a full host moves the partners shown, and is undone as one', async () => {
    const before = currentPairing(await stage.proposed(scenario));
    const { partner = '' } = before.pairs[0] ?? {};
    const offer = (await offersFor(partner)).find(({ others }) => others?.length);
    const [other] = offer?.others ?? [];
    const nameOf = async (id = '') => {
      const { hosts, partners } = (await stage.proposed(scenario)).problem;
      return [...hosts, ...partners].find((school) => school.id === id)?.name ?? '';
    };
    const { text } = await stage.open(ruth, 'board', { scenario }, `?partner=${partner}`);
    expect(text).toContain(`${await nameOf(other?.partner)} to ${await nameOf(other?.to)}`);

    const typed = { partner, host: offer?.host ?? '', reason: 'Both asked for it.' };
    const answer = await stage.send(ruth, 'movePartner', { scenario }, typed);
    expect(answer.status).toBe(303);
    expect(await hostOf(partner)).toBe(offer?.host);
    for (const one of offer?.others ?? []) expect(await hostOf(one.partner)).toBe(one.to);
    expect((await stage.proposed(scenario)).moves).toMatchObject([
      { partner, to: offer?.host, others: offer?.others, pricePoints: offer?.around?.points, by: ruth.name },
    ]);

    await stage.send(ruth, 'undoMove', { scenario }, {});
    expect(currentPairing(await stage.proposed(scenario))).toEqual(before);
  });

  test('into a host whose partners are all kept together is refused and says what to do', async () => {
    const own = await stage.propose('With friends');
    const { pairs } = currentPairing(await stage.proposed(own));
    const { partner = '' } = pairs[0] ?? {};
    const { data } = await stage.read(ruth, 'board', { scenario: own }, `?partner=${partner}`);
    const host = v.parse(offerSchema, data.offers).find(({ others }) => others?.length)?.host ?? '';
    const friends = pairs.filter((pair) => pair.host === host);
    for (const friend of friends)
      await stage.send(
        ruth,
        'addRuling',
        { scenario: own },
        { kind: 'locks', ...friend, reason: 'Friends.' },
      );
    const typed = { partner, host, reason: 'Why not.' };
    const answer = await stage.send(ruth, 'movePartner', { scenario: own }, typed);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The host is full and its partners can’t move. Remove a rule there');
  });

  test('on a plan that someone else changed is shown again with the current costs', async () => {
    const { partner, host } = await possibleMove();
    const { version } = await stage.proposed(scenario);
    await stage.send(omar, 'movePartner', { scenario }, { partner, host, reason: 'I was first.' });
    const late = await stage.send(
      ruth,
      'movePartner',
      { scenario },
      {
        partner,
        host: '-',
        reason: 'I am late.',
        version: String(version),
      },
    );
    expect(late.status).toBe(409);
    expect(late.text).toContain('Someone changed the plan, so your move wasn’t made');
    expect((await stage.proposed(scenario)).moves).toHaveLength(1);
    await stage.send(ruth, 'undoMove', { scenario }, {});
  });

  test('can be undone only once', async () => {
    const again = await stage.send(ruth, 'undoMove', { scenario }, {});
    expect(again.status).toBe(409);
    expect(again.text).toContain('No move was undone');
  });
});

test('a cost reads the same before a move, with the move, and with a rule', async () => {
  const own = await stage.propose('To price');
  const { pairs } = currentPairing(await stage.proposed(own));
  const [{ partner = '', host = '' } = {}, other] = pairs;
  const { data } = await stage.read(ruth, 'board', { scenario: own }, `?partner=${partner}`);
  const points = v.parse(offerSchema, data.offers).find((one) => one.host === null)?.alonePoints ?? 0;
  const said = `${points.toLocaleString('en')} points, 1 partner without a host`;
  expect((await stage.open(ruth, 'board', { scenario: own }, `?partner=${partner}`)).text).toContain(said);
  await stage.send(ruth, 'movePartner', { scenario: own }, { partner, host: '-', reason: 'They asked.' });
  expect((await stage.open(ruth, 'board', { scenario: own })).text).toContain(said);
  const back = { partner, host, reason: 'They asked again.' };
  await stage.send(ruth, 'movePartner', { scenario: own }, back);
  await stage.send(ruth, 'addRuling', { scenario: own }, { kind: 'locks', ...other, reason: 'Friends.' });
  const prices = [
    ...(await stage.open(ruth, 'board', { scenario: own })).text.matchAll(/data-label="Cost"[^>]*>([^<]*)</g),
  ].map(([, price]) => price);
  expect(prices).toEqual([
    said,
    `gains ${points.toLocaleString('en')} points, 1 more partner with a host`,
    'no cost',
  ]);
});

test('the board calls a plan the best only among plans with the same rules', async () => {
  const own = await stage.propose('To keep');
  const claim = 'points, the highest possible for these schools.';
  expect((await stage.open(ruth, 'board', { scenario: own })).text).toContain(claim);
  const [pair] = (await stage.proposed(own)).solution.pairing.pairs;
  await stage.send(ruth, 'addRuling', { scenario: own }, { kind: 'bans', ...pair, reason: 'Cousins.' });
  const around = await stage.propose('Kept', 'accepted', { from: own });
  const { text } = await stage.open(ruth, 'board', { scenario: around });
  expect(text).toContain('points, the highest possible for these schools with these rules (1 keep apart).');
  expect(text).not.toContain(claim);
});

test('a rule needs a host, and the board says so', async () => {
  const [{ partner = '' } = {}] = currentPairing(await stage.proposed(scenario)).pairs;
  for (const kind of ['locks', 'bans']) {
    const typed = { kind, partner, host: '-', reason: 'Nowhere.' };
    const answer = await stage.send(ruth, 'addRuling', { scenario }, typed);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Choose a host. A rule applies to one host and one partner.');
  }
});

describe('a rule', () => {
  const authorIn = (page: string) => /data-label="By"[^>]*>([^<]*)</.exec(page)?.[1];

  test('applies to moves at once, and to the next proposal', async () => {
    const own = await stage.propose('To rule on');
    const { solution } = await stage.proposed(own);
    const { partner = '', host = '' } = solution.pairing.pairs[0] ?? {};
    const ruled = await stage.send(
      ruth,
      'addRuling',
      { scenario: own },
      {
        kind: 'bans',
        partner,
        host,
        reason: 'They tried it once.',
      },
    );
    expect(ruled.status).toBe(303);
    const { text } = await stage.open(ruth, 'board', { scenario: own }, `?partner=${partner}`);
    expect(text).toContain('They tried it once.');
    expect(text).toContain('Request a new proposal with these rules');
    expect(authorIn(text)).toBe(ruth.name);

    const again = await stage.propose('Ruled', 'accepted', { from: own });
    const renewed = await stage.proposed(again);
    expect(renewed.solution.pairing.pairs).not.toContainEqual({ host, partner });
    expect(authorIn((await stage.open(ruth, 'board', { scenario: again })).text)).toBe('With the request');

    const compared = await stage.read(ruth, 'comparison', {}, `?scenario=${own}&scenario=${again}`);
    expect(compared.data.differences.map((one: { partner: string }) => one.partner)).toContain(partner);

    const lifted = await stage.send(ruth, 'liftRuling', { scenario: own }, { partner, host });
    const { rulings, version } = await stage.proposed(own);
    expect(rulings).toEqual({ locks: [], bans: [] });
    const twice = await stage.send(ruth, 'liftRuling', { scenario: own }, { partner, host });
    expect(locationOf(twice)).toBe(locationOf(lifted));
    expect((await stage.proposed(own)).version).toBe(version);
    const repeated = await stage.send(omar, 'liftRuling', { scenario: own }, { partner, host });
    expect(repeated.status).toBe(409);
    expect(repeated.text).toMatch(new RegExp(`href="[^"]*/${own}"[^>]*>See its status<`));
  });

  test('needs a reason, and a partner is kept together with at most one host', async () => {
    const own = await stage.propose('To lock on');
    const { partner = '', host = '' } = (await stage.proposed(own)).solution.pairing.pairs[0] ?? {};
    const lock = { kind: 'locks', partner, host, reason: 'Together for years.' };
    const without = await stage.send(ruth, 'addRuling', { scenario: own }, { ...lock, reason: '' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('<a href="#reason">Enter a reason. It’s saved with the plan.</a>');
    await stage.send(ruth, 'addRuling', { scenario: own }, lock);
    const other = await stage.send(ruth, 'addRuling', { scenario: own }, { ...lock, host: 'H007' });
    expect(other.status).toBe(422);
    expect((await stage.proposed(own)).rulings.locks).toHaveLength(1);
  });
});

test('a comparison needs two proposals', async () => {
  const answer = await stage.open(ruth, 'comparison', {}, `?scenario=${scenario}`);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Select two proposals to compare');
});
