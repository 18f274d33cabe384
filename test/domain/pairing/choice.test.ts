import { describe, expect, test } from 'vitest';
import { provesChoice } from '#domain/pairing/check/choice.ts';
import { questionOf } from '#domain/pairing/check/question.ts';
import { chooseOffers, solveSelection } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import type { ChoiceCertificate, Entrant, Proof } from '#domain/pairing/problem.ts';
import type { SelectionProblem } from '#domain/pairing/selection/problem.ts';
import { optimizer } from '#optimizer/highs.ts';
import { aCity, applicantsOf } from './cities.ts';
import { bestByTrying } from './every-rule.ts';
import { aHost, aProblem, theRules } from './random-problems.ts';

const patient = { timeout: 120_000 };

test('a branch that can’t meet the rules ends', patient, async () => {
  const school = (id: string, levels: Entrant['levels'], region: string, focusAreas: readonly string[]) => ({
    ...{ id, name: id, levels, region, focusAreas },
    demographics: {},
  });
  const problem: SelectionProblem = {
    candidates: {
      hosts: [
        { ...school('H1', ['middle'], 'North', ['feedback', 'literacy', 'families']), capacity: 3 },
        { ...school('H2', ['high'], 'South', ['literacy', 'families']), capacity: 1 },
        { ...school('H3', ['middle'], 'North', ['feedback', 'literacy', 'families']), capacity: 2 },
        { ...school('E1', ['elementary', 'middle'], 'North', ['families']), capacity: 3 },
      ],
      partners: [
        school('P1', ['middle', 'high'], 'North', ['feedback']),
        school('P2', ['elementary', 'middle'], 'North', ['feedback', 'literacy']),
        school('P3', ['high'], 'North', ['families']),
        school('P4', ['middle'], 'South', ['feedback']),
        school('E1', ['elementary', 'high'], 'South', ['feedback', 'literacy', 'families']),
      ],
      rules: theRules,
      locks: [{ host: 'H3', partner: 'P4', reason: '' }],
      bans: [
        { host: 'H3', partner: 'P2', reason: '' },
        { host: 'H1', partner: 'P2', reason: '' },
      ],
    },
    terms: {
      accepted: [],
      quality: {
        host: { H1: 2756, H2: 10, H3: 11, E1: 4000 },
        partner: { P1: 3991, P2: 3585, P3: 3720, P4: 5, E1: 3650 },
      },
      targets: { host: 2 },
      quotas: [
        { level: 'high', atLeast: 1 },
        { region: 'South', level: 'middle', role: 'partner', atLeast: 1 },
      ],
      usesEveryPlace: false,
    },
  };
  expect(await solveSelection(problem, optimizer, 60)).toMatchObject({
    gap: 0,
    points: bestByTrying({ problem: problem.candidates, terms: problem.terms })?.points,
  });
});

test(
  'a proof without its evidence, or with prices too large to be exact, proves nothing',
  patient,
  async () => {
    const rules = { ...theRules, focus: 'one-each' } as const;
    const problem = aProblem({ rules, hosts: [aHost('h1', { capacity: 1 })] });
    const outcome = await chooseOffers(problem, optimizer, 20);
    if (isClash(outcome) || outcome.kind !== 'selected' || !outcome.certificate)
      throw new Error('no certificate');
    const { certificate } = outcome;
    expect(provesChoice(questionOf(problem), certificate)).toBe(true);
    const { places: _, ...withoutPlaces } = certificate;
    expect(provesChoice(questionOf(problem), withoutPlaces)).toBe(false);
    if ('split' in certificate.proof) throw new Error('one leaf is enough here');
    const huge = { ...certificate.proof, place: 2 ** 52 };
    expect(provesChoice(questionOf(problem), { ...certificate, proof: huge })).toBe(false);
  },
);

