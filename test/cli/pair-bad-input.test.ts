import { symlink } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { header, sheetOf, startDesk } from './pairing-files.ts';

const desk = startDesk();

const host = (over: { readonly [column: string]: string } = {}) =>
  rowOf({ id: 'H1', capacity: '2', ...over });
const partner = (over: { readonly [column: string]: string } = {}) => rowOf({ id: 'P1', ...over });

function rowOf(over: { readonly [column: string]: string }): string {
  const cells = {
    name: 'Alder',
    levels: 'middle',
    region: 'North',
    latitude: '40.7',
    longitude: '-73.9',
    ...over,
  };
  const byColumn = new Map(Object.entries(cells));
  return header
    .split(',')
    .map((column) => byColumn.get(column) ?? '')
    .join(',');
}

type Files = {
  readonly hosts?: string;
  readonly partners?: string;
  readonly locks?: string;
  readonly rules?: string;
  readonly select?: true;
};

async function refusalOf({ hosts, partners, locks, rules, select }: Files) {
  const files = [
    ...[
      '--hosts',
      await desk.put('hosts.csv', hosts ?? sheetOf([host(), host({ id: 'H2', capacity: '1' })])),
    ],
    ...[
      '--partners',
      await desk.put('partners.csv', partners ?? sheetOf([partner(), partner({ id: 'P2' })])),
    ],
    ...(locks === undefined ? [] : ['--locks', await desk.put('locks.csv', locks)]),
    ...(rules === undefined ? [] : ['--rules', await desk.put('rules.json', rules)]),
    ...(select ? ['--select'] : []),
  ];
  const before = await desk.files();
  const outcome = await desk.pair(...files, '--out', desk.at('pairs.csv'), '--scores', desk.at('scores.csv'));
  expect(outcome).toMatchObject({ exit: 2, said: [] });
  expect(await desk.files()).toEqual(before);
  return outcome.warned.map((line) => line.replaceAll(`${desk.at('')}/`, '')).join('\n');
}

const ruled = (...rows: readonly string[]) => ['host,partner,rule,reason', ...rows, ''].join('\n');

