import type { HostAnswers, PartnerAnswers } from '../answers.ts';
import type { Application, DecidedApplication, SubmittedApplication } from '../application.ts';
import type { Program, Role } from '../program.ts';
import type { Demographics, School } from '../school.ts';
import type { Entrant, HostEntrant, PairingProblem } from './problem.ts';
import type { SelectionTerms } from './selection-problem.ts';

/** Who is to be paired, out of the applications. */

type Received = SubmittedApplication | DecidedApplication;
type Entrants = Pick<PairingProblem, 'hosts' | 'partners'>;

const byId = (a: Entrant, b: Entrant): number => (a.id < b.id ? -1 : 1);

const isAccepted = (application: Application): application is DecidedApplication =>
  application.state === 'decided' && application.decision.outcome === 'accepted';

const isReceived = (application: Application): application is Received =>
  application.state === 'submitted' || application.state === 'decided';

/** The accepted schools, in the order of ids. */
export const acceptedEntrants = (applications: readonly Application[], program: Program): Entrants =>
  entrantsOf(applications.filter(isAccepted), program);

/** Schools that wait for a place, in the order of ids. */
export const waitlistedEntrants = (applications: readonly Application[], program: Program): Entrants =>
  entrantsOf(
    applications
      .filter(isReceived)
      .filter((one) => one.state === 'decided' && one.decision.outcome === 'waitlisted'),
    program,
  );

/**
 * All who may still be admitted, in the order of ids: accepted and waitlisted schools, and those that every reader they
 * were given has reviewed. With the terms by which to choose among them.
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
        .sort(([a], [b]) => (a < b ? -1 : 1)),
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

/** What its reviews say of a school: 0 where all scores are the rubric's lowest or nobody reviewed it, 10,000 where all are the highest. */
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

/** Capacity as the school offers it, within what the program allows. */
const hostEntrant = (school: School, answers: HostAnswers, { capacity }: Program): HostEntrant => ({
  ...schoolEntrant(school, school.demographics),
  focusAreas: answers.practices.focusAreas,
  capacity: Math.min(capacity.largest, Math.max(capacity.smallest, answers.hosting.capacity)),
});

/** Of its students the directory speaks first, because it counts all schools alike; the application fills the gaps. */
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
