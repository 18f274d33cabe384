import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startDesk } from './pairing-files.ts';

const desk = startDesk();

const hosts = `id,name,levels,region,focus_areas,capacity
H1,Alder,middle,North,feedback;literacy,2
H2,Birch,elementary;middle,South,families;literacy,1
H3,Hazel,high,North,literacy,2
`;
const partners = `id,name,levels,region,focus_areas
P1,Cedar,middle,North,literacy
P2,Damson,elementary,South,families
P3,Elm,middle,North,literacy;families
P4,Fir,high,North,literacy
`;
const someFiles = async (locks = 'host,partner,rule,reason\n') => [
  ...['--hosts', await desk.put('hosts.csv', hosts), '--partners', await desk.put('partners.csv', partners)],
  ...['--locks', await desk.put('locks.csv', locks), '--focus', 'one-each'],
];
const priced = async (pairs: string, locks?: string) => {
  const file = await desk.put('edited.csv', pairs);
  const { exit, said, warned } = await desk.check(...(await someFiles(locks)), '--pairs', file);
  return { exit, lines: [...said, ...warned].map((line) => line.replaceAll(`${desk.at('')}/`, '')) };
};

describe('a pairing that people edited', () => {
  test('passes if no one changed anything, as a folder or a workbook', async () => {
    const files = await someFiles();
    await desk.pair(...files, '--out', desk.at('result'));
    await desk.pair(...files, '--out', desk.at('result.xlsx'));
    for (const name of ['result/pairs.csv', 'result/partnerships.csv', 'result.xlsx'])
      expect(await desk.check(...files, '--pairs', desk.at(name))).toMatchObject({
        exit: 0,
        said: [
          expect.stringMatching(/: 4 pairs, [\d,]+ points: every rule is kept$/),
          'No better pairing exists.',
        ],
      });
  });

  test('loses points if a partner goes to a host that fits it less, and the check says how many', async () => {
    expect(await priced('host,partner\nH1,P1\nH2,P2\nH3,P4\nH3,P3\n')).toEqual({
      exit: 1,
      lines: [
        'edited.csv: 4 pairs, 32,100 points: every rule is kept',
        'The best pairing has 4 pairs and 33,400 points, 1,300 more.',
        '- Elm (P3) with Hazel (H3) scores 7,050; the best plan has Alder (H1), 8,350',
      ],
    });
  });

  test('that leaves a partner without a host is told how many more could have one', async () => {
    const { exit, lines } = await priced('host,partner\nH1,P1\nH2,P2\nH1,P3\n');
    expect({ exit, lines }).toMatchObject({
      exit: 1,
      lines: [
        /3 pairs/,
        '1 more partner could have a host.',
        /^The best pairing has 4 pairs/,
        /^- Fir \(P4\) has no host; the best plan has Hazel \(H3\)/,
      ].map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))),
    });
  });

  test.each<readonly [what: string, rows: string, sentence: string, locks?: string]>([
    [
      'no shared area',
      'H1,P2',
      'edited.csv:2: Damson (P2) with Alder (H1) isn’t allowed. Alder and Damson don’t share a focus area.',
    ],
    [
      'two levels apart',
      'H3,P2',
      'edited.csv:2: Damson (P2) with Hazel (H3) isn’t allowed. Hazel and Damson are two grade levels apart, so they can’t be paired.',
    ],
    ['a partner twice', 'H1,P1\nH2,P1', 'edited.csv:3: Cedar (P1) is already paired on line 2'],
    ['too many partners', 'H2,P1\nH2,P3', 'edited.csv:3: Birch (H2) has 2 partners but only 1 place'],
    [
      'a banned pair',
      'H1,P1',
      'edited.csv:2: Cedar (P1) with Alder (H1) must be kept apart (“Siblings”)',
      'H1,P1,ban,Siblings',
    ],
    [
      'a lock that is broken',
      'H2,P2',
      'edited.csv: Cedar (P1) with Alder (H1) must be kept together',
      'H1,P1,lock,',
    ],
    ['an unknown school', 'H1,P9', 'edited.csv:2: partner: “P9” (expected a partner in the files)'],
    ['two areas at one host', 'H2,P2\nH2,P3\nH2,P1', 'Birch works on a different focus area from the one'],
  ])('breaks a rule: %s', async (_, rows, sentence, lock) => {
    const { exit, lines } = await priced(
      `host,partner\n${rows}\n`,
      lock && `host,partner,rule,reason\n${lock}\n`,
    );
    expect(exit).toBeGreaterThan(0);
    expect(lines.join('\n')).toContain(sentence);
  });

  test('may name a host’s focus, and fails if the host or its partners don’t fit it', async () => {
    const rows = (focus: string) =>
      `partnership,role,id,name,levels,focus\nH1,host,H1,Alder,middle,${focus}\nH1,partner,P1,Cedar,middle,\n`;
    expect((await priced(rows('literacy'))).lines[0]).toContain('every rule is kept');
    expect((await priced(rows('feedback'))).lines[0]).toContain('works on a different focus area');
    expect((await priced(rows('attendance'))).lines[0]).toBe(
      'edited.csv: Alder (H1) can’t work on attendance',
    );
  });

  test('passes only if no rule is broken and no points are lost', async () => {
    const hostIds = ['H1', 'H2', 'H3', ''];
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(...['P1', 'P2', 'P3', 'P4'].map(() => fc.constantFrom(...hostIds))),
        async (at) => {
          const rows = at.flatMap((host, index) => (host === '' ? [] : [`${host},P${index + 1}`]));
          fc.pre(rows.length > 0);
          const { exit, lines } = await priced(`host,partner\n${rows.join('\n')}\n`);
          const isBest = at.join() === 'H1,H2,H1,H3';
          expect(exit).toBe(isBest ? 0 : 1);
          if (!isBest)
            expect(lines.join('\n')).toMatch(/isn’t allowed|only \d place|points, [\d,]+ (more|fewer)/);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('must meet targets and quotas if schools are chosen too', async () => {
    const rules = await desk.put(
      'rules.json',
      JSON.stringify({
        focus: 'one-each',
        targets: { host: 2, partner: 2 },
        quotas: [{ level: 'high', atLeast: 1 }],
      }),
    );
    const files = [...(await someFiles()), '--rules', rules, '--select'];
    const pairs = await desk.put('chosen.csv', 'host,partner\nH1,P1\nH2,P2\n');
    expect(await desk.check(...files, '--pairs', pairs)).toMatchObject({
      exit: 1,
      warned: [expect.stringContaining('The quota is at least 1 high school, but the plan has 0.')],
    });
  });
});

test('needs a result or pairs, and not both', async () => {
  for (const given of [[], ['--pairing', 'a.json', '--pairs', 'b.csv']])
    expect(await desk.check(...(await someFiles()), ...given)).toMatchObject({
      exit: 2,
      warned: ['Give either a result with --pairing, or your own pairs with --pairs. See --help.'],
    });
});
