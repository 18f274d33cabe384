import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { pairCommand } from '../../infra/cli/pair.ts';
import { sheetOf, startDesk } from './pairing-files.ts';

const desk = startDesk();

const hosts = sheetOf([
  'H1,Alder,Middle,North,40.70,-73.90,feedback;literacy,2',
  'H2,Birch,ELEMENTARY;middle,South,40.60,-73.95,families,1',
]);
const partners = sheetOf([
  'P1,Cedar,middle,North,40.71,-73.91,literacy,',
  'P2,Damson,elementary,South,40.61,-73.96,families,',
  'P3,"Elm, the Elder",middle,South,,,feedback,',
  'P4,Fir,high,North,40.72,-73.92,attendance,',
]);

/** No host shares what P4 wants to improve. */
const remark = () => `Only ${desk.at('partners.csv')} has the focus area attendance.`;

async function someFiles() {
  return [
    '--hosts',
    await desk.put('hosts.csv', hosts),
    '--partners',
    await desk.put('partners.csv', partners),
  ];
}

test('pairs go to a file with their reasons and runner-ups, and the proof is printed', async () => {
  const { exit, said, warned } = await desk.pair(...(await someFiles()), '--out', desk.at('pairs.csv'));
  expect({ exit, warned }).toEqual({ exit: 0, warned: [remark()] });
  expect(said).toEqual([
    expect.stringMatching(/^3 pairs, [\d,]+ points: no better result exists$/),
    '1 partner without a host:',
    '- Fir (P4): Both possible hosts are full, with partners who fit better. ' +
      'It competes with Cedar, Damson, and Elm, the Elder for 3 places at Alder and Birch.',
  ]);
  const lines = (await desk.read('pairs.csv')).trimEnd().split('\n');
  expect(lines[0]).toBe(
    'host,partner,score,hostName,partnerName,focus,reason,runnerUp,runnerUpPoints,runnerUpPlaces',
  );
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 2).join())).toEqual([
    'H1,P1',
    'H1,P3',
    'H2,P2',
  ]);
  expect(lines[2]).toContain('"Elm, the Elder"');
});

test('every allowed pair is listed on request, with its score as the sum of its parts', async () => {
  const { exit } = await desk.pair(
    ...(await someFiles()),
    ...['--out', desk.at('pairs.csv'), '--scores', desk.at('scores.csv')],
  );
  expect(exit).toBe(0);
  const [columns, ...rows] = (await desk.read('scores.csv')).trimEnd().split('\n');
  expect(columns).toBe('host,partner,score,focusArea,level,distance,demographics,region');
  const pairs = rows.map((row) => row.split(','));
  expect(pairs.map(([host, partner]) => `${host} ${partner}`)).toEqual([
    ...['H1 P1', 'H1 P2', 'H1 P3', 'H1 P4'],
    ...['H2 P1', 'H2 P2', 'H2 P3', 'H2 P4'],
  ]);
  for (const [, , score, ...parts] of pairs)
    expect(Number(score)).toBe(parts.reduce((sum, part) => sum + Number(part), 0));
});

test('the printed JSON passes its check', async () => {
  const files = await someFiles();
  const { exit, said } = await desk.pair(...files, '--json');
  expect(exit).toBe(0);
  const result: unknown = JSON.parse(said.join());
  expect(result).toMatchObject({ unplaced: ['P4'], gap: 0, pairs: [{ host: 'H1', partner: 'P1' }, {}, {}] });
  const file = await desk.put('result.json', said.join());
  expect(await desk.check(...files, '--pairing', file)).toEqual({
    exit: 0,
    said: [`${file}: everything checks out`],
    warned: [],
  });
});

test('locks and bans are kept, and weights are those of the rules file', async () => {
  const files = await someFiles();
  const locks = await desk.put(
    'locks.csv',
    'host,partner,rule,reason\nH2,P3,lock,They asked for it\nH1,P1,ban,Same principal\n',
  );
  const rules = await desk.put(
    'rules.json',
    JSON.stringify({ weights: { focusArea: 0, level: 10000, distance: 0, demographics: 0, region: 0 } }),
  );
  const { said } = await desk.pair(...files, '--locks', locks, '--rules', rules, '--json');
  expect(JSON.parse(said.join())).toMatchObject({
    pairs: [
      { host: 'H1', partner: 'P2', score: 3500 },
      { host: 'H1', partner: 'P4', score: 3500 },
      { host: 'H2', partner: 'P3', score: 10000, runnerUp: null },
    ],
    unplaced: ['P1'],
    total: 17000,
  });
});

