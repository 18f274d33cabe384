import type { ComponentChildren } from 'preact';
import {
  type Application,
  decisionNames,
  type Inquiry,
  openInquiry,
  type PlannedDecision,
} from '#domain/admission/application.ts';
import { awaitsDecision } from '#domain/admission/decide.ts';
import { reviewsShownTo } from '#domain/admission/roster.ts';
import { sayDate, sayMoment, sayShort } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { isDirector } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { eventNames, removalNames } from '#text/events.ts';
import { sayAfterOthers } from '#text/reviews.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { LinkLine } from '#ui/link.tsx';
import { Lines } from '#ui/notices.tsx';
import { Table } from '#ui/table.tsx';
import type { AboutApplication } from '../access.ts';
import { sayDecision } from '../text.tsx';
import { DecisionForm } from './decision-form.tsx';
import { Notes } from './notes.tsx';
import { PlaceForms } from './place-forms.tsx';
import { ReviewForm, valuesOfReview } from './review-form.tsx';
import { Reviews } from './review-list.tsx';
import { Reviewers } from './reviewers.tsx';
import { cameFrom, type Next } from './way-back.tsx';

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

/** The entry's note, or why a reviewer was removed. The current decision's entry gets its outcome and reason instead. */
function noteOf(
  { what, at, by, note, because, afterOthers }: Application['history'][number],
  application: Application,
): string | undefined {
  if (because !== undefined) return removalNames[because];
  if (afterOthers)
    return sayAfterOthers(
      application.history.some((one) => one.what === what && one.by === by && one.at < at),
    );
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
  readonly next?: Next | undefined;
};

/** The actions open to this person, in working order: read the reviews, review, decide, ask. */
export function Actions({ request, review, decision }: ApplicationPageProps) {
  const { application, cycle, staff } = request;
  const { reference } = application;
  if (!('reviews' in application)) return null;
  const own = application.reviews.find((one) => one.reviewer === staff.email);
  const mayReview = application.state === 'submitted' && application.reviewers.includes(staff.email);
  const inquiry = openInquiry(application);
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
        {isDirector(staff) && <Reviewers request={request} />}
      </Part>
      {mayReview && (
        <Part title={own ? 'Edit your review' : 'Your review'}>
          <ReviewForm
            application={application}
            program={cycle.program}
            from={cameFrom(request)}
            values={review?.values ?? valuesOfReview(own)}
            errors={review?.errors ?? {}}
            isChanged={review?.isChanged ?? false}
          />
          <LinkLine href={hrefTo('recusePage', { reference })}>
            Recuse yourself from this application
          </LinkLine>
        </Part>
      )}
      {isDirector(staff) && application.planned && (
        <Planned application={application} planned={application.planned} />
      )}
      {isDirector(staff) && awaitsDecision(application) && (
        <Part title="Decide">
          <DecisionForm
            application={application}
            program={cycle.program}
            from={cameFrom(request)}
            {...(decision ?? nothingTyped)}
          />
        </Part>
      )}
      {(isDirector(staff) || application.reviewers.includes(staff.email)) && <Notes request={request} />}
      {mayAsk && (
        <Part title="Missing something?">
          {inquiry ? (
            <OpenQuestion application={application} inquiry={inquiry} />
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

type PlannedProps = { readonly application: Application; readonly planned: PlannedDecision };

const Planned = ({ application: { reference, version }, planned }: PlannedProps) => (
  <Part title="Scheduled decision">
    <p class="govuk-body">
      {planned.ending === 'released'
        ? 'If no place opens up, the school leaves the waitlist'
        : decisionNames[planned.outcome]}
      , by {planned.by}. The email goes out on {sayDate(planned.on)} at 8:00 AM.
    </p>
    <blockquote class="govuk-inset-text">
      <Lines text={planned.reason} />
    </blockquote>
    <Form action={hrefTo('cancelDecision', { reference })} hidden={{ version: String(version) }}>
      <Button variant="secondary">Cancel scheduled decision</Button>
    </Form>
  </Part>
);

type OpenQuestionProps = { readonly application: Application; readonly inquiry: Inquiry };

const OpenQuestion = ({ application: { reference, version }, inquiry: { dueOn } }: OpenQuestionProps) => (
  <>
    <p class="govuk-body">
      The school hasn’t answered our question yet.
      {dueOn !== undefined && ` Its answer is due by ${sayDate(dueOn)}.`} You can ask another one after it
      answers, or if you withdraw this one.
    </p>
    <Form action={hrefTo('withdrawQuestion', { reference })} hidden={{ version: String(version) }}>
      <Button variant="secondary">Withdraw question and email the school</Button>
    </Form>
  </>
);

const Part = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <section>
    <h2 class="govuk-heading-m">{title}</h2>
    {children}
  </section>
);

function DecisionMade({
  request: { application, cycle, staff, now },
}: {
  readonly request: AboutApplication;
}) {
  if (application.state !== 'decided') return null;
  const { reference } = application;
  const { at, reason } = application.decision;
  return (
    <Part title="Decision">
      <p class="govuk-body">
        {sayDecision(application.decision)} on {sayMoment(cycle.program.timeZone, at)}.
      </p>
      <blockquote class="govuk-inset-text">
        <Lines text={reason} />
      </blockquote>
      {isDirector(staff) && (
        <>
          <PlaceForms application={application} program={cycle.program} now={now} />
          <LinkLine href={hrefTo('reversalPage', { reference })}>Reverse this decision</LinkLine>
        </>
      )}
    </Part>
  );
}
