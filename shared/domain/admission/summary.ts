import type { CalendarDate, Instant } from '#domain/base/time.ts';
import type { Program, Role } from '#domain/program/program.ts';
import type { Level } from '#domain/program/school.ts';
import { missingTopics } from './answers.ts';
import { type Application, type DecisionOutcome, openInquiry, type Recommendation } from './application.ts';
import { type Finding, judgeHost, type Outcome } from './criteria.ts';
import { markPartner } from './marks.ts';
import { type Place, placeOf } from './place.ts';
import { topicsOf } from './topics.ts';

/** The part of an application that lists, queues, and charts need. A copy is kept in the table's overview index. */
export type ApplicationSummary = {
  readonly reference: string;
  readonly state: Application['state'];
  readonly role: Role;
  readonly schoolId: string;
  readonly schoolName: string;
  readonly region: string;
  readonly levels: readonly Level[];
  readonly focusAreas: readonly string[];
  /** How many partners a host can take; absent for partners and for hosts that have not answered. */
  readonly places?: number;
  readonly startedAt: Instant;
  readonly submittedAt?: Instant;
  readonly reviewers: readonly string[];
  readonly reviewedBy: readonly string[];
  readonly recommendations: readonly Recommendation[];
  /** Mean of all scores given, on the rubric's scale. */
  readonly meanScore?: number;
  readonly findings: Readonly<Record<Outcome, number>>;
  readonly outcome?: DecisionOutcome;
  readonly awaitsSchool: boolean;
  /** The day on which a planned decision goes out. */
  readonly plannedFor?: CalendarDate;
  /** Only if the school is accepted. */
  readonly place?: Place;
  /** The last day on the waitlist, if it ends before the school hears otherwise. */
  readonly waitlistedUntil?: CalendarDate;
  /** A draft without an answer, or one that has its final answer. */
  readonly needsNoAnswer?: true;
};

/** The findings about an application of either role, complete or not. */
export const findingsOf = (program: Program, application: Application): readonly Finding[] =>
  application.role === 'host'
    ? judgeHost(program, application.school, application.answers)
    : markPartner(program, application.school, application.answers);

export function summaryOf(program: Program, application: Application): ApplicationSummary {
  const received = 'reviews' in application ? application : undefined;
  const place = placeOf(application, program);
  const scores = received?.reviews.flatMap((review) => Object.values(review.scores)) ?? [];
  return {
    reference: application.reference,
    state: application.state,
    role: application.role,
    schoolId: application.school.id,
    schoolName: application.school.name,
    region: application.school.region,
    levels: application.school.levels,
    focusAreas: focusAreasOf(application),
    ...placesOf(application),
    startedAt: application.startedAt,
    ...(received ? { submittedAt: received.submittedAt } : {}),
    reviewers: received?.reviewers ?? [],
    reviewedBy: received?.reviews.map((review) => review.reviewer) ?? [],
    recommendations: received?.reviews.map((review) => review.recommendation) ?? [],
    ...(scores.length > 0 ? { meanScore: mean(scores) } : {}),
    findings: countOutcomes(findingsOf(program, application)),
    ...(application.state === 'decided' ? { outcome: application.decision.outcome } : {}),
    awaitsSchool: openInquiry(application) !== undefined,
    ...(received?.planned ? { plannedFor: received.planned.on } : {}),
    ...(place && { place }),
    ...(application.state === 'decided' && application.decision.until !== undefined
      ? { waitlistedUntil: application.decision.until }
      : {}),
    ...(application.state === 'draft' && (application.invited || isBlank(application))
      ? { needsNoAnswer: true }
      : {}),
  };
}

const isBlank = ({ role, answers }: Application): boolean =>
  missingTopics(role, answers).length === topicsOf(role).length;

const focusAreasOf = (application: Application): readonly string[] =>
  (application.role === 'host' ? application.answers.practices : application.answers.improvement)
    ?.focusAreas ?? [];

const placesOf = (application: Application): Pick<ApplicationSummary, 'places'> =>
  application.role === 'host' && application.answers.hosting
    ? { places: application.answers.hosting.capacity }
    : {};

const mean = (values: readonly number[]) =>
  Math.round((100 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 100;

function countOutcomes(findings: readonly Finding[]): Record<Outcome, number> {
  const count = (outcome: Outcome) => findings.filter((finding) => finding.outcome === outcome).length;
  return { met: count('met'), 'not-met': count('not-met'), 'cannot-verify': count('cannot-verify') };
}