test('if hosts take one level, the level of each is chosen, and the result passes', async () => {
  const files = await someFiles();
  const rules = await desk.put('one-level.json', JSON.stringify({ mixesLevels: false }));
  const { exit, said } = await desk.pair(...files, '--rules', rules, '--json');
  expect(exit).toBe(0);
  expect(JSON.parse(said.join())).toMatchObject({
    chosen: { hosts: [{ id: 'H1', takes: 'middle' }, { id: 'H2' }] },
    gap: 0,
  });
  const file = await desk.put('one-level-result.json', said.join());
  expect(await desk.check(...files, '--rules', rules, '--pairing', file)).toMatchObject({ exit: 0 });
});

test('with --select, targets and quotas decide which schools are accepted', async () => {
  const files = await someFiles();
  const rules = await desk.put(
    'select.json',
    JSON.stringify({ targets: { host: 1, partner: 2 }, quotas: [{ level: 'high', atLeast: 1 }] }),
  );
  const { exit, said } = await desk.pair(...files, '--rules', rules, '--select', '--json');
  expect(exit).toBe(0);
  expect(JSON.parse(said.join())).toMatchObject({
    chosen: { hosts: [{ id: 'H1', capacity: 2 }], partners: ['P1', 'P4'] },
    unplaced: [],
    gap: 0,
  });
});

test.each([
  ['targets and quotas only apply', { targets: { host: 1 }, quotas: [{ level: 'high', atLeast: 1 }] }],
  ['targets only apply', { targets: { host: 1 }, quotas: [] }],
  ['usesEveryPlace only applies', { usesEveryPlace: true }],
])('without --select a warning says that %s with it, and all are paired as before', async (what, rules) => {
  const files = await someFiles();
  const file = await desk.put('idle.json', JSON.stringify(rules));
  const plain = await desk.pair(...files, '--json');
  expect(await desk.pair(...files, '--rules', file, '--json')).toEqual({
    ...plain,
    warned: [`${file}: ${what} with --select`, remark()],
  });
  expect(plain.warned).toEqual([remark()]);
});

test('conflicting rules are listed with the smallest change, and nothing is written', async () => {
  const files = await someFiles();
  const rules = await desk.put(
    'clash.json',
    JSON.stringify({
      targets: { host: 1, partner: 2 },
      quotas: [{ region: 'South', role: 'host', atLeast: 1 }],
    }),
  );
  const before = await desk.files();
  const outcome = await desk.pair(...files, '--rules', rules, '--select', '--out', desk.at('never.csv'));
  expect(outcome).toEqual({
    exit: 2,
    said: [],
    warned: [
      remark(),
      'The rules conflict:',
      '- Accept exactly 1 host.',
      '- Accept exactly 2 partners.',
      '- At least 1 host in South.',
      expect.stringMatching(/^With this change, a plan can follow all the other rules: 1 /),
    ],
  });
  expect(await desk.files()).toEqual(before);
});

test('both commands explain themselves and their exit codes', async () => {
  for (const [command, name] of [
    [desk.pair, 'pair'],
    [desk.check, 'check-pairing'],
  ] as const) {
    const { exit, said } = await command('--help');
    expect(exit).toBe(0);
    expect(said.join()).toContain(`npm run -s ${name} -- --hosts FILE --partners FILE`);
    expect(said.join()).toContain('targets and quotas only apply with --select');
    expect(said.join()).toContain('Exit codes: 0');
  }
});

test('what is written opens in a spreadsheet with its accents, and no name is a formula', async () => {
  const files = await desk.putSides(
    'names',
    {
      hosts: ['H1,Alpha,elementary,North,math,2'],
      partners: ['P1,=1+1,elementary,North,math,', 'P2,José,elementary,North,math,'],
    },
    'id,name,level,region,focusAreas,capacity',
  );
  expect(await desk.pair(...files, '--out', desk.at('names.csv'))).toMatchObject({ exit: 0 });
  const written = await readFile(desk.at('names.csv'), 'utf8');
  expect(written.split('\n').map((line) => line.split(',').slice(3, 5).join())).toEqual([
    '"hostName","partnerName"',
    `"Alpha","'=1+1"`,
    '"Alpha","José"',
    '',
  ]);
  expect(written.startsWith('\uFEFF"host",')).toBe(true);
});

test('on a terminal, pairing shows its progress', async () => {
  const shown: number[] = [];
  const exit = await pairCommand([...(await someFiles()), '--out', desk.at('pairs.csv')], {
    say: () => {},
    warn: () => {},
    progress: (done, total) => shown.push(done / total),
    environment: {},
  });
  expect({ exit, last: shown.at(-1) }).toEqual({ exit: 0, last: 1 });
});
