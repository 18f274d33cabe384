import { beforeAll, describe, expect, test } from 'vitest';
import { loadQuestion } from '../../infra/cli/pairing/question.ts';
import type { Result } from '../../infra/cli/pairing/result.ts';
import { verify } from '../../infra/cli/pairing/verify.ts';
import { isBroken } from '../../infra/parsing/parsed.ts';
import { applicantHeader, applicantRows, resultIn, someDirectory, startDesk } from './pairing-files.ts';

const desk = startDesk();
let files: readonly string[] = [];
let printed: readonly string[] = [];
beforeAll(async () => {
  const rows = applicantRows(someDirectory(), { hosts: 24, partners: 50, either: 0 });
  files = await desk.putSides('admitted', rows, applicantHeader);
  printed = (await desk.pair(...files, '--json')).said;
});

const swapped = ({ pairs }: Result): Result['pairs'] => {
  const [first, , third, ...rest] = pairs;
  const second = pairs[1];
  if (!first || !second || !third) throw new Error('three pairs are needed');
  return [
    { ...first },
    { ...second, partner: third.partner },
    { ...third, partner: second.partner },
    ...rest,
  ];
};
const firstOf = ({ pairs: [first] }: Result) => {
  if (!first) throw new Error('a pair is needed');
  return first;
};
const priced = (result: Result, by: number): Result => {
  const [id = '', price = 0] = Object.entries(result.certificate.partnerPrices)[0] ?? [];
  const partnerPrices = { ...result.certificate.partnerPrices, [id]: price + by };
  return { ...result, certificate: { ...result.certificate, partnerPrices } };
};

test.each<readonly [what: string, tamper: (whole: Result) => unknown]>([
  ['two partners that changed places', (whole) => ({ ...whole, pairs: swapped(whole) })],
  ['a pair that is missing', (whole) => ({ ...whole, pairs: whole.pairs.slice(1) })],
  ['a duplicate pair', (whole) => ({ ...whole, pairs: [firstOf(whole), ...whole.pairs] })],
  [
    'a partner that is left without a place',
    (whole) => ({ ...whole, pairs: whole.pairs.slice(0, -1), unplaced: [whole.pairs.at(-1)?.partner] }),
  ],
  [
    'an unknown school',
    (whole) => ({ ...whole, pairs: [{ ...firstOf(whole), partner: 'X1' }, ...whole.pairs.slice(1)] }),
  ],
  [
    'a score that is too high',
    (whole) => ({ ...whole, pairs: [{ ...firstOf(whole), score: 10_000 }, ...whole.pairs.slice(1)] }),
  ],
  [
    'a reason that is made up',
    (whole) => ({
      ...whole,
      pairs: [{ ...firstOf(whole), reason: 'They are friends.' }, ...whole.pairs.slice(1)],
    }),
  ],
  [
    'an invalid runner-up',
    (whole) => ({
      ...whole,
      pairs: [
        ...whole.pairs.slice(0, -1),
        {
          ...whole.pairs.at(-1),
          runnerUp: { host: firstOf(whole).host, pricePoints: 1, pricePlaces: 0 },
        },
      ],
    }),
  ],
  ['a total that is too high', (whole) => ({ ...whole, total: whole.total + 1 })],
  [
    'a total and a bound that are too high',
    (whole) => ({ ...whole, total: whole.total + 1, points: whole.points + 1, bound: whole.bound + 1 }),
  ],
  ['a bound that is too low', (whole) => ({ ...whole, bound: whole.bound - 1 })],
  ['an invalid gap', (whole) => ({ ...whole, gap: 1 })],
  ['a price that is too high', (whole) => priced(whole, 1)],
  ['a price that is too low', (whole) => priced(whole, -1)],
  [
    'a price that isn’t a number',
    (whole) => ({ ...whole, certificate: { ...whole.certificate, unplacedCost: 'much' } }),
  ],
  ['no certificate', ({ certificate: _, ...whole }) => whole],
  ['a choice that wasn’t asked for', (whole) => ({ ...whole, chosen: { hosts: [], partners: [] } })],
])('%s: fails the check', async (_, tamper) => {
  const whole = resultIn(printed);
  const file = await desk.put('tampered.json', JSON.stringify(tamper(whole)));
  const { exit, said: nothing, warned } = await desk.check(...files, '--pairing', file);
  expect({ exit, said: nothing }).toEqual({ exit: 1, said: [] });
  expect(warned).toEqual([expect.stringContaining(file)]);
});

