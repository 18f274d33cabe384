import { afterAll, beforeAll, expect, test } from 'vitest';
import { pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { ruth } from '../reviews/console.ts';
import { acceptedPartner, nthSchool, type Stage, startStage } from './stage.ts';

let stage: Stage;
let scenario = '';
const areaNames = new Map<string, string>();
beforeAll(async () => {
  stage = await startStage(3, 6);
  const { cycle, store } = stage;
  const pairing = { ...cycle.program.pairing, focus: 'one-each' } as const;
  await store.putCycle({ ...cycle, program: { ...cycle.program, pairing } });
  await stage.put(acceptedPartner(nthSchool('P', 6), 6, 'college-career'));
  for (const { id, name } of cycle.program.focusAreas) areaNames.set(id, name);
  scenario = await stage.propose('Spring plan');
});
afterAll(() => stage.stop());

test('every pair of a proposal has its host’s focus, and says which choice it was', async () => {
  const { data } = await stage.read(ruth, 'proposal', { scenario });
  expect(data.pairs.length).toBeGreaterThan(2);
  for (const { focus, reason } of data.pairs)
    expect(reason).toMatch(new RegExp(`^Focus: ${areaNames.get(focus)} \\(first choice\\) \\(4,000\\)\\. `));
});

test('the proposal and the board show each host’s focus', async () => {
  const { hosts } = pairedProblem(await stage.proposed(scenario));
  const focuses = hosts.flatMap(({ focus }) => focus ?? []);
  expect(focuses).toHaveLength(3);
  for (const route of ['proposal', 'board'] as const) {
    const { text } = await stage.open(ruth, route, { scenario });
    for (const focus of focuses) expect(text).toContain(` · Focus: ${areaNames.get(focus)}`);
  }
});

test('a partner whose area no host offers is listed with that reason', async () => {
  const { text } = await stage.open(ruth, 'proposal', { scenario });
  expect(text).toMatch(/Partner School 6 of.*No host offers its focus areas\./s);
});

test('the page says what each choice earns, and keeps the proof for IT', async () => {
  const { text } = await stage.open(ruth, 'proposal', { scenario });
  expect(text).toContain('all for the partner’s first choice, 60% of them for its second choice');
  expect(text).toContain('For your IT team');
});

test('a choice of areas isn’t called a choice of schools', async () => {
  const { text } = await stage.open(ruth, 'proposal', { scenario });
  expect(text).toContain('There is no better plan.');
  expect(text).not.toMatch(/chosen from|choice of schools|accepted when this was requested/);
});

/** A partner, and a host whose focus it didn't choose. */
async function exceptionalMove() {
  const problem = pairedProblem(await stage.proposed(scenario));
  for (const { host, partner } of (await stage.proposed(scenario)).solution.pairing.pairs) {
    const areas = problem.partners.find(({ id }) => id === partner)?.focusAreas ?? [];
    const { data } = await stage.read(ruth, 'board', { scenario }, `?partner=${partner}`);
    for (const offer of data.offers)
      if (offer.isException && !offer.whyNot && offer.host !== host)
        return { partner, host: offer.host, areas };
  }
  throw new Error('No exception is possible');
}

test('a move to a host with another focus is an exception: shown before, marked after, and with a reason', async () => {
  const { partner, host } = await exceptionalMove();
  const before = await stage.open(ruth, 'board', { scenario }, `?partner=${partner}&host=${host}`);
  expect(before.text).toContain('This is an exception: the partner didn’t choose this host’s focus area.');
  const without = await stage.send(ruth, 'movePartner', { scenario }, { partner, host, reason: '' });
  expect(without.status).toBe(422);
  await stage.send(ruth, 'movePartner', { scenario }, { partner, host, reason: 'They know each other.' });
  const after = await stage.open(ruth, 'board', { scenario });
  expect(after.text).toContain('<em> exception</em>');
  expect(after.text).toContain('They know each other.');
  expect((await stage.open(ruth, 'proposal', { scenario })).status).toBe(200);
  await stage.send(ruth, 'undoMove', { scenario }, {});
  expect((await stage.open(ruth, 'board', { scenario })).text).toContain('Redo move');
  const redone = await stage.send(ruth, 'redoMove', { scenario }, {});
  expect(redone.status).toBe(303);
  expect((await stage.proposed(scenario)).moves).toMatchObject([{ partner, to: host }]);
  const again = await stage.send(ruth, 'redoMove', { scenario }, {});
  expect([again.status, again.text.includes('There are no moves to redo.')]).toEqual([409, true]);
  await stage.send(ruth, 'undoMove', { scenario }, {});
});

test('the board leads to a request with another focus for a host', async () => {
  const used = pairedProblem(await stage.proposed(scenario)).hosts[0];
  const host = used?.id ?? '';
  const other = used?.focusAreas.find((area) => area !== used.focus) ?? '';
  const { text } = await stage.open(ruth, 'board', { scenario }, `?focus=${host}`);
  expect(text).toContain(`It works on ${areaNames.get(used?.focus ?? '')} in this plan.`);
  expect(text).toMatch(/(Chosen by \d of|Not chosen by) its \d partners? in this plan/);
  expect(text).toMatch(new RegExp(`name="ruleFocus"[^>]* value="${other}"`));

  const rule = { ruleKind: 'focus', ruleHost: host, ruleFocus: other };
  const page = await stage.open(
    ruth,
    'requestPage',
    {},
    `?${new URLSearchParams({ from: scenario, ...rule })}`,
  );
  expect(page.text).toContain(`<option value="${other}" selected>`);
  const settings = { from: scenario, ...rule, ruleReason: 'They moved on.' };
  const again = await stage.propose('Another focus', 'accepted', settings);
  const found = pairedProblem(await stage.proposed(again)).hosts.find(({ id }) => id === host);
  expect(found?.focus).toBe(other);
});

test('a search shows only hosts that have a school with that name', async () => {
  const all = await stage.open(ruth, 'board', { scenario });
  const some = await stage.open(ruth, 'board', { scenario }, '?q=partner%20school%202');
  const hostsOn = (text: string) => text.match(/data-host="H\d+"/g)?.length;
  expect([hostsOn(all.text), hostsOn(some.text)]).toEqual([3, 1]);
  const none = await stage.open(ruth, 'board', { scenario }, '?q=%3Cb%3Enone');
  expect(none.text).toContain('No school on this board is called “&lt;b>none”.');
});
