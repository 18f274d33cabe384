import { type CalendarDate, dateIn, type Instant } from '#domain/base/time.ts';
import { type Cycle, schoolDaysFrom, todayOf } from '#domain/program/cycle.ts';
import { byState, type ThreadSummary } from '#domain/threads/thread.ts';
import { undecided } from './queue.ts';
import type { ApplicationSummary } from './summary.ts';

/** What has waited for staff too long. `id` is unique in a cycle. */
export type LateThing = { readonly id: string; readonly since: Instant } & (
  | { readonly kind: 'application'; readonly application: ApplicationSummary }
  | { readonly kind: 'question'; readonly question: ThreadSummary }
);

/** How many school days an application or a question may wait for staff. */
export const waitingLimit = ({ program }: Cycle): number => program.review.waitingSchoolDays ?? 10;

/** Undecided applications and open questions that have waited for more school days than the program's limit, oldest first. */
export function lateThings(
  summaries: readonly ApplicationSummary[],
  questions: readonly ThreadSummary[],
  cycle: Cycle,
  now: Instant,
): readonly LateThing[] {
  const limit: CalendarDate = schoolDaysFrom(cycle, todayOf(cycle, now), -waitingLimit(cycle));
  const things: readonly LateThing[] = [
    ...undecided(summaries).map((application) => ({
      ...{ kind: 'application' as const, application },
      ...{ id: application.reference, since: application.submittedAt ?? application.startedAt },
    })),
    ...byState(questions).open.map((question) => ({
      ...{ kind: 'question' as const, question },
      ...{ id: `question-${question.id}`, since: question.since },
    })),
  ];
  return things
    .filter(({ since }) => dateIn(cycle.program.timeZone, since) < limit)
    .sort((one, other) => (one.since < other.since ? -1 : 1));
}
