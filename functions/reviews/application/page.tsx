import {
  type DraftApplication,
  earlierOf,
  type SubmittedApplication,
  type WithdrawnApplication,
} from '#domain/admission/application.ts';
import { standingOf } from '#domain/admission/queue.ts';
import { historyShownTo, reviewsShownTo } from '#domain/admission/roster.ts';
import { notesShownTo } from '#domain/admission/staff-note.ts';
import { summaryOf } from '#domain/admission/summary.ts';
import { sayDate, sayShort } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { roleNames } from '#domain/program/program.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import { isDirector, isOnlyFacilitator } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { sayAnswers } from '#text/answers.ts';
import { sayFindings } from '#text/findings.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Columns } from '#ui/layout.tsx';
import { LinkLine } from '#ui/link.tsx';
import { Details, InsetText, Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { AboutApplication } from '../access.ts';
import { StandingTag } from '../text.tsx';
import { Actions, type ApplicationPageProps, History } from './actions.tsx';
import { Reading, SchoolFacts } from './reading.tsx';
import { WayBack } from './way-back.tsx';

/** The page's data as JSON. */
export function applicationJson({ application, cycle, staff }: AboutApplication) {
  const { reference, version, role, school, state } = application;
  const standing = standingOf(summaryOf(cycle.program, application));
  const earlier = isDirector(staff) ? earlierOf(application).filter(wasSubmitted) : [];
  const unsent = {
    ...{ reference, version, role, school, state, standing },
    ...(earlier.length > 0 && {
      earlier: earlier.map((one) => ({ role: one.role, withdrawnAt: one.withdrawnAt, answers: one.answers })),
    }),
  };
  if (!('reviews' in application)) return unsent;
  return {
    ...unsent,
    submittedAt: application.submittedAt,
    answers: application.answers,
    findings: sayFindings(cycle.program, application, 'staff'),
    inquiries: application.inquiries,
    reviews: reviewsShownTo(staff, application),
    notes: notesShownTo(staff, application),
    history: historyShownTo(staff, application),
    ...(application.state === 'decided' ? { decision: application.decision } : {}),
  };
}

/** One application, and the forms for the actions open to this person. */
export function ApplicationPage({ request, review, decision, next }: ApplicationPageProps) {
  const { application, cycle, staff } = request;
  const errors = review?.errors ?? decision?.errors ?? {};
  return (
    <ConsolePage request={request} title={application.school.name} current="applications" errors={errors}>
      {review?.isChanged && (
        <ChangedBanner>
          Your review wasn’t saved because the school changed its answers while you were reading. Its new
          answers are below, and your review is still in the form.
        </ChangedBanner>
      )}
      <PageHead request={request} />
      {!isOnlyFacilitator(staff) && <WayBack query={request.query} next={next} />}
      {'reviews' in application && (
        <p class="govuk-body lp-jump">
          <a class="govuk-link" href="#actions">
            Skip to reviews and actions
          </a>
        </p>
      )}
      {'reviews' in application ? (
        <Columns>
          <div class="lp-reading">
            <Reading application={application} cycle={cycle} showContact={isDirector(staff)} />
          </div>
          <div id="actions">
            <Actions request={request} review={review} decision={decision} />
          </div>
        </Columns>
      ) : (
        <Unsent request={request} />
      )}
      {application.state === 'submitted' && !application.planned && isDirector(staff) && (
        <Extension application={application} />
      )}
      {isDirector(staff) &&
        earlierOf(application)
          .filter(wasSubmitted)
          .map((withdrawn) => (
            <WithdrawnAnswers key={withdrawn.withdrawnAt} withdrawn={withdrawn} cycle={cycle} />
          ))}
      <p class="govuk-body">
        Do you work at this school or have family there?{' '}
        <a class="govuk-link" href={hrefTo('conflicts', {}, { school: application.school.id })}>
          Declare a conflict of interest
        </a>
      </p>
      <History
        application={application}
        shown={historyShownTo(staff, application)}
        timeZone={cycle.program.timeZone}
      />
    </ConsolePage>
  );
}

function PageHead({ request: { application, cycle } }: { readonly request: AboutApplication }) {
  const { reference, role, school } = application;
  const standing = standingOf(summaryOf(cycle.program, application));
  return (
    <>
      <h1>
        <span class="govuk-caption-l">
          {reference} · {roleNames[role]} · {school.region}
        </span>
        <span dir="auto">{school.name}</span>
      </h1>
      <p class="govuk-body">
        <StandingTag standing={standing} />{' '}
        {'submittedAt' in application &&
          `Submitted ${sayShort(cycle.program.timeZone, application.submittedAt)}`}
      </p>
    </>
  );
}

/** Staff never read what a school didn't submit. */
const wasSubmitted = ({ was }: WithdrawnApplication): boolean => was !== undefined;

function Unsent({ request: { application, cycle, staff } }: { readonly request: AboutApplication }) {
  const mayRead = isDirector(staff) && application.state === 'withdrawn' && wasSubmitted(application);
  const words =
    application.state === 'withdrawn'
      ? `The school withdrew this application${mayRead ? '' : ', so its answers are hidden'}.`
      : 'The school hasn’t submitted this application yet. You’ll see its answers when it does.';
  return (
    <>
      <InsetText>{words}</InsetText>
      {application.state === 'draft' && isDirector(staff) && <Extension application={application} />}
      {application.state === 'withdrawn' && isDirector(staff) && (
        <LinkLine href={hrefTo('reinstatementPage', { reference: application.reference })}>
          Reinstate this application
        </LinkLine>
      )}
      <SchoolFacts application={application} showContact={isDirector(staff)} />
      {mayRead && <WithdrawnAnswers withdrawn={application} cycle={cycle} />}
    </>
  );
}

type WithdrawnAnswersProps = { readonly withdrawn: WithdrawnApplication; readonly cycle: Cycle };

/** What a school withdrew, for directors. */
const WithdrawnAnswers = ({ withdrawn, cycle }: WithdrawnAnswersProps) => (
  <Details
    summary={`Answers withdrawn on ${sayShort(cycle.program.timeZone, withdrawn.withdrawnAt)} (${roleNames[withdrawn.role].toLowerCase()})`}
  >
    <SummaryList
      rows={sayAnswers(withdrawn, cycle.program).map(({ question, answer }) => ({
        key: question,
        value: <Lines text={answer} />,
      }))}
    />
  </Details>
);

/** A director's form to give one school more time, or to let it change what it submitted. */
function Extension({ application }: { readonly application: DraftApplication | SubmittedApplication }) {
  const { reference, version } = application;
  const isDraft = application.state === 'draft';
  const until = isDraft ? application.extendedTo : application.reopenedTo;
  return (
    <Details summary={isDraft ? 'Extend the deadline for this school' : 'Let the school change its answers'}>
      {until !== undefined && (
        <p class="govuk-body">
          {isDraft ? 'This school can submit' : 'This school can change its answers'} until the end of{' '}
          {sayDate(until)}.
        </p>
      )}
      <Form action={hrefTo('extendDeadline', { reference })} hidden={{ version: String(version) }}>
        <TextField
          name="until"
          label={isDraft ? 'Last day to submit' : 'Last day to change answers'}
          hint={`The school can ${isDraft ? 'submit' : 'change its answers'} until midnight. We’ll send it an email.`}
          type="date"
          width={10}
          values={{}}
          errors={{}}
        />
        <Button variant="secondary">{isDraft ? 'Extend' : 'Reopen'} and email the school</Button>
      </Form>
    </Details>
  );
}
