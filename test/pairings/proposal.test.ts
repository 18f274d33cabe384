import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { aDecision } from '../builders.ts';
import { locationOf, ruth } from '../reviews/console.ts';
import { checkFiles, offeredFiles } from './check-files.ts';
import { acceptedHost, acceptedPartner, nthSchool, type Stage, startStage } from './stage.ts';

let stage: Stage;
let scenario = '';
beforeAll(async () => {
  stage = await startStage(4, 9);
  scenario = await stage.propose('Spring plan');
});
afterAll(() => stage.stop());

describe('the claim that there is no better plan', () => {
  test('can be checked with the files on the page', async () => {
    const files = await offeredFiles(stage, scenario);
    expect(Object.keys(files)).toEqual(['hosts.csv', 'partners.csv', 'rules.json', 'result.json']);
    expect(await checkFiles(files)).toMatchObject({
      exit: 0,
      said: expect.stringMatching(/everything checks out$/),
    });
  });

  test('can be checked with rules, too', async () => {
    const own = await stage.propose('With a lock');
    const { pairs } = (await stage.proposed(own)).solution.pairing;
    const [one, two] = pairs;
    const ruling = { kind: 'bans', ...one, reason: 'They tried it, "once".' };
    await stage.send(ruth, 'addRuling', { scenario: own }, ruling);
    await stage.send(ruth, 'addRuling', { scenario: own }, { ...ruling, ...two, kind: 'locks' });
    const before = await stage.open(ruth, 'proposal', { scenario: own });
    expect(before.text).toContain('There is no better plan.');
    expect(before.text).toContain('2 rules were added after this plan was made. The plan breaks 1 of them.');
    const again = await stage.propose('With a lock, again', 'accepted', { from: own });
    const page = await stage.open(ruth, 'proposal', { scenario: again });
    expect(page.text).toContain('There is no better plan with these rules (1 keep together, 1 keep apart).');
    const { data } = await stage.read(ruth, 'proposal', { scenario: again });
    expect(data.rulingsPrice).toEqual({
      places: 0,
      points: (await stage.proposed(own)).solution.total - data.total,
    });
    const said = data.rulingsPrice.points.toLocaleString('en');
    expect(page.text).toContain(`>${said} points (1 keep together, 1 keep apart)<`);
    const files = await offeredFiles(stage, again);
    expect(Object.keys(files)).toContain('locks.csv');
    expect(await checkFiles(files)).toMatchObject({ exit: 0 });
  });

  test('fails the check if a file was changed', async () => {
    const files = await offeredFiles(stage, scenario);
    const changed = {
      ...files,
      'result.json': (files['result.json'] ?? '').replace(/"total": (\d)/, '"total": 9$1'),
    };
    expect((await checkFiles(changed)).exit).not.toBe(0);
  });

  test('is confirmed when the stored input is computed again', async () => {
    const again = await stage.send(ruth, 'replay', { scenario }, {});
    expect(locationOf(again)).toBe(`/console/pairing/${scenario}?done=same`);
    expect((await stage.open(ruth, 'proposal', { scenario }, '?done=same')).text).toContain(
      'same pairs, same total, same proof',
    );
  });

  test('is withdrawn if the stored plan fails the check', async () => {
    const own = await stage.propose('Damaged');
    const stored = await stage.proposed(own);
    const solution = { ...stored.solution, total: stored.solution.total + 1 };
    await stage.store.commitScenario({ after: { ...stored, solution }, events: [] });
    const again = await stage.send(ruth, 'replay', { scenario: own }, {});
    expect(again.status).toBe(409);
    expect(again.text).toContain('The results don’t match');
  });
});

