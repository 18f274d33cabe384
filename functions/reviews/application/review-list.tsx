import type { Application, Review, ReviewVersion } from '#domain/admission/application.ts';
import { scoredStatements } from '#domain/admission/review.ts';
import { sayShort } from '#domain/base/time.ts';
import type { Program } from '#domain/program/program.ts';
import { sayAfterOthers } from '#text/reviews.ts';
import { Details, Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { RecommendationTag } from '../text.tsx';

type ReviewsProps = {
  readonly application: Application;
  readonly shown: readonly Review[];
  readonly program: Program;
};

/** The reviews this person may read, side by side. */
export function Reviews({ application, shown, program }: ReviewsProps) {
  if (!('reviews' in application) || application.reviews.length === 0) return null;
  if (shown.length === 0)
    return <p class="govuk-body">Reviewers see each other’s reviews after they submit their own.</p>;
  return (
    <>
      <Scores
        caption="Scores"
        parts={scoredStatements(program, application.role)}
        columns={shown.map((review) => ({ name: review.reviewerName, scores: review.scores }))}
      />
      <SummaryList
        rows={shown.map((review) => ({
          key: review.reviewerName,
          value: (
            <>
              <Said version={review} isChange={review.earlier !== undefined} timeZone={program.timeZone} />
              <Earlier review={review} program={program} role={application.role} />
            </>
          ),
        }))}
      />
    </>
  );
}

type ScoresProps = {
  readonly caption: string;
  readonly parts: ReturnType<typeof scoredStatements>;
  readonly columns: readonly { readonly name: string; readonly scores: ReviewVersion['scores'] }[];
};

const Scores = ({ caption, parts, columns }: ScoresProps) => (
  <Table
    caption={caption}
    captionSize="hidden"
    dense
    columns={[
      { text: 'What we score', head: true },
      ...columns.map(({ name }) => ({ text: name, numeric: true })),
    ]}
    rows={parts.map(({ id, statement }) => [statement, ...columns.map(({ scores }) => scores[id] ?? '—')])}
  />
);

type SaidProps = {
  readonly version: ReviewVersion;
  /** Whether the reviewer submitted another version before. */
  readonly isChange: boolean;
  readonly timeZone: string;
};

const Said = ({ version, isChange, timeZone }: SaidProps) => (
  <>
    <RecommendationTag recommendation={version.recommendation} />{' '}
    <span class="govuk-hint">
      {sayShort(timeZone, version.at)}
      {version.afterOthers && ` · ${sayAfterOthers(isChange)}`}
    </span>
    <br />
    <Lines text={version.comment} />
  </>
);

type EarlierProps = {
  readonly review: Review;
  readonly program: Program;
  readonly role: Application['role'];
};

/** The versions before the present one. No change removes them. */
function Earlier({ review: { reviewerName, earlier = [] }, program, role }: EarlierProps) {
  if (earlier.length === 0) return null;
  const summary = earlier.length === 1 ? 'Earlier version' : `${earlier.length} earlier versions`;
  return (
    <Details summary={summary}>
      <Scores
        caption={`${reviewerName}: ${summary}`}
        parts={scoredStatements(program, role)}
        columns={earlier.map(({ at, scores }) => ({ name: sayShort(program.timeZone, at), scores }))}
      />
      {earlier.map((version, index) => (
        <p key={version.at}>
          <Said version={version} isChange={index > 0} timeZone={program.timeZone} />
        </p>
      ))}
    </Details>
  );
}