test.each<readonly [what: string, files: Files, sentence: string]>([
  ['a duplicate id', { hosts: sheetOf([host(), host()]) }, 'hosts.csv:3: id: “H1” is already on line 2'],
  [
    'a school on both sides',
    { partners: sheetOf([partner({ id: 'H1' })]) },
    'partners.csv:2: id: “H1” is also a host (hosts.csv:2); use --select to choose its role',
  ],
  [
    'an unknown column',
    { hosts: sheetOf([`${host()},x`], `${header},capcity`) },
    'hosts.csv:1: unknown column “capcity” (did you mean capacity? Or leave it out with --ignore-columns)',
  ],
  [
    'a duplicate column',
    { hosts: sheetOf([`${host()},x`], `${header},name`) },
    'hosts.csv:1: column name appears twice',
  ],
  ['a missing column', { hosts: 'id,name,region,focus_areas\n' }, 'hosts.csv:1: column levels is missing'],
  [
    'a row that is too short',
    { hosts: sheetOf(['H1,Alder']) },
    'hosts.csv:2: the row has 2 values, but the header has 8 columns',
  ],
  [
    'a stray quotation mark',
    { hosts: sheetOf(['H1,"Alder"x,middle,North,,,,2']) },
    'hosts.csv:2: misplaced quotation mark',
  ],
  [
    'no capacity to speak of',
    { hosts: sheetOf([host({ capacity: '0' })]) },
    'hosts.csv:2: capacity: “0” (expected a whole number of partners from 1 to 7)',
  ],
  [
    'far too much capacity',
    { hosts: sheetOf([host({ capacity: '1000' })]) },
    'hosts.csv:2: capacity: “1000” (expected a whole number of partners from 1 to 7)',
  ],
  [
    'coordinates outside the earth',
    { partners: sheetOf([partner({ latitude: '90.1' }), partner({ id: 'P2', longitude: '-181' })]) },
    'partners.csv:2: latitude: “90.1” (expected a latitude from -90 to 90)\npartners.csv:3: longitude: “-181” (expected a longitude from -180 to 180)',
  ],
  [
    'half a place',
    { partners: sheetOf([partner({ longitude: '' })]) },
    'partners.csv:2: latitude, longitude: give both or neither',
  ],
  [
    'an invalid level',
    { partners: sheetOf([partner({ levels: 'middle;junior' })]) },
    'partners.csv:2: levels: “junior” (expected one of elementary, middle, high)',
  ],
  ['no level', { partners: sheetOf([partner({ levels: '' })]) }, 'partners.csv:2: levels: missing'],
  [
    'an id that is a formula',
    { partners: sheetOf([partner({ id: '=1+1' })]) },
    'partners.csv:2: id: “=1+1” (expected an ID: up to 40 characters, starting with a letter or digit)',
  ],
  ['a side without schools', { partners: sheetOf([]) }, 'partners.csv: no rows below the header'],
  ['an empty file', { partners: '' }, 'partners.csv: no header row'],
  ['a lock on an unknown school', { locks: ruled('H9,P1,lock,') }, 'locks.csv:2: host: “H9” not found'],
  [
    'an invalid rule',
    { locks: ruled('H1,P1,must,') },
    'locks.csv:2: rule: “must” (expected lock, ban, or exception)',
  ],
  [
    'a lock on a banned pair',
    { locks: ruled('H1,P1,ban,', 'H1,P1,lock,') },
    'locks.csv:3: P1 and H1 have a ban on line 2, so they can’t have a lock too',
  ],
  [
    'a lock on a pair that the rules forbid',
    {
      hosts: sheetOf([host({ levels: 'elementary' })]),
      partners: sheetOf([partner({ levels: 'high' })]),
      locks: ruled('H1,P1,lock,'),
    },
    'locks.csv:2: this pair can’t be locked. Alder and Alder are two grade levels apart, so they can’t be paired',
  ],
  [
    'a partner locked twice',
    { locks: ruled('H1,P1,lock,', 'H2,P1,lock,') },
    'locks.csv:3: P1 is already locked to H1 on line 2 (expected one host)',
  ],
  [
    'two exceptions beyond a capacity',
    {
      hosts: sheetOf([
        host({ focus_areas: 'feedback' }),
        host({ id: 'H2', capacity: '1', focus_areas: 'feedback' }),
      ]),
      partners: sheetOf([
        partner({ focus_areas: 'families' }),
        partner({ id: 'P2', focus_areas: 'families' }),
      ]),
      locks: ruled('H2,P1,exception,', 'H2,P2,exception,'),
      rules: '{"focus":"one-each"}',
    },
    'Host H2 has 2 exceptions, but only 1 place. Remove exceptions, or give it more places.',
  ],
  [
    'locks beyond a capacity',
    { locks: ruled('H2,P1,lock,', 'H2,P2,lock,') },
    'locks.csv:3: this is lock 2 for H2, but its capacity is 1',
  ],
  ['rules that are not JSON', { rules: '{' }, 'rules.json: not JSON'],
  [
    'an unknown rule',
    { rules: '{"mixLevels":false}' },
    'rules.json: “mixLevels” isn’t a rule (expected one of weights, farthestKm, withinKm, neighboringLevels, mixesLevels, focus, secondChoice, ' +
      'leastScore, targets, quotas, usesEveryPlace, focusAreas, exceptions',
  ],
  [
    'a weight left out',
    { rules: '{"weights":{"focusArea":10000,"distance":0,"demographics":0,"region":0}}' },
    'rules.json: weights: “level” is missing',
  ],
  [
    'an empty target',
    { rules: '{"targets":{"host":2,"partners":4}}' },
    'rules.json: targets: “partners” isn’t allowed here (expected one of host, partner)',
  ],
  [
    'a quota of an invalid level',
    { rules: '{"quotas":[{"level":"middle","atLeast":1},{"level":"junior","atLeast":1}]}' },
    'rules.json: the 2nd quota: level: “junior” isn’t one of elementary, middle, high',
  ],
  [
    'a misspelled quota',
    { rules: '{"quotas":[{"level":"middle","least":1}]}' },
    'rules.json: the 1st quota: “atLeast” is missing\nrules.json: the 1st quota: “least” isn’t allowed here (expected one of region, level, role, atLeast)',
  ],
  ['a number that is text', { rules: '{"farthestKm":"30"}' }, 'rules.json: farthestKm: “30” isn’t a number'],
  ['half a point', { rules: '{"leastScore":0.5}' }, 'rules.json: leastScore: 0.5 isn’t a whole number'],
  [
    'a score beyond all',
    { rules: '{"leastScore":10001}' },
    'rules.json: leastScore: 10001 is more than 10000',
  ],
  ['a distance of nothing', { rules: '{"farthestKm":0}' }, 'rules.json: farthestKm: 0 is less than 1'],
  [
    'a yes for true',
    { rules: '{"mixesLevels":"yes"}' },
    'rules.json: mixesLevels: “yes” isn’t true or false',
  ],
  [
    'one quota for a list',
    { rules: '{"quotas":{}}' },
    'rules.json: quotas: something in { } isn’t a list in [ ]',
  ],
  ['a number for the rules', { rules: '3' }, 'rules.json: 3 isn’t a list of names and values in { }'],
  [
    'weights that are not a whole',
    { rules: '{"weights":{"focusArea":1,"level":1,"distance":1,"demographics":1,"region":1}}' },
    'rules.json: weights: The weights must add up to 10,000',
  ],
  [
    'a quota that asks nothing',
    { rules: '{"quotas":[{"atLeast":1}]}' },
    'rules.json: the 1st quota: needs a region, a level, or a role',
  ],
  [
    'more hosts than applied',
    { select: true, rules: '{"targets":{"host":3}}' },
    'rules.json: targets: 3 hosts needed, but hosts.csv has only 2',
  ],
  [
    'a quota larger than the pool',
    {
      select: true,
      rules: '{"targets":{"host":1},"quotas":[{"level":"middle","region":"North","atLeast":5}]}',
    },
    'rules.json: the 1st quota: 5 middle schools in North needed, but the files have only 4',
  ],
])('%s: a sentence with its place, and nothing is written', async (_, files, sentence) => {
  expect(await refusalOf(files)).toContain(sentence);
});

