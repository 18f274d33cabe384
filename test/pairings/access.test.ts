import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RouteName, routes } from '../../functions/routes.ts';
import { amara, mei, ruth } from '../reviews/console.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let scenario = '';
beforeAll(async () => {
  stage = await startStage(3, 5);
  scenario = await stage.propose('Spring plan');
});
afterAll(() => stage.stop());

const isRoute = (name: string): name is RouteName => Object.hasOwn(routes, name);
const ofPairings = Object.keys(routes)
  .filter(isRoute)
  .filter((name) => routes[name].function === 'pairings');
const by = (method: 'GET' | 'POST') => ofPairings.filter((name) => routes[name].method === method);
const forFacilitators: readonly RouteName[] = ['partnerships', 'partnership'];
const parameters = () => ({ scenario, partnership: '2014-H000', file: 'result.json' });

/** Everything stored about a cycle's pairings. */
const kept = async () => ({
  scenarios: await stage.store.scenarios(stage.cycle.id),
  published: await stage.store.publishedPairing(stage.cycle.id),
  partnerships: await stage.store.partnerships(stage.cycle.id),
  roster: await stage.store.roster(stage.cycle.id),
});

/** Fields that would change something on any route. */
const bold = {
  ...{ name: 'Plan', schools: 'accepted', partner: 'P000', host: 'H001', reason: 'Because.' },
  ...{ kind: 'locks', email: 'new@example.org', open: 'P000' },
};

describe('a user who is not signed in', () => {
  test.each(by('GET'))('is redirected from %s to sign in', async (name) => {
    expect((await stage.open(undefined, name, parameters())).status).toBe(303);
    expect((await stage.read(undefined, name, parameters())).status).toBe(401);
  });

  test.each(by('POST'))('changes nothing with %s', async (name) => {
    const before = await kept();
    expect((await stage.send(undefined, name, parameters(), bold)).status).toBe(401);
    expect(await kept()).toEqual(before);
  });
});

describe('staff other than directors', () => {
  test.each(by('POST'))('are refused by %s, and nothing changes', async (name) => {
    const before = await kept();
    for (const staff of [amara, mei])
      expect((await stage.send(staff, name, parameters(), bold)).status).toBe(403);
    expect(await kept()).toEqual(before);
  });

  test.each(by('GET').filter((name) => !forFacilitators.includes(name)))('can’t open %s', async (name) => {
    for (const staff of [amara, mei]) expect((await stage.open(staff, name, parameters())).status).toBe(403);
  });

  test('can open partnerships as facilitators, but not as reviewers', async () => {
    expect((await stage.open(mei, 'partnerships')).status).toBe(200);
    expect((await stage.open(amara, 'partnerships')).status).toBe(403);
  });

  test('see no links to pages that would be refused', async () => {
    const { text } = await stage.open(mei, 'partnerships');
    expect(text).toContain('href="/console/partnerships"');
    expect(text).not.toContain('href="/console/pairing"');
    expect(text).not.toContain('href="/console/facilitators"');
  });
});

test('opening a page changes nothing', async () => {
  const before = await kept();
  for (const name of by('GET')) await stage.open(ruth, name, parameters(), '?partner=P001&done=moved');
  expect(await kept()).toEqual(before);
});

test('only the board has a script', async () => {
  for (const name of by('GET'))
    expect((await stage.open(ruth, name, parameters())).text.includes('<script')).toBe(name === 'board');
});

test.each(['proposal', 'board', 'publicationPage', 'scenarioFacilitators', 'proofFile'] as const)(
  'an unknown proposal is not found: %s',
  async (name) => {
    const answer = await stage.open(ruth, name, { scenario: 'nonsense', file: 'hosts.csv' });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('Proposal not found');
  },
);
