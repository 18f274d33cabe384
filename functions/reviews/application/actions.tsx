import type { ComponentChildren } from 'preact';
import { type Application, decisionNames, openInquiry, type Review } from '#domain/admission/application.ts';
import { awaitsDecision } from '#domain/admission/decide.ts';
import { scoredStatements } from '#domain/admission/review.ts';
import { reviewsShownTo } from '#domain/admission/roster.ts';
import { sayMoment, sayShort } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import type { Program } from '#domain/program/program.ts';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { isDirector } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { eventNames, removalNames } from '#text/events.ts';
import { LinkLine } from '#ui/link.tsx';
import { Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import type { AboutApplication } from '../access.ts';
import { RecommendationTag, sayDecision } from '../text.tsx';
import { DecisionForm } from './decision-form.tsx';
import { ReviewForm, valuesOfReview } from './review-form.tsx';
import { cameFrom } from './way-back.tsx';

type ReviewsProps = {
  readonly application: Application;
  readonly shown: readonly Review[];
  readonly program: Program;
};

/** The reviews this person may read, side by side. */
function Reviews({ application, shown, program }: ReviewsProps) {
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
          { text: 'What we score', head: true },
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
  readonly shown: Application['history'];
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
      rows={entries.map(({ at, what, removedReviewer, by, note }) => [
        <span key="when" class="lp-when">
          {sayShort(timeZone, at)}
        </span>,
        removedReviewer === undefined ? (
          eventNames[what]
        ) : (
          <Lines key="what" text={`No longer reviewing: ${removedReviewer}`} />
        ),
        <Lines key="by" text={by} />,
        ...(withNotes ? [note === undefined ? '' : <Lines key="note" text={note} />] : []),
      ])}
      empty="No history yet."
    />
  );
}

/** The entry's note, or why a reviewer was removed. The current decision's entry gets its outcome and reason instead. */
function noteOf(
  { what, at, note, because }: Application['history'][number],
  application: Application,
): string | undefined {
  if (because !== undefined) return removalNames[because];
  if (application.state !== 'decided' || what !== 'application-decided') return note;
  const { outcome, reason, at: decidedAt } = application.decision;
  return at === decidedAt ? `${decisionNames[outcome]}: ${reason}` : note;
}

type Typed = { readonly values: Fields; readonly errors: FieldErrors; readonly isChanged?: true };
const nothingTyped: Typed = { values: {}, errors: {} };

export type ApplicationPageProps = {
  readonly request: AboutApplication;
  /** Values and errors of a form that is shown again. */
  readonly review?: Typed | undefined;
  readonly decision?: Typed | undefined;
};

/** The actions open to this person, in working order: read the reviews, review, decide, ask. */
export function Actions({ request, review, decision }: ApplicationPageProps) {
  const { application, cycle, staff } = request;
  const { reference } = application;
  if (!('reviews' in application)) return null;
  const own = application.reviews.find((one) => one.reviewer === staff.email);
  const mayReview = application.state === 'submitted' && application.reviewers.includes(staff.email);
  const mayAsk = application.state === 'submitted' && (isDirector(staff) || mayReview);
  return (
    <>
      {application.state === 'decided' && <DecisionMade request={request} />}
      <Part title="Reviews">
        <p class="govuk-body">
          {application.reviewers.length === 0
            ? 'No reviewers assigned yet.'
            : `${application.reviews.length} of ${countOf(application.reviewers.length, 'review')} submitted.`}
        </p>
        <Reviews
          application={application}
          shown={reviewsShownTo(staff, application)}
          program={cycle.program}
        />
      </Part>
      {mayReview && (
        <Part title={own ? 'Edit your review' : 'Your review'}>
          <ReviewForm
            application={application}
            program={cycle.program}
            values={review?.values ?? valuesOfReview(own)}
            errors={review?.errors ?? {}}
            isChanged={review?.isChanged ?? false}
          />
          <LinkLine href={hrefTo('recusePage', { reference })}>
            Recuse yourself from this application
          </LinkLine>
        </Part>
      )}
      {isDirector(staff) && awaitsDecision(application) && (
        <Part title="Decide">
          <DecisionForm application={application} from={cameFrom(request)} {...(decision ?? nothingTyped)} />
        </Part>
      )}
      {mayAsk && (
        <Part title="Missing something?">
          {openInquiry(application) ? (
            <p class="govuk-body">
              The school hasn’t answered our last question yet. You can ask another one after it does.
            </p>
          ) : (
            <LinkLine href={hrefTo('requestInformationPage', { reference })}>
              Ask the school a question
            </LinkLine>
          )}
        </Part>
      )}
    </>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <section>
    <h2 class="govuk-heading-m">{title}</h2>
    {children}
  </section>
);

function DecisionMade({ request: { application, cycle } }: { readonly request: AboutApplication }) {
  if (application.state !== 'decided') return null;
  const { at, reason } = application.decision;
  return (
    <Part title="Decision">
      <p class="govuk-body">
        {sayDecision(application.decision)} on {sayMoment(cycle.program.timeZone, at)}.
      </p>
      <blockquote class="govuk-inset-text">
        <Lines text={reason} />
      </blockquote>
    </Part>
  );
}
