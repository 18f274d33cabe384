import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aDecidedApplication, hostAnswers } from '../builders.ts';
import { locationOf, ruth } from '../reviews/console.ts';
import { nthSchool, type Stage, startStage } from './stage.ts';

let stage: Stage;
let earlier = '';
beforeAll(async () => {
  stage = await startStage(5, 9);
  earlier = await stage.propose('Spring plan');
});
afterAll(() => stage.stop());

const ask = (fields: Record<string, string | readonly string[]>) =>
  stage.send(ruth, 'askForProposal', {}, { name: 'With settings', schools: 'accepted', ...fields });
const idOf = (answer: Awaited<ReturnType<typeof ask>>) => locationOf(answer).split('/').at(-1) ?? '';
const asked = async (fields: Record<string, string | readonly string[]>) => {
  const scenario = await stage.store.scenario(stage.cycle.id, idOf(await ask(fields)));
  if (!scenario) throw new Error('Nothing was requested');
  return scenario;
};
const count = async () => (await stage.store.scenarios(stage.cycle.id)).length;

describe('the form for a request', () => {
  test('starts with the program’s settings, and one click requests them', async () => {
    const { text } = await stage.open(ruth, 'requestPage');
    const { pairing } = stage.cycle.program;
    expect(text).toContain(`name="weight-focusArea" value="${pairing.weights.focusArea / 100}"`);
    expect(text).toContain('name="quota-Bronx" value="12"');
    expect(text).toContain('name="quota-middle" value="27"');
    const { problem } = await asked({});
    expect(problem.rules).toEqual(pairing);
    expect(problem.exceptions).toBeUndefined();
  });

  test('starts with an earlier proposal’s settings, and stores what was changed', async () => {
    const first = await asked({ focus: 'shared', levels: 'one', distance: '10', leastScore: '1,000' });
    expect(first.problem).toMatchObject({
      leastScore: 1000,
      rules: { focus: 'shared', mixesLevels: false, withinKm: expect.closeTo(16.09) },
    });
    const { text } = await stage.open(ruth, 'requestPage', {}, `?from=${first.id}`);
    expect(text).toContain('name="distance" value="10"');
    expect(text).toContain('name="leastScore" value="1000"');
    const again = await asked({ from: first.id, distance: '10', 'weight-region': '0' });
    expect(again.name).toBe('With settings');
    expect(again.problem.rules.withinKm).toBe(first.problem.rules.withinKm);
    expect(again.problem.rules.weights).toEqual({
      focusArea: 4301,
      level: 2151,
      distance: 2473,
      demographics: 1075,
      region: 0,
    });
    expect((await asked({ from: first.id, distance: '' })).problem.rules.withinKm).toBeUndefined();
    expect((await stage.open(ruth, 'requestPage', {}, '?from=nothing')).status).toBe(404);
  });

  test('keeps targets and quotas only for a choice of schools', async () => {
    const fields = { schools: 'reviewed', hosts: '5', partners: '9', ...noQuotas(), 'quota-Bronx': '1' };
    const scenario = await asked(fields);
    expect(scenario).toMatchObject({
      selects: true,
      selection: { targets: { host: 5, partner: 9 }, quotas: [{ region: 'Bronx', atLeast: 1 }] },
    });
    const { data } = await stage.read(ruth, 'requestPage', {}, `?from=${scenario.id}`);
    expect(data.settings.quotas).toEqual([{ region: 'Bronx', atLeast: 1 }]);
  });

  test('says what is wrong with numbers, and keeps what was typed', async () => {
    const before = await count();
    const zero = ['focusArea', 'level', 'distance', 'demographics', 'region'];
    const answer = await ask({
      hosts: 'many',
      distance: '-3',
      ...Object.fromEntries(zero.map((part) => [`weight-${part}`, '0'])),
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Hosts must be a whole number from 0 to 10000');
    expect(answer.text).toContain('value="many"');
    const weightless = await ask(Object.fromEntries(zero.map((part) => [`weight-${part}`, '0'])));
    expect(weightless.text).toContain('At least one weight must be more than 0');
    expect(await count()).toBe(before);
  });
});

/** Fields that lift every quota of the program. */
const noQuotas = () =>
  Object.fromEntries(
    stage.cycle.program.quotas.map(({ region, level }) => [`quota-${region ?? level}`, '0']),
  );

describe('a rule for a pair', () => {
  const rule = (fields: Record<string, string>) => ({
    ...{ ruleKind: 'bans', rulePartner: 'P001', ruleHost: 'H001', ruleReason: 'Cousins.', rulePrice: '' },
    ...fields,
  });

  test('is part of the request, and of the next one', async () => {
    const first = await asked(rule({}));
    expect(first.problem.bans).toEqual([{ host: 'H001', partner: 'P001', reason: 'Cousins.' }]);
    const page = await stage.open(ruth, 'requestPage', {}, `?from=${first.id}`);
    expect(page.text).toContain('Keep Partner School 1');
    const removed = await asked({
      from: first.id,
      ruleKind: ['bans', ''],
      rulePartner: ['P001', ''],
      ruleHost: ['H001', ''],
      ruleReason: ['Cousins.', ''],
      rulePrice: ['', ''],
      ruleRemoved: '0',
    });
    expect(removed.problem.bans).toEqual([]);
  });

  test('needs a reason and both schools', async () => {
    const answer = await ask(rule({ ruleReason: '', ruleHost: '' }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Choose the host that the rule is about');
    expect(answer.text).toContain('Enter a reason for the rule.');
    expect(answer.text).toMatch(/<option value="P001" selected/);
  });

  test('can allow a pair without a shared focus area, at a price', async () => {
    const { problem } = await stage.proposed(earlier);
    const [host] = problem.hosts;
    const partner = problem.partners.find(
      ({ focusAreas }) => !focusAreas.some((area) => host?.focusAreas.includes(area)),
    );
    const exception = rule({
      ruleKind: 'exceptions',
      ruleHost: host?.id ?? '',
      rulePartner: partner?.id ?? '',
      rulePrice: '500',
    });
    expect((await asked({ focus: 'shared', ...exception })).problem.exceptions).toEqual([
      { host: host?.id, partner: partner?.id, reason: 'Cousins.', pricePoints: 500 },
    ]);
    const needless = await ask({ focus: 'weight', ...exception });
    expect(needless.status).toBe(422);
    expect(needless.text).toContain('no pair has to share a focus area. Remove the exception');
  });
});

describe('a rule that can’t hold', () => {
  test('is an exception for a pair that shares an area anyway', async () => {
    const [before, { problem }] = [await count(), await stage.proposed(earlier)];
    const shared = problem.hosts.flatMap((host) =>
      problem.partners.flatMap((partner) => {
        const area = partner.focusAreas.find((one) => host.focusAreas.includes(one));
        return area === undefined ? [] : [{ host, partner, area }];
      }),
    )[0];
    const area = stage.cycle.program.focusAreas.find(({ id }) => id === shared?.area)?.name;
    const answer = await ask({
      ...{ focus: 'shared', ruleKind: 'exceptions', ruleReason: 'Cousins.', rulePrice: '0' },
      ...{ ruleHost: shared?.host.id ?? '', rulePartner: shared?.partner.id ?? '' },
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`Exception: ${shared?.partner.name} and ${shared?.host.name}.`);
    expect(answer.text).toContain(
      `Both schools named “${area},” so they don’t need an exception. Remove it.`,
    );
    expect(await count()).toBe(before);
  });

  test('is a focus of a host that a partner kept with it didn’t choose', async () => {
    const [before, { problem }] = [await count(), await stage.proposed(earlier)];
    const [host] = problem.hosts;
    const [focus = ''] = host?.focusAreas ?? [];
    const partner = problem.partners.find(({ focusAreas }) => !focusAreas.includes(focus));
    const answer = await ask({
      focus: 'one-each',
      ruleKind: ['focus', 'locks'],
      ruleHost: [host?.id ?? '', host?.id ?? ''],
      rulePartner: ['', partner?.id ?? ''],
      ruleFocus: [focus, ''],
      ruleReason: ['They asked.', 'They know each other.'],
      rulePrice: ['', ''],
      rulePlaces: ['', ''],
    });
    const area = stage.cycle.program.focusAreas.find(({ id }) => id === focus)?.name;
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`${host?.name} works on ${area} (“They asked.”).`);
    expect(answer.text).toContain(`Keep ${partner?.name} and ${host?.name} together`);
    expect(answer.text).toContain(`${partner?.name} didn’t choose that focus area.`);
    expect(await count()).toBe(before);
  });
});

describe('a rule for a host', () => {
  test('gives it more places, and stays for the next request', async () => {
    const first = await asked({
      ...{ ruleKind: 'places', rulePartner: '', ruleHost: 'H001', ruleReason: 'A larger team.' },
      ...{ rulePlaces: '3', rulePrice: '', ruleFocus: '' },
    });
    expect(first.problem.hosts.find(({ id }) => id === 'H001')?.capacity).toBe(3);
    const { text } = await stage.open(ruth, 'requestPage', {}, `?from=${first.id}`);
    expect(text).toContain('takes up to 3 partners (“A larger team.”).');
    const again = await asked({ from: first.id });
    expect(again.hostRules).toEqual([{ kind: 'places', host: 'H001', places: 3, reason: 'A larger team.' }]);
  });

  test('can be filled in by a link', async () => {
    const query = `?from=${earlier}&ruleKind=places&ruleHost=H001&rulePlaces=3`;
    const { text } = await stage.open(ruth, 'requestPage', {}, query);
    expect(text).toMatch(/<option value="places" selected/);
    expect(text).toMatch(/<option value="H001" selected/);
    expect(text).toContain('name="rulePlaces" value="3"');
  });

  test('can’t make it work on an area that it doesn’t offer', async () => {
    const before = await count();
    const answer = await ask({
      ...{ focus: 'one-each', ruleKind: 'focus', ruleHost: 'H001', rulePartner: '', rulePlaces: '' },
      ...{ ruleReason: 'They asked.', rulePrice: '', ruleFocus: 'college-career' },
    });
    const area = stage.cycle.program.focusAreas.find(({ id }) => id === 'college-career')?.name;
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`${nthSchool('H', 1).name} doesn’t offer the focus area ${area}.`);
    expect(answer.text).toContain('name="ruleReason" value="They asked."');
    expect(await count()).toBe(before);
  });

  test('needs a number of places that a host can take', async () => {
    const answer = await ask({
      ruleKind: 'places',
      ruleHost: 'H001',
      ruleReason: 'A team.',
      rulePlaces: '8',
    });
    expect(answer.text).toContain('Enter how many partners the host takes, from 1 to 7');
  });
});

describe('settings that no plan can follow', () => {
  test('are answered on the form with the conflict and the least change, before anything is requested', async () => {
    const before = await count();
    const answer = await ask({
      ...{ schools: 'reviewed', hosts: '5', partners: '9' },
      ...{ ...noQuotas(), 'quota-Queens': '8' },
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('These settings conflict');
    expect(answer.text).toContain('At least 8 schools in Queens.');
    expect(answer.text).toMatch(/\d fewer schools in Queens than the quota of 8/);
    expect(await count()).toBe(before);
  });

  test('include more partners than places', async () => {
    const answer = await ask({ schools: 'reviewed', hosts: '4', partners: '9', ...noQuotas() });
    expect(answer.text).toContain('Accept exactly 9 partners.');
    expect(answer.text).toContain('1 fewer partner than the target of 9');
  });
});

describe('a preview', () => {
  test('says what would change, and requests nothing', async () => {
    const before = await count();
    const answer = await ask({ from: earlier, step: 'preview', focus: 'shared', distance: '3' });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Compared with “Spring plan.”');
    expect(answer.text).toContain('Distance limit: 3.0 miles, not no limit.');
    expect(answer.text).toMatch(/These settings allow \d+ of 45 possible pairs\./);
    expect(answer.text).toMatch(/Of the \d pairs in “Spring plan,”/);
    expect(await count()).toBe(before);
  });
});

test('a host that offers no area of the program is named, and nothing is requested', async () => {
  const host = nthSchool('H', 90);
  const offers = { practices: { focusAreas: ['poetry'], evidence: 'It works.' }, hosting: { capacity: 2 } };
  await stage.put({ ...aDecidedApplication({ school: host }), role: 'host', answers: hostAnswers(offers) });
  const before = await count();
  const answer = await ask({ focus: 'one-each' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(
    `${host.name} offers none of the program’s focus areas, but pairs must share one.`,
  );
  expect(await count()).toBe(before);
});