describe('a tampered proof', () => {
  type Leaf = Exclude<Proof, { readonly split: unknown }>;
  type Tamper = (certificate: ChoiceCertificate) => ChoiceCertificate;
  const everyLeaf = (proof: Proof, change: (leaf: Leaf) => Leaf): Proof =>
    'split' in proof
      ? { ...proof, yes: everyLeaf(proof.yes, change), no: everyLeaf(proof.no, change) }
      : change(proof);
  const onLeaves =
    (change: (leaf: Leaf) => Partial<Leaf>): Tamper =>
    (certificate) => ({
      ...certificate,
      proof: everyLeaf(certificate.proof, (leaf) => ({ ...leaf, ...change(leaf) })),
    });
  const onRoot =
    (change: (root: Extract<Proof, { readonly split: unknown }>) => Proof): Tamper =>
    (certificate) => {
      if (!('split' in certificate.proof)) throw new Error('The proof needs a split');
      return { ...certificate, proof: change(certificate.proof) };
    };
  const pricesTimes = (factor: number) => (leaf: Leaf) => ({
    partners: Object.fromEntries(Object.entries(leaf.partners).map(([id, price]) => [id, price * factor])),
  });

  const ofAnyChoice: Readonly<Record<string, Tamper>> = {
    'for one point less': (certificate) => ({ ...certificate, points: certificate.points - 1 }),
    'without one of two parts': onRoot(({ yes }) => yes),
    'without the other part': onRoot(({ no }) => no),
    'with its parts swapped': onRoot(({ split, yes, no }) => ({ split, yes: no, no: yes })),
    'split by a host that doesn’t exist': onRoot((root) => ({ ...root, split: { host: 'nowhere' } })),
    'with one part for both': onRoot((root) => ({ ...root, no: root.yes })),
    'without prices': onLeaves(() => ({ partners: {} })),
    'with prices that are too low': onLeaves(({ partners }) => ({
      partners: Object.fromEntries(Object.entries(partners).map(([id, price]) => [id, price - 2 ** 20])),
    })),
    'in other units': onLeaves(({ per }) => ({ per: 2 * per })),
    'in units of 0': onLeaves(() => ({ per: 0 })),
    'in negative units': onLeaves(({ per }) => ({ per: -per })),
    'with prices that aren’t whole': onLeaves(pricesTimes(0.1)),
    'with prices that aren’t numbers': onLeaves(pricesTimes(Number.NaN)),
    'with endless prices': onLeaves(pricesTimes(Number.POSITIVE_INFINITY)),
    'with prices too large to add': onLeaves(pricesTimes(2 ** 40)),
  };

  test('of areas for chosen schools is rejected', patient, async () => {
    const problem = aCity(24, 48, 2);
    const outcome = await chooseOffers(problem, optimizer, 60);
    if (isClash(outcome) || outcome.kind !== 'selected' || !outcome.certificate)
      throw new Error('no certificate');
    const { certificate } = outcome;
    expect(provesChoice(questionOf(problem), certificate)).toBe(true);
    const { placed = 0, places: _, ...rest } = certificate;
    const tampered: Readonly<Record<string, ChoiceCertificate>> = {
      ...Object.fromEntries(Object.entries(ofAnyChoice).map(([name, tamper]) => [name, tamper(certificate)])),
      'for fewer places': { ...certificate, placed: placed - 1 },
      'without the number of places': rest,
      'without the proof of places': { ...rest, placed },
      'with the proof of points for the places': { ...certificate, places: certificate.proof },
      'with a negative price of a place': onLeaves(() => ({ place: -1 }))(certificate),
    };
    const accepted = Object.entries(tampered).filter(([, one]) => provesChoice(questionOf(problem), one));
    expect(accepted.map(([name]) => name)).toEqual([]);
  });

  test('of a choice of schools is rejected', patient, async () => {
    const { candidates, terms } = applicantsOf(1);
    const outcome = await solveSelection({ candidates, terms }, optimizer, 60);
    if (isClash(outcome) || outcome.kind !== 'selected' || !outcome.certificate)
      throw new Error('no certificate');
    const { certificate } = outcome;
    expect(provesChoice(questionOf(candidates, terms), certificate)).toBe(true);
    const asPartners = new Set(candidates.partners.map(({ id }) => id));
    const onlyHosts = candidates.hosts.map(({ id }) => id).filter((id) => !asPartners.has(id));
    const tampered: Readonly<Record<string, ChoiceCertificate>> = {
      ...Object.fromEntries(Object.entries(ofAnyChoice).map(([name, tamper]) => [name, tamper(certificate)])),
      'with a negative price of a quota': onLeaves(({ minimums = [] }) => ({
        minimums: minimums.with(0, -1),
      }))(certificate),
      'without prices of quotas': onLeaves(() => ({ minimums: [] }))(certificate),
      'for one point less, as if hosts had both roles': {
        ...certificate,
        points: certificate.points - 1,
        proof: everyLeaf(certificate.proof, (leaf) => ({
          ...leaf,
          eitherRole: { ...leaf.eitherRole, ...Object.fromEntries(onlyHosts.map((id) => [id, leaf.per])) },
        })),
      },
      'with negative prices of both roles': onLeaves(({ eitherRole = {} }) => ({
        eitherRole: Object.fromEntries(Object.keys(eitherRole).map((id) => [id, -1])),
      }))(certificate),
    };
    const accepted = Object.entries(tampered).filter(([, one]) =>
      provesChoice(questionOf(candidates, terms), one),
    );
    expect(accepted.map(([name]) => name)).toEqual([]);
    const fewer = { ...terms, targets: { host: 25, partner: 48 } };
    expect(provesChoice(questionOf(candidates, fewer), certificate)).toBe(false);
  });
});
