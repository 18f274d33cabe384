import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PairingProblem } from '#domain/pairing/problem.ts';
import {
  programSettings,
  requestFor,
  requestProblems,
  type Settings,
  settingChanges,
  settingsOf,
  weightsFrom,
} from '#domain/pairing/scenario/settings.ts';
import { scoreParts } from '#domain/program/program.ts';
import { aProgram } from '../../builders.ts';
import { aHost, anAskedScenario, aPartner } from './sample.ts';

const program = aProgram();
const amounts = (amount: fc.Arbitrary<number>) =>
  fc.record({ focusArea: amount, level: amount, distance: amount, demographics: amount, region: amount });
const sumOf = (weights: Readonly<Record<string, number>>) =>
  Object.values(weights).reduce((sum, weight) => sum + weight, 0);

describe('weights', () => {
  test('in any unit become whole points that add up to 10,000 and keep their order', () => {
    fc.assert(
      fc.property(amounts(fc.integer({ min: 0, max: 1000 })), (typed) => {
        const weights = weightsFrom(typed);
        if (sumOf(typed) === 0) return expect(weights).toBeUndefined();
        if (!weights) throw new Error('No weights');
        expect(sumOf(weights)).toBe(10_000);
        for (const part of scoreParts) {
          expect(Number.isInteger(weights[part])).toBe(true);
          expect(Math.abs(weights[part] - (10_000 * typed[part]) / sumOf(typed))).toBeLessThan(1);
        }
        return undefined;
      }),
    );
  });

  test('that add up to 10,000 are the same after a form showed them as percentages', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 4, maxLength: 4 }),
        (cuts) => {
          const [a = 0, b = 0, c = 0, d = 0] = cuts.toSorted((one, other) => one - other);
          const weights = {
            focusArea: a,
            level: b - a,
            distance: c - b,
            demographics: d - c,
            region: 10_000 - d,
          };
          const shown = {
            focusArea: weights.focusArea / 100,
            level: weights.level / 100,
            distance: weights.distance / 100,
            demographics: weights.demographics / 100,
            region: weights.region / 100,
          };
          expect(weightsFrom(shown)).toEqual(weights);
        },
      ),
    );
  });
});

describe('settings', () => {
  test('are the program’s unless a director changes them', () => {
    expect(settingChanges(programSettings(program), programSettings(program))).toEqual([]);
    expect(programSettings(program)).toMatchObject({
      schools: 'accepted',
      rules: program.pairing,
      targets: program.targets,
      quotas: program.quotas,
    });
  });

  test('stay with a scenario, so that another request can start from them', () => {
    const settings = {
      ...programSettings(program),
      rules: { ...program.pairing, focus: 'one-each', withinKm: 12 } as const,
      leastScore: 3000,
      locks: [{ host: 'H1', partner: 'P1', reason: 'They share a building' }],
      exceptions: [{ host: 'H2', partner: 'P2', reason: 'They asked', pricePoints: 500 }],
      hostRules: [{ kind: 'places', host: 'H1', places: 5, reason: 'A larger team' } as const],
    };
    const requested = requestFor(settings, [aHost('H1'), aPartner('P1')], program);
    expect(requested.problem.hosts).toMatchObject([{ id: 'H1', capacity: 5 }]);
    const { problem, hostRules = [] } = requested;
    expect(settingsOf({ ...anAskedScenario(), problem, hostRules }, program)).toEqual(settings);
  });

  test('that differ are listed one by one', () => {
    const before = programSettings(program);
    const lock = { host: 'H1', partner: 'P1', reason: 'They share a building' };
    const after = {
      ...before,
      schools: 'reviewed',
      targets: { host: 20, partner: 48 },
      quotas: before.quotas.filter(({ region }) => region !== 'Bronx'),
      rules: { ...before.rules, focus: 'one-each', mixesLevels: false, withinKm: 10 },
      locks: [lock],
    } as const;
    expect(settingChanges(before, after)).toEqual([
      { kind: 'schools', to: 'reviewed' },
      { kind: 'target', role: 'host', from: 24, to: 20 },
      { kind: 'quota', quota: { region: 'Bronx', atLeast: 12 }, from: 12, to: 0 },
      { kind: 'focus', from: 'weight', to: 'one-each' },
      { kind: 'levels', mixes: false },
      { kind: 'distance', to: 10 },
      { kind: 'rule-added', rule: { ...lock, kind: 'locks' } },
    ]);
    expect(settingChanges(after, before)).toContainEqual({
      kind: 'rule-removed',
      rule: { ...lock, kind: 'locks' },
    });
  });
});

describe('a request that no plan can follow', () => {
  const request = (ruled: Partial<PairingProblem>) => {
    const applications = [aHost('H1'), aPartner('P1'), aPartner('P2')];
    const { problem } = requestFor(programSettings(program), applications, program);
    return requestProblems({ problem: { ...problem, ...ruled } });
  };
  const pair = { host: 'H1', partner: 'P1', reason: 'Asked for' };

  test('names a rule about a school that isn’t there', () => {
    expect(request({ bans: [{ ...pair, host: 'H9' }] })).toEqual([
      { kind: 'unknown-school', ruling: 'ban', place: 1, side: 'host', id: 'H9' },
    ]);
  });

  test('names an exception that isn’t needed', () => {
    expect(request({ exceptions: [{ ...pair, pricePoints: 0 }] })).toMatchObject([
      { kind: 'needless-exception', place: 1 },
    ]);
  });

  test('names rules for a pair that contradict each other', () => {
    expect(request({ locks: [pair], bans: [pair] })).toMatchObject([
      { kind: 'clash', clash: { relax: { kind: 'lift-either' } } },
    ]);
  });

  test('names rules for a host that can’t hold', () => {
    const applications = [aHost('H1'), aPartner('P1'), aPartner('P2')];
    const oneEach = { ...program.pairing, focus: 'one-each' } as const;
    const asked = (hostRules: Settings['hostRules'], more: Partial<Settings> = {}) =>
      requestProblems(
        requestFor(
          { ...programSettings(program), rules: oneEach, hostRules, ...more },
          applications,
          program,
        ),
      );
    const focus = { kind: 'focus', host: 'H1', focus: 'nothing', reason: 'Its best' } as const;
    expect(asked([focus])).toMatchObject([{ kind: 'focus-not-offered' }]);
    expect(asked([{ ...focus, host: 'H9' }])).toMatchObject([{ kind: 'unknown-host' }]);
    expect(asked([focus], { rules: program.pairing })).toContainEqual({
      kind: 'needless-focus',
      rule: focus,
    });
    const places = { kind: 'places', host: 'H1', places: 4, reason: 'A larger team' } as const;
    expect(asked([places])).toEqual([]);
    expect(asked([places, { ...places, places: 5 }])).toMatchObject([{ kind: 'ruled-twice' }]);
    expect(asked([{ ...places, places: 9 }])).toMatchObject([{ kind: 'capacity' }]);
    const lock = { ...pair, partner: 'P2' };
    expect(asked([focus], { locks: [lock] })).toContainEqual({ kind: 'kept-partner', rule: focus, lock });
  });

  test('isn’t one with one level per host, because the solver chooses the levels', () => {
    expect(request({ rules: { ...program.pairing, mixesLevels: false } })).toEqual([]);
  });
});
