import { describe, expect, test } from 'vitest';
import type { DecidedApplication } from '#domain/admission/application.ts';
import {
  acceptedEntrants,
  candidateEntrants,
  qualityPoints,
  waitlistedEntrants,
} from '#domain/pairing/scenario/entrants.ts';
import {
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aProgram,
  aReview,
  aSchool,
  aWithdrawnApplication,
  hostAnswers,
  partnerAnswers,
} from '../../builders.ts';
import { aHost, aPartner } from './sample.ts';

const program = aProgram();
const at = (id: string) => ({ school: aSchool({ id }) });

describe('accepted schools', () => {
  test('are included with the data for their scores, sorted by ID, and no other schools are', () => {
    const location = { latitude: 40.7, longitude: -73.9 };
    const host = { ...aHost('H2'), school: aSchool({ id: 'H2', location }) };
    const applications = [
      aPartner('P1'),
      host,
      aHost('H1'),
      aDecidedApplication({ ...at('W1'), decision: aDecision({ outcome: 'waitlisted' }) }),
      aDecidedApplication({ ...at('D1'), decision: aDecision({ outcome: 'declined' }) }),
      anApplication(at('S1')),
      aDraft(at('N1')),
      aWithdrawnApplication(at('X1')),
    ];
    const { hosts, partners } = acceptedEntrants(applications, program);
    expect(hosts.map(({ id }) => id)).toEqual(['H1', 'H2']);
    expect(hosts[1]).toEqual({
      id: 'H2',
      name: aSchool().name,
      levels: ['middle'],
      region: 'Brooklyn',
      location,
      demographics: aSchool().demographics,
      focusAreas: hostAnswers().practices.focusAreas,
      capacity: 2,
    });
    expect(partners.map(({ id }) => id)).toEqual(['P1']);
  });

  test('have the capacity they offer, within the program’s limits', () => {
    const offers = [0, 2, 99].map((capacity, index) => aHost(`H${index}`, { capacity }));
    const { smallest, largest } = program.capacity;
    expect(acceptedEntrants(offers, program).hosts.map(({ capacity }) => capacity)).toEqual([
      smallest,
      2,
      largest,
    ]);
  });

  test('have the directory’s shares of students, and the application’s if these are missing', () => {
    const partner: DecidedApplication = {
      ...aPartner('P1'),
      school: aSchool({ demographics: { poverty: 60 } }),
      role: 'partner',
      answers: partnerAnswers({
        students: { poverty: 90, englishLanguageLearners: 30, blackOrHispanic: 80 },
      }),
    };
    expect(acceptedEntrants([partner], program).partners[0]?.demographics).toEqual({
      poverty: 60,
      englishLanguageLearners: 30,
    });
  });
});

test('the waitlist is separate', () => {
  const decision = aDecision({ outcome: 'waitlisted' });
  const { hosts, partners } = waitlistedEntrants(
    [{ ...aPartner('P1'), decision }, { ...aHost('H1'), decision }, aHost('H2')],
    program,
  );
  expect([hosts, partners].map((side) => side.map(({ id }) => id))).toEqual([['H1'], ['P1']]);
});

describe('candidates', () => {
  const read = { reviewers: ['amara.okafor@example.org'], reviews: [aReview()] };
  const unread = { reviewers: ['amara.okafor@example.org', 'mei@example.org'], reviews: [aReview()] };

  test('are accepted, waitlisted, or fully reviewed', () => {
    const { entrants, selection } = candidateEntrants(
      [
        aHost('A1'),
        aDecidedApplication({ ...at('W1'), decision: aDecision({ outcome: 'waitlisted' }) }),
        aDecidedApplication({ ...at('D1'), decision: aDecision({ outcome: 'declined' }) }),
        anApplication({ ...at('R1'), ...read }),
        anApplication({ ...at('U1'), ...unread }),
        anApplication(at('N1')),
      ],
      program,
    );
    expect(entrants.hosts.map(({ id }) => id)).toEqual(['A1', 'R1', 'W1']);
    expect(selection.accepted).toEqual(['A1']);
    expect(Object.keys(selection.quality.host)).toEqual(['A1', 'R1', 'W1']);
    expect(selection).toMatchObject({ targets: program.targets, quotas: program.quotas });
  });

  test('get points for the mean of all their scores, from 0 to 10,000', () => {
    const scored = (...scores: number[]) =>
      qualityPoints({ reviews: scores.map((score) => aReview({ scores: { leadership: score } })) }, program);
    expect(scored()).toBe(0);
    expect(scored(1, 1)).toBe(0);
    expect(scored(1, 4)).toBe(5000);
    expect(scored(4)).toBe(10_000);
    expect(scored(3, 3, 4)).toBe(7778);
  });
});