test('a wrong next-best host is said in words', async () => {
  const whole = resultIn(printed);
  const pairs = whole.pairs.map((pair) => ({ ...pair, runnerUp: null }));
  const file = await desk.put('tampered.json', JSON.stringify({ ...whole, pairs }));
  const { warned } = await desk.check(...files, '--pairing', file);
  expect(warned).toEqual([
    expect.stringMatching(
      /For \w+, the next-best host is \w+, at a cost of [\d,]+ points, but the result says there is no next-best host\.$/,
    ),
  ]);
});

test('an untouched result passes', async () => {
  const file = await desk.put('untouched.json', printed.join('\n'));
  expect(await desk.check(...files, '--pairing', file)).toMatchObject({ exit: 0, warned: [] });
});

test('a file that isn’t a result is reported', async () => {
  const file = await desk.put('other.json', '{"pairs":7}');
  expect(await desk.check(...files, '--pairing', file)).toMatchObject({
    exit: 1,
    warned: [expect.stringMatching(/other\.json: pairs: /)],
  });
  const none = await desk.check(...files, '--pairing', desk.at('nowhere.json'));
  expect(none).toMatchObject({ exit: 2, warned: [expect.stringContaining('file not found')] });
});

describe('a result that chooses schools', () => {
  const rules = { targets: { host: 6, partner: 10 }, mixesLevels: false };
  let files = { hosts: '', partners: '', rules: '' };
  let asked: readonly string[] = [];
  let whole: Result;
  beforeAll(async () => {
    const rows = applicantRows(someDirectory(), { hosts: 10, partners: 20, either: 2 });
    await desk.putSides('applicants', rows, applicantHeader);
    await desk.put('rules.json', JSON.stringify(rules));
    files = {
      hosts: desk.at('applicants-hosts.csv'),
      partners: desk.at('applicants-partners.csv'),
      rules: desk.at('rules.json'),
    };
    asked = [...Object.entries(files).flatMap(([name, file]) => [`--${name}`, file]), '--select'];
    whole = resultIn((await desk.pair(...asked, '--json')).said);
  });

  test('and lists a partner twice in the place of another fails the check', async () => {
    const { chosen } = whole;
    if (!chosen) throw new Error('a choice is needed');
    const [first = ''] = chosen.partners;
    const twice = { ...whole, chosen: { ...chosen, partners: [first, ...chosen.partners.slice(0, -1)] } };
    const file = await desk.put('twice.json', JSON.stringify(twice));
    expect(await desk.check(...asked, '--pairing', file)).toMatchObject({
      exit: 1,
      warned: [`${file}: ${first} is chosen twice.`],
    });
  });

  test('and claims more than its proof fails the check', async () => {
    const { choice } = whole;
    if (!choice) throw new Error('a proof is needed');
    const boastful = { ...whole, choice: { ...choice, points: choice.points - 1 } };
    const file = await desk.put('boastful.json', JSON.stringify(boastful));
    expect(await desk.check(...asked, '--pairing', file)).toMatchObject({ exit: 1 });
  });

  test('and has no proof holds only if solving it again proves its bound', async () => {
    const { choice: _, ...unproven } = whole;
    const question = await loadQuestion({ ...files, locks: undefined, select: true });
    if (isBroken(question)) throw new Error(question.problems.join());
    expect(await verify(question.parsed, unproven, 60)).toEqual({ kind: 'holds' });
    expect(await verify(question.parsed, unproven, 0)).toEqual({ kind: 'undecided' });
  });
});
