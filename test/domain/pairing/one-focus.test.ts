import { describe, expect, test } from 'vitest';
import type { DecidedApplication } from '#domain/admission/application.ts';
import { newcomersFor, rehomingsOf } from '#domain/pairing/explain/newcomers.ts';
import type { Entrant, HostEntrant } from '#domain/pairing/problem.ts';
import { answerTo } from '#domain/pairing/scenario/answer.ts';
import { recordAnswer } from '#domain/pairing/scenario/ask.ts';
import { assignAllFacilitators } from '#domain/pairing/scenario/facilitators.ts';
import { publishPairing } from '#domain/pairing/scenario/publish.ts';
import { areaMet } from '#domain/pairing/score.ts';
import { focusAreaOf, type Partnership, partnershipsOf } from '#domain/partnership/partnership.ts';
import { noteWithdrawal } from '#domain/partnership/repair.ts';
import { setArc } from '#domain/visits/book.ts';
import { optimizer } from '#optimizer/highs.ts';
import { sayAnswer, sayReason, sayWhy } from '#text/pairing.ts';
import { aProgram } from '../../builders.ts';
import { anEntrant, aHost as hostNamed } from './random-problems.ts';
import { aHost, anAskedScenario, aPartner, done, may, mei, omar, problemOf, ruth } from './sample.ts';

const program = aProgram({ pairing: { ...aProgram().pairing, focus: 'one-each' } });

/** H1 and H2 offer feedback and teacher teams. */
const fiveSchools: readonly DecidedApplication[] = [
  aHost('H1', { capacity: 3 }),
  aHost('H2', { region: 'Queens' }),
  aPartner('P1'),
  aPartner('P2'),
  aPartner('P3', { region: 'Queens', focusArea: 'teacher-teams' }),
];

async function published(applications = fiveSchools) {
  const asked = {
    ...anAskedScenario({ problem: problemOf(applications, { rules: program.pairing }) }),
    version: 1,
  };
  const answer = sayAnswer(await answerTo(asked, optimizer), asked.problem);
  const proposed = done(recordAnswer(asked, answer, may(6)));
  if (proposed.state !== 'proposed') throw new Error('The sample problem is impossible');
  const ready = done(assignAllFacilitators(proposed, [mei, omar], ruth, may(7), undefined));
  const surroundings = {
    sayWhy: (host: HostEntrant, partner: Entrant) => sayWhy(host, partner, program),
    applications,
    facilitators: [mei, omar],
    published: undefined,
  };
  return done(publishPairing(ready, surroundings, ruth, may(8)));
}

const formed = async (): Promise<readonly Partnership[]> =>
  partnershipsOf(await published()).map(({ after }) => after);

const around = (partnerships: readonly Partnership[], ...more: readonly DecidedApplication[]) => ({
  program,
  applications: [...fiveSchools, ...more],
  partnerships,
  bans: [],
});

describe('a partnership with one focus area', () => {
  test('gets the area that all its partners named, and says which choice it was', async () => {
    const { partnerships } = await published();
    expect(
      partnerships.map(({ host, focusArea, partners }) => [host.id, focusArea, partners.length]),
    ).toEqual([
      ['H1', 'feedback', 2],
      ['H2', 'teacher-teams', 1],
    ]);
    expect(partnerships[0]?.partners[0]?.why).toBe(
      'Focus: Assessment and feedback to students (first choice). Both serve middle grades. Both in Brooklyn.',
    );
  });

  test('works on the area that its facilitator sets later', async () => {
    const [first] = await formed();
    if (!first) throw new Error('A partnership is needed');
    expect(focusAreaOf(first)).toBe('feedback');
    const arc = { focusArea: 'teacher-teams', problemOfPractice: '', goal: '' };
    expect(focusAreaOf(done(setArc(first, arc, mei, may(9))))).toBe('teacher-teams');
  });

  test('gives an open place only to schools that named its area', async () => {
    const more = [aPartner('P4'), aPartner('P5', { focusArea: 'teacher-teams' })];
    const partnerships = await formed();
    const idsFor = (host: string) =>
      newcomersFor(host, around(partnerships, ...more)).map(({ school }) => school.id);
    expect(idsFor('H1')).toEqual(['P4']);
    expect(idsFor('H2')).toEqual(['P5']);
  });

  test('sends the partners of a host that left only to hosts that work on their area', async () => {
    const partnerships = await formed();
    const [first] = partnerships;
    const left = first && noteWithdrawal(first, 'H1', may(10), may(10))?.after;
    if (!left) throw new Error('The host can’t withdraw');
    const [rehoming] = rehomingsOf(left, around([left, ...partnerships.slice(1)], aHost('H3')));
    expect(rehoming?.others.map(({ host }) => [host.id, host.focus])).toEqual([['H3', 'feedback']]);
  });
});

describe('the reason for a pair that must share an area', () => {
  const words = { ...program, focusAreas: [{ id: 'feedback', name: 'Feedback' }] };
  const score = {
    total: 0,
    points: { focusArea: 2400, level: 0, distance: 0, demographics: 0, region: 0 },
  };
  const say = (focusAreas: readonly string[]) =>
    sayReason(score, hostNamed('h1', { focus: 'feedback' }), anEntrant('p1', { focusAreas }), words);

  test.each([
    [['feedback', 'art'], 'Focus: Feedback (first choice) (2,400).'],
    [['art', 'feedback'], 'Focus: Feedback (second choice) (2,400).'],
    [['art', 'literacy', 'feedback'], 'Focus: Feedback (lower choice) (2,400).'],
    [['art'], 'No shared focus area (2,400).'],
  ])('with choices %j is “%s”', (focusAreas, expected) => {
    expect(say(focusAreas)).toContain(expected);
  });

  test('names no single area if areas are only a weight', () => {
    expect(areaMet({}, hostNamed('h1'), anEntrant('p1'))).toBeUndefined();
  });
});
