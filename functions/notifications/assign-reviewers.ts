import { assignReviewers, loadsOf, mustBeReplaced } from '#domain/admission/review.ts';
import type { Roster } from '#domain/admission/roster.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import { isRefusal, refuse } from '#domain/base/change.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { reviseApplication } from '#store/revise.ts';
import type { Parts } from './dependencies.ts';

/** Assigns reviewers to the applications of one cycle, evenly. Keep one for a whole batch, because it remembers its assignments. */
export type ReviewerFinder = {
  /** Assigns one application its missing reviewers. */
  readonly forApplication: (reference: string) => Promise<void>;
  /** Assigns every application its missing reviewers after the roster changed. */
  readonly forAll: () => Promise<void>;
};

export async function openReviewerFinder(
  { store, log, now }: Parts,
  cycle: Cycle,
  roster: Roster,
): Promise<ReviewerFinder> {
  const { program } = cycle;
  const summaries = await store.summaries(cycle.id);
  // The index is a moment behind our own commits, so we count them ourselves.
  const loads = new Map(loadsOf(summaries));

  const forApplication = async (reference: string) => {
    let before: readonly string[] = [];
    const outcome = await reviseApplication(store, program, reference, (application) => {
      before = 'reviewers' in application ? application.reviewers : [];
      return assignReviewers(application, roster, loads, program, now()) ?? refuse('nobody-to-add');
    });
    if (!outcome || isRefusal(outcome)) return;
    const added = outcome.reviewers.filter((email) => !before.includes(email));
    for (const email of added) loads.set(email, (loads.get(email) ?? 0) + 1);
    log.info({ what: 'reviewers assigned', application: reference, count: added.length });
  };

  const lacksReviewers = (summary: ApplicationSummary) =>
    summary.state === 'submitted' &&
    (summary.reviewers.length < program.review.readersPerApplication ||
      summary.reviewers.some((reviewer) => mustBeReplaced(reviewer, summary, roster)));

  return {
    forApplication,
    forAll: async () => {
      for (const { reference } of summaries.filter(lacksReviewers)) await forApplication(reference);
    },
  };
}