test('of many problems, the first are printed, with the number of others', async () => {
  const rows = Array.from({ length: 30 }, (_, index) => host({ id: `H${index}`, capacity: '8' }));
  const refusal = await refusalOf({ hosts: sheetOf(rows) });
  expect(refusal.split('\n')).toHaveLength(21);
  expect(refusal).toContain('… and 10 more');
});

describe('an exception in the rules', () => {
  const areas = 'id,name,levels,region,focus_areas';
  const hosts = `${areas}\nH1,Alder,middle,North,math\n`;
  const partners = `${areas}\nP1,Birch,middle,North,literacy\n`;

  test('counts as one in the locks file does', async () => {
    const files = ['--hosts', await desk.put('hosts.csv', hosts), '--partners'];
    files.push(await desk.put('partners.csv', partners));
    const exception = { host: 'h1 ', partner: 'P1', price: 900, reason: 'They asked.' };
    const rules = await desk.put('rules.json', JSON.stringify({ focus: 'shared', exceptions: [exception] }));
    const locks = await desk.put(
      'locks.csv',
      'host,partner,rule,price,reason\nH1,P1,exception,900,They asked.\n',
    );
    const byRules = await desk.pair(...files, '--rules', rules, '--json');
    expect(byRules).toMatchObject({ exit: 0, said: [expect.stringContaining('"pricePoints": 900')] });
    expect(await desk.pair(...files, '--focus', 'shared', '--locks', locks, '--json')).toEqual(byRules);
  });

  test.each([
    [{ host: 'H1', partner: 'P9' }, 'rules.json: the 1st exception: partner: “P9” not found'],
    [{ host: 'H1' }, 'rules.json: the 1st exception: “partner” is missing'],
    [{ host: 'H1', partner: 'P1', price: -1 }, 'rules.json: the 1st exception: price: -1 is less than 0'],
  ])('%j is refused with its place', async (exception, problem) => {
    const rules = JSON.stringify({ focus: 'shared', exceptions: [exception] });
    expect(await refusalOf({ hosts, partners, rules })).toEqual(expect.stringContaining(problem));
  });

  test('is refused if the locks file has one for the same pair', async () => {
    const rules = JSON.stringify({ focus: 'shared', exceptions: [{ host: 'H1', partner: 'P1' }] });
    const locks = 'host,partner,rule\nH1,P1,ban\n';
    expect(await refusalOf({ hosts, partners, rules, locks })).toEqual(
      expect.stringContaining(
        'rules.json: the 1st exception: P1 and H1 have a ban on line 2, so they can’t have an exception too',
      ),
    );
  });
});