describe('a proposal', () => {
  test('has a reason, a score, and a next-best host for every pair', async () => {
    const { data } = await stage.read(ruth, 'proposal', { scenario });
    expect(data.pairs).toHaveLength(8);
    for (const { reason, score, runnerUp } of data.pairs) {
      const points = Object.values<number>(score.points);
      expect(points.reduce((sum, one) => sum + one, 0)).toBe(score.total);
      expect(reason).toMatch(/ apart \(/);
      expect(runnerUp.price.points + runnerUp.price.places).toBeGreaterThanOrEqual(0);
    }
    expect(data.total).toBe(data.best);
  });

  test('says why each partner without a host has none', async () => {
    const { text } = await stage.open(ruth, 'proposal', { scenario });
    const { unplaced } = (await stage.proposed(scenario)).solution.pairing;
    expect(unplaced).toHaveLength(1);
    expect(text).toContain('1 partner without a host');
    expect(text).toMatch(
      new RegExp(`Partner School ${Number(unplaced[0]?.slice(1))} of.*possible hosts? (is|are) full`, 's'),
    );
  });

  test('names the waitlisted hosts that would help', async () => {
    for (const n of [20, 21, 22])
      await stage.put({
        ...acceptedHost(nthSchool('H', n), n),
        decision: aDecision({ outcome: 'waitlisted' }),
      });
    const own = await stage.propose('Explained');
    await stage.explain(own);
    const { text } = await stage.open(ruth, 'proposal', { scenario: own });
    expect(text).toMatch(/Accept Host School 2\d of \w+ from the waitlist. Then Partner School \d of/);
  });

  test('is drawn with its own rules, whatever the program’s', async () => {
    const legend = 'Partner’s first choice:';
    expect((await stage.open(ruth, 'proposal', { scenario })).text).not.toContain(legend);
    const own = await stage.propose('One focus each', 'accepted', { focus: 'one-each' });
    expect((await stage.open(ruth, 'proposal', { scenario: own })).text).toContain(legend);
  });

  test('shows only the partnerships of a region, a level, or a focus area', async () => {
    const hosts = async (query: string) =>
      [...(await stage.open(ruth, 'proposal', { scenario }, query)).text.matchAll(/id="host-(\d+)"/g)].map(
        ([, number]) => Number(number),
      );
    const all = await hosts('');
    expect(all).toHaveLength(4);
    const { hosts: asked } = (await stage.proposed(scenario)).problem;
    for (const region of stage.cycle.program.regions) {
      const shown = await hosts(`?region=${encodeURIComponent(region)}`);
      const own = asked.flatMap((host, index) => (host.region === region ? [index + 1] : []));
      expect(shown).toEqual(expect.arrayContaining(own));
    }
    expect((await hosts('?level=elementary')).length).toBeLessThan(4);
    expect(await hosts('?focus=nothing')).toEqual([]);
    expect((await stage.open(ruth, 'proposal', { scenario }, '?focus=nothing')).text).toContain(
      'No partnership fits this filter.',
    );
  });

  test('lists the lowest-scoring pairs first on request', async () => {
    const { text } = await stage.open(ruth, 'proposal', { scenario }, '?order=lowest');
    const { worst } = (await stage.read(ruth, 'proposal', { scenario })).data;
    expect(/id="partner-(\w+)"/.exec(text)?.[1]).toBe(worst.partner);
  });

  test('says how far it fills each quota', async () => {
    const { text } = await stage.open(ruth, 'proposal', { scenario });
    expect(text).toContain('4 hosts and 8 partners of 13 accepted schools. 1 partner has no host.');
    expect(text).toMatch(/\d quotas aren’t filled/);
  });

  test('leads to a request that starts from its settings', async () => {
    const { text } = await stage.open(ruth, 'proposal', { scenario });
    expect(text).toContain(`href="/console/pairing/request?from=${scenario}"`);
  });

  test('needs a name and a choice of schools', async () => {
    const empty = await stage.send(ruth, 'askForProposal', {}, { name: ' ' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('href="#name"');
    expect(empty.text).toContain('href="#schools"');
  });

  test('is in progress until it is ready', async () => {
    const asked = await stage.send(ruth, 'askForProposal', {}, { name: 'Slow', schools: 'accepted' });
    const id = locationOf(asked).split('/').at(-1) ?? '';
    const page = await stage.open(ruth, 'proposal', { scenario: id });
    expect(page.status).toBe(200);
    expect(page.text).toContain('finding the best pairings');
    expect((await stage.open(ruth, 'board', { scenario: id })).status).toBe(409);
    expect((await stage.read(ruth, 'pairing')).data.scenarios).toContainEqual(
      expect.objectContaining({ name: 'Slow', state: 'asked' }),
    );
  });

  test('without a solution shows which rules conflict and what could change', async () => {
    const own = await stage.propose('Too many locks');
    const { problem } = await stage.proposed(own);
    const host = problem.hosts[0]?.id ?? '';
    const locks = problem.partners
      .filter(({ levels }) => levels[0] === problem.hosts[0]?.levels[0])
      .slice(0, 3)
      .map(({ id }) => ({ host, partner: id, reason: 'Asked for' }));
    const id = 'impossible';
    const { solution: _, moves: _moves, facilitators: _facilitators, ...rest } = await stage.proposed(own);
    await stage.store.commitScenario({
      after: { ...rest, id, version: 0, state: 'asked', problem: { ...problem, locks } },
      events: [],
    });
    await stage.solve(id);
    const page = await stage.open(ruth, 'proposal', { scenario: id });
    expect(page.text).toContain('No solution');
    expect(page.text).toContain('These rules conflict:');
    const { clash } = (await stage.read(ruth, 'proposal', { scenario: id })).data;
    for (const sentence of [...clash.rules, ...clash.relaxations])
      expect(page.text).toContain(sentence.replaceAll('&', '&amp;').replaceAll('"', '&quot;'));
  });
});

test('the supply page says when applications close before they open', async () => {
  vi.setSystemTime(new Date('2014-04-01T14:00:00.000Z'));
  const { text } = await stage.open(ruth, 'pairing', {}, '?of=accepted');
  vi.setSystemTime(new Date('2014-04-24T14:00:00.000Z'));
  expect(text).toContain('Applications aren’t open yet. They close on Friday, May 2, at 5:00 PM EDT.');
});

test('focus areas without a host are listed in words', async () => {
  const school = { ...nthSchool('P', 50), levels: ['high'] as const, region: 'Staten Island' };
  await stage.put(acceptedPartner(school, 3));
  const { text } = await stage.open(ruth, 'pairing', {}, '?of=accepted');
  expect(text).toContain(
    'Staten Island: no high-school host for reading and writing in every subject, but 1 partner wants it.',
  );
});
