/** Schools, scenarios, and partnerships for tests between the engine and the pages. */
import type { Application, DecidedApplication } from '#domain/admission/application.ts';
import type { Facilitator } from '#domain/admission/roster.ts';
import { type Aggregate, type Change, type Happening, isRefusal, type Refusal } from '#domain/base/change.ts';
import type { Optimizer } from '#domain/base/integer-program.ts';
import type { Entrant, PairingProblem } from '#domain/pairing/problem.ts';
import { answerTo } from '#domain/pairing/scenario/answer.ts';
import { type Asking, askForProposal, recordAnswer } from '#domain/pairing/scenario/ask.ts';
import { acceptedEntrants } from '#domain/pairing/scenario/entrants.ts';
import { assignAllFacilitators } from '#domain/pairing/scenario/facilitators.ts';
import { publishPairing } from '#domain/pairing/scenario/publish.ts';
import type { AskedScenario, ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import {
  type ActivePartnership,
  type PublishedPairing,
  partnershipsOf,
} from '#domain/partnership/partnership.ts';
import type { Level } from '#domain/program/school.ts';
import { sayAnswer, sayWhy } from '#text/pairing.ts';
import {
  aDecidedApplication,
  aProgram,
  aSchool,
  aStaffMember,
  hostAnswers,
  partnerAnswers,
} from '../../builders.ts';

export const ruth = aStaffMember({
  email: 'ruth.lindqvist@example.org',
  name: 'Ruth Lindqvist',
  roles: ['director'],
});
export const may = (day: number) => `2014-05-${String(day).padStart(2, '0')}T14:00:00.000Z`;

export const mei: Facilitator = { email: 'mei@example.org', name: 'Mei Tanaka', regions: ['Brooklyn'] };
export const omar: Facilitator = { email: 'omar@example.org', name: 'Omar Haddad', regions: ['Queens'] };

const applicantOf = (id: string) => ({
  name: `Principal of ${id}`,
  position: 'Principal',
  email: `${id.toLowerCase()}@example.org`,
});

const schoolNamed = (id: string, region: string, level: Level) =>
  aSchool({ id, name: `School ${id}`, region, levels: [level] });

/** An accepted host. */
export const aHost = (
  id: string,
  { region = 'Brooklyn', level = 'middle', capacity = 2 }: Partial<Place & { capacity: number }> = {},
): DecidedApplication => ({
  ...aDecidedApplication({ school: schoolNamed(id, region, level), applicant: applicantOf(id) }),
  role: 'host',
  answers: hostAnswers({ hosting: { capacity } }),
});

/** An accepted partner. */
export const aPartner = (
  id: string,
  {
    region = 'Brooklyn',
    level = 'middle',
    focusArea = 'feedback',
  }: Partial<Place & { focusArea: string }> = {},
): DecidedApplication => ({
  ...aDecidedApplication({
    role: 'partner',
    school: schoolNamed(id, region, level),
    applicant: applicantOf(id),
  }),
  role: 'partner',
  answers: partnerAnswers({ improvement: { focusAreas: [focusArea], goal: 'More.', strengths: 'Much.' } }),
});

type Place = { readonly region: string; readonly level: Level };

/** Two hosts with two places each and three partners: two in Brooklyn with H1, one in Queens with H2. */
export const fiveSchools: readonly DecidedApplication[] = [
  aHost('H1'),
  aHost('H2', { region: 'Queens' }),
  aPartner('P1'),
  aPartner('P2'),
  aPartner('P3', { region: 'Queens' }),
];

export const problemOf = (
  applications: readonly Application[] = fiveSchools,
  over: Partial<PairingProblem> = {},
): PairingProblem => ({
  ...acceptedEntrants(applications, aProgram()),
  rules: aProgram().pairing,
  locks: [],
  bans: [],
  ...over,
});

/** The result of an action that must not refuse. */
export function done<A extends Aggregate>(outcome: Change<A, Happening> | Refusal<string> | undefined): A {
  if (!outcome || isRefusal(outcome)) throw new Error(`Refused: ${outcome?.refused ?? 'nothing to do'}`);
  return outcome.after;
}

export const refusalOf = (outcome: Refusal<string> | object | undefined): string | undefined =>
  outcome && isRefusal(outcome) ? outcome.refused : undefined;

export const anAskedScenario = (over: Partial<Asking> = {}): AskedScenario =>
  done(
    askForProposal(
      { id: 'spring', cycleId: '2014', name: 'Spring plan', problem: problemOf(), ...over },
      ruth,
      may(5),
    ),
  );

const unneeded = () => Promise.reject(new Error('Nothing is to be chosen here'));
/** For questions without a choice. */
export const noSolver: Optimizer = { runMilp: unneeded, loadLp: unneeded, now: () => 0 };

/** Solved by the engine, like the solver function does it. */
export async function aProposedScenario(over: Partial<Asking> = {}): Promise<ProposedScenario> {
  const asked = { ...anAskedScenario(over), version: 1 };
  const answered = done(
    recordAnswer(asked, sayAnswer(await answerTo(asked, noSolver), asked.problem), may(6)),
  );
  if (answered.state !== 'proposed') throw new Error('The sample problem is impossible');
  return answered;
}

export const surroundings = (applications: readonly Application[] = fiveSchools) => ({
  sayWhy: (host: Entrant, partner: Entrant) => sayWhy(host, partner, aProgram()),
  applications,
  facilitators: [mei, omar],
  published: undefined,
});

/** A proposal that can be published. */
export const aFacilitatedScenario = async (over: Partial<Asking> = {}): Promise<ProposedScenario> =>
  done(assignAllFacilitators(await aProposedScenario(over), [mei, omar], ruth, may(7), undefined));

export const aPublishedPairing = async (): Promise<PublishedPairing> =>
  done(publishPairing(await aFacilitatedScenario(), surroundings(), ruth, may(8)));

/** H1 with P1 and P2, and H2 with P3, just formed. */
export const somePartnerships = async (): Promise<readonly ActivePartnership[]> =>
  partnershipsOf(await aPublishedPairing()).map(({ after }) => ({ ...after, version: 1 }));
