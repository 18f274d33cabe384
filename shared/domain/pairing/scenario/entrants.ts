import type { HostAnswers, PartnerAnswers } from '#domain/admission/answers.ts';
import type { Application, DecidedApplication, SubmittedApplication } from '#domain/admission/application.ts';
import {
  byId,
  type Entrant,
  type HostEntrant,
  inOrder,
  type PairingProblem,
} from '#domain/pairing/problem.ts';
import type { SelectionTerms } from '#domain/pairing/selection/problem.ts';
import type { Program, Role } from '#domain/program/program.ts';
import type { Demographics, School } from '#domain/program/school.ts';

/** Selects the schools to pair from the applications. */
type Received = SubmittedApplication | DecidedApplication;
type Entrants = Pick<PairingProblem, 'hosts' | 'partners'>;

const isAccepted = (application: Application): application is DecidedApplication =>
  application.state === 'decided' && application.decision.outcome === 'accepted';

const isReceived = (application: Application): application is Received =>
  application.state === 'submitted' || application.state === 'decided';

/** The accepted schools, sorted by ID. */
export const acceptedEntrants = (applications: readonly Application[], program: Program): Entrants =>
  entrantsOf(applications.filter(isAccepted), program);

/** The waitlisted schools, sorted by ID. */
export const waitlistedEntrants = (applications: readonly Application[], program: Program): Entrants =>
  entrantsOf(
    applications
      .filter(isReceived)
      .filter((one) => one.state === 'decided' && one.decision.outcome === 'waitlisted'),
    program,
  );

/**
 * All schools that can be accepted, sorted by ID, with the terms of the choice: accepted and waitlisted schools, and
 * those with all their reviews.
 */
export function candidateEntrants(
  applications: readonly Application[],
  program: Program,
): { readonly entrants: Entrants; readonly selection: SelectionTerms } {
  const candidates = applications.filter(isReceived).filter(isCandidate);
  const qualityOf = (role: Role) =>
    Object.fromEntries(
      candidates
        .filter((one) => one.role === role)
        .map((one) => [one.school.id, qualityPoints(one, program)] as const)
        .sort(([a], [b]) => inOrder(a, b)),
    );
  return {
    entrants: entrantsOf(candidates, program),
    selection: {
      accepted: candidates
        .filter(isAccepted)
        .map(({ school }) => school.id)
        .sort(),
      quality: { host: qualityOf('host'), partner: qualityOf('partner') },
      targets: program.targets,
      quotas: program.quotas,
      usesEveryPlace: false,
    },
  };
}

function isCandidate(application: Received): boolean {
  if (application.state === 'decided') return application.decision.outcome !== 'declined';
  const { reviewers, reviews } = application;
  return reviews.length > 0 && reviewers.every((email) => reviews.some(({ reviewer }) => reviewer === email));
}

const mostPoints = 10_000;

/**
 * A school's points from its reviews: 0 if all scores are the lowest or there are none, 10,000 if all are the
 * highest.
 */
export function qualityPoints({ reviews }: Pick<Received, 'reviews'>, { review }: Program): number {
  const grades = review.rubric.map(({ score }) => score);
  const [lowest, highest] = [Math.min(...grades), Math.max(...grades)];
  const scores = reviews.flatMap((one) => Object.values(one.scores));
  if (scores.length === 0 || highest === lowest) return 0;
  const sum = scores.reduce((total, score) => total + score, 0);
  const share = (sum / scores.length - lowest) / (highest - lowest);
  return Math.round(mostPoints * Math.min(1, Math.max(0, share)));
}

function entrantsOf(applications: readonly Received[], program: Program): Entrants {
  const hosts = applications.flatMap((one) =>
    one.role === 'host' ? [hostEntrant(one.school, one.answers, program)] : [],
  );
  const partners = applications.flatMap((one) =>
    one.role === 'partner' ? [partnerEntrant(one.school, one.answers)] : [],
  );
  return { hosts: hosts.sort(byId), partners: partners.sort(byId) };
}

/** The areas that the program still has, and the school's own capacity within the program's limits. */
const hostEntrant = (
  school: School,
  answers: HostAnswers,
  { capacity, focusAreas }: Program,
): HostEntrant => ({
  ...schoolEntrant(school, school.demographics),
  focusAreas: answers.practices.focusAreas.filter((area) => focusAreas.some(({ id }) => id === area)),
  capacity: Math.min(capacity.largest, Math.max(capacity.smallest, answers.hosting.capacity)),
});

/** The directory's numbers come first, because they count all schools alike. The application fills gaps. */
const partnerEntrant = (school: School, { improvement, students }: PartnerAnswers): Entrant => {
  const { blackOrHispanic: _, ...told } = students;
  return {
    ...schoolEntrant(school, { ...told, ...school.demographics }),
    focusAreas: improvement.focusAreas,
  };
};

const schoolEntrant = (
  { id, name, levels, region, location }: School,
  demographics: Demographics,
): Omit<Entrant, 'focusAreas'> => ({
  id,
  name,
  levels,
  region,
  ...(location && { location }),
  demographics,
});
