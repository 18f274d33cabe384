import { expect, test } from 'vitest';
import {
  programSettings,
  requestFor,
  requestProblems,
  type Settings,
} from '#domain/pairing/scenario/settings.ts';
import { sayRequestProblem } from '#text/pairing-settings.ts';
import { aProgram } from '../builders.ts';
import { aHost, aPartner } from '../domain/pairing/sample.ts';

const program = aProgram({
  focusAreas: [
    { id: 'feedback', name: 'Feedback' },
    { id: 'teacher-teams', name: 'Teacher teams' },
    { id: 'families', name: 'Families' },
  ],
});
const oneEach = { ...program.pairing, focus: 'one-each' } as const;

/** H1 and H2 offer feedback and teacher teams; P1 and P2 want feedback, P3 and P4 families. */
const applications = [
  ...[aHost('H1'), aHost('H2', { capacity: 1 }), aPartner('P1'), aPartner('P2')],
  ...[aPartner('P3', { focusArea: 'families' }), aPartner('P4', { focusArea: 'families' })],
];

const because = { reason: 'They asked.' };
const focus = { kind: 'focus', host: 'H1', focus: 'teacher-teams', ...because } as const;
const exception = (host: string, partner: string) => ({ host, partner, ...because, pricePoints: 500 });

test.each<readonly [what: string, settings: Partial<Settings>, said: string]>([
  [
    'two exceptions beyond a capacity',
    { exceptions: [exception('H2', 'P3'), exception('H2', 'P4')] },
    'Exception: School P3 and School H2. Exception: School P4 and School H2. School H2 has only 1 place. Remove an exception, or give it more places.',
  ],
  [
    'an exception for a pair that shares an area',
    { exceptions: [exception('H1', 'P1')] },
    'Exception: School P1 and School H1. Both schools named “Feedback,” so they don’t need an exception. Remove it.',
  ],
  [
    'an area forced on a host whose kept partner didn’t name it',
    { hostRules: [focus], locks: [{ host: 'H1', partner: 'P2', ...because }] },
    'School H1 works on Teacher teams (“They asked.”). Keep School P2 and School H1 together (“They asked.”). School P2 didn’t choose that focus area. Choose an area that it chose, or remove one of the two rules.',
  ],
  [
    'an area that the host doesn’t offer',
    { hostRules: [{ ...focus, focus: 'families' }] },
    'School H1 doesn’t offer the focus area Families. Remove the rule for its focus, or choose an area that it offers.',
  ],
  [
    'weights that add up to 0',
    { rules: { ...oneEach, weights: { focusArea: 0, level: 0, distance: 0, demographics: 0, region: 0 } } },
    'The weights add up to 0. They must add up to 10,000.',
  ],
  [
    'a quota larger than the pool',
    { schools: 'reviewed', targets: { host: 1, partner: 1 }, quotas: [{ region: 'Brooklyn', atLeast: 9 }] },
    'At least 9 schools in Brooklyn. With this change, a plan can follow all the other rules: 3 fewer schools in Brooklyn than the quota of 9.',
  ],
  [
    'a target larger than the pool',
    { schools: 'reviewed', targets: { host: 5, partner: 1 }, quotas: [] },
    'Accept exactly 5 hosts. With this change, a plan can follow all the other rules: 3 fewer hosts than the target of 5.',
  ],
])('a request with %s is refused, with the school and the rule', (_, settings, said) => {
  const asked = requestFor(
    { ...programSettings(program), rules: oneEach, ...settings },
    applications,
    program,
  );
  const nameOf = (id: string) => `School ${id}`;
  const sentences = requestProblems(asked).flatMap((fault) => {
    const { rules, relaxations } = sayRequestProblem(fault, asked.problem, program, nameOf);
    return [...rules, ...relaxations];
  });
  expect(sentences.join(' ')).toBe(said);
});
