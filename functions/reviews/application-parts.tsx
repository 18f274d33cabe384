import { type Application, decisionNames, type Review } from '../../shared/domain/admission/application.ts';
import { scoredStatements } from '../../shared/domain/admission/review.ts';
import type { HistoryEntry } from '../../shared/domain/base/change.ts';
import { sayShort } from '../../shared/domain/base/time.ts';
import type { Program } from '../../shared/domain/program/program.ts';
import { eventNames } from '../../shared/text/events.ts';
import { Lines } from '../../shared/ui/notices.tsx';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { RecommendationTag } from './words.tsx';

type ReviewsProps = {
  readonly application: Application;
  readonly shown: readonly Review[];
  readonly program: Program;
};

/** The reviews this person may read, side by side by criterion. */
export function Reviews({ application, shown, program }: ReviewsProps) {
  if (!('reviews' in application) || application.reviews.length === 0) return null;
  if (shown.length === 0)
    return <p class="govuk-body">Reviewers see each other’s reviews after they submit their own.</p>;
  return (
    <>
      <Table
        caption="Scores"
        captionSize="hidden"
        dense
        columns={[
          { text: 'Criterion', head: true },
          ...shown.map((review) => ({ text: review.reviewerName, numeric: true })),
        ]}
        rows={scoredStatements(program, application.role).map(({ id, statement }) => [
          statement,
          ...shown.map((review) => review.scores[id] ?? '—'),
        ])}
      />
      <SummaryList
        rows={shown.map((review) => ({
          key: review.reviewerName,
          value: (
            <>
              <RecommendationTag recommendation={review.recommendation} />{' '}
              <span class="govuk-hint">{sayShort(program.timeZone, review.at)}</span>
              <br />
              <Lines text={review.comment} />
            </>
          ),
        }))}
      />
    </>
  );
}

type HistoryProps = {
  readonly application: Application;
  readonly shown: readonly HistoryEntry[];
  readonly timeZone: string;
};

/** The history entries this person may read, latest first. */
export function History({ application, shown, timeZone }: HistoryProps) {
  const entries = shown.toReversed().map((entry) => ({
    ...entry,
    note: noteOf(entry, application),
  }));
  const withNotes = entries.some(({ note }) => note !== undefined);
  return (
    <Table
      caption="History"
      dense
      columns={[
        { text: 'When' },
        { text: 'What' },
        { text: 'Who' },
        ...(withNotes ? [{ text: 'Note' }] : []),
      ]}
      rows={entries.map(({ at, what, whom, by, note }) => [
        <span key="when" class="lp-when">
          {sayShort(timeZone, at)}
        </span>,
        whom === undefined ? eventNames[what] : <Lines key="what" text={`No longer reviewing: ${whom}`} />,
        <Lines key="by" text={by} />,
        ...(withNotes ? [note === undefined ? '' : <Lines key="note" text={note} />] : []),
      ])}
      empty="No history yet."
    />
  );
}

/** The entry's note. The current decision's entry gets its outcome and reason instead. */
function noteOf({ what, at, note }: HistoryEntry, application: Application): string | undefined {
  if (application.state !== 'decided' || what !== 'application-decided') return note;
  const { outcome, reason, at: decidedAt } = application.decision;
  return at === decidedAt ? `${decisionNames[outcome]}: ${reason}` : note;
}