test.each([
  ['no files', [], /--hosts and --partners are required/],
  ['nowhere to write', ['--hosts', 'a.csv', '--partners', 'b.csv'], /--out, or use --json/],
  ['an unknown option', ['--host', 'a.csv'], /--host/],
  [
    'an invalid limit',
    ['--hosts', 'a', '--partners', 'b', '--json', '--time-limit', 'x'],
    /^Invalid --time-limit “x”/,
  ],
  [
    'a missing file',
    ['--hosts', 'nowhere.csv', '--partners', 'b.csv', '--json'],
    /^nowhere\.csv: file not found$/,
  ],
])('%s: one sentence, and nothing is done', async (_, args, sentence) => {
  const { exit, said, warned } = await desk.pair(...args);
  expect({ exit, said }).toEqual({ exit: 2, said: [] });
  expect(warned[0]).toMatch(sentence);
});

test('no file is both read and written, or written twice', async () => {
  const sentence = /^b\.csv is used twice/;
  const files = ['--hosts', 'a.csv', '--partners', 'b.csv'];
  expect((await desk.pair(...files, '--out', './b.csv')).warned[0]).toMatch(/^\.\/b\.csv is used twice/);
  expect((await desk.pair(...files, '--json', '--scores', 'b.csv')).warned[0]).toMatch(sentence);
});

test('an output that is a link to itself is reported in words', async () => {
  const hosts = await desk.put('hosts.csv', sheetOf([host()]));
  const partners = await desk.put('partners.csv', sheetOf([partner()]));
  const out = desk.at('loop.csv');
  await symlink('loop.csv', out);
  expect(await desk.pair('--hosts', hosts, '--partners', partners, '--out', out)).toEqual({
    exit: 2,
    said: [],
    warned: [`${out}: can’t be written, because its link leads back to itself`],
  });
});

test('if one of two files can’t be written, the other stays as it was', async () => {
  const hosts = await desk.put('hosts.csv', sheetOf([host()]));
  const partners = await desk.put('partners.csv', sheetOf([partner()]));
  const out = await desk.put('pairs.csv', 'what was here before');
  const before = await desk.files();
  const scores = desk.at('no-such-folder/scores.csv');
  const outcome = await desk.pair('--hosts', hosts, '--partners', partners, '--out', out, '--scores', scores);
  expect(outcome).toEqual({
    exit: 2,
    said: [],
    warned: [`${scores}: can’t be written, because its folder doesn’t exist`],
  });
  expect(await desk.read('pairs.csv')).toBe('what was here before');
  expect(await desk.files()).toEqual(before);
});
