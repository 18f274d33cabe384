import type { ComponentChildren } from 'preact';
import { reviewsShownTo } from '../../shared/domain/access.ts';
import { openInquiry } from '../../shared/domain/application.ts';
import { awaitsDecision } from '../../shared/domain/decision.ts';
import { staffRoles } from '../../shared/domain/person.ts';
import { roleNames } from '../../shared/domain/program.ts';
import { standingNames, standingOf } from '../../shared/domain/standing.ts';
import { findingsOf, summaryOf } from '../../shared/domain/summary.ts';
import { sayShort } from '../../shared/domain/time.ts';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { Columns, StaffPage } from '../../shared/ui/layout.tsx';
import { InsetText, NotificationBanner } from '../../shared/ui/notices.tsx';
import { showPage } from '../http/answer.ts';
import type { FieldErrors, Fields } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { History, Reviews } from './application-parts.tsx';
import { DecisionForm } from './decision-form.tsx';
import { Reading, SchoolFacts } from './reading.tsx';
import { ReviewForm, valuesOfReview } from './review-form.tsx';
import { type AboutApplication, isDirector, withApplication } from './staff.tsx';
import { countOf, Lines, StandingTag, sayDecision } from './words.tsx';

export const staffApplication = withApplication(staffRoles, (request) =>
  showPage(<ApplicationPage request={request} />, applicationData(request)),
);

/** What the page shows, for programs. */
function applicationData({ application, cycle, staff }: AboutApplication) {
  const { reference, version, role, school, state } = application;
  const standing = standingOf(summaryOf(cycle.program, application));
  const unsent = { reference, version, role, school, state, standing };
  if (!('reviews' in application)) return unsent;
  return {
    ...unsent,
    submittedAt: application.submittedAt,
    answers: application.answers,
    findings: findingsOf(cycle.program, application),
    inquiries: application.inquiries,
    reviews: reviewsShownTo(staff, application),
    history: application.history,
    ...(application.state === 'decided' ? { decision: application.decision } : {}),
  };
}

type Typed = { readonly values: Fields; readonly errors: FieldErrors };
const nothingTyped: Typed = { values: {}, errors: {} };

type ApplicationPageProps = {
  readonly request: AboutApplication;
  /** What was typed into the form that is shown again, and what is wrong with it. */
  readonly review?: Typed | undefined;
  readonly decision?: Typed | undefined;
};

/** Everything about one application, and the forms for what this person may do with it. */
export function ApplicationPage({ request, review, decision }: ApplicationPageProps) {
  const { application, cycle, staff } = request;
  const errors = review?.errors ?? decision?.errors ?? {};
  return (
    <StaffPage
      title={application.school.name}
      staff={staff}
      current="applications"
      error={Object.keys(errors).length > 0}
      contact={cycle.program.contactEmail}
    >
      <ErrorSummary errors={errors} />
      <DoneBanner request={request} />
      <PageHead request={request} />
      {'reviews' in application ? (
        <Columns>
          <div>
            <Reading application={application} cycle={cycle} showContact={isDirector(staff)} />
          </div>
          <div>
            <Actions request={request} review={review} decision={decision} />
          </div>
        </Columns>
      ) : (
        <Unsent request={request} />
      )}
      <History history={application.history} timeZone={cycle.program.timeZone} />
    </StaffPage>
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
          `Sent ${sayShort(cycle.program.timeZone, application.submittedAt)} (${cycle.program.timeZone.replace('_', ' ')}).`}
      </p>
    </>
  );
}

const doneWords: Readonly<Record<string, string>> = {
  review: 'Your review is recorded. You can change it until the application is decided.',
  decision: 'Decided. The letter is on its way to the school.',
  question: 'Your question is on its way to the school.',
};

function DoneBanner({ request: { query } }: { readonly request: AboutApplication }) {
  const words = doneWords[query.get('done') ?? ''];
  return words === undefined ? null : (
    <NotificationBanner kind="success">
      <p class="govuk-notification-banner__heading">{words}</p>
    </NotificationBanner>
  );
}

function Unsent({ request: { application, staff } }: { readonly request: AboutApplication }) {
  const words =
    application.state === 'withdrawn'
      ? 'The school took this application back. Its answers are no longer shown.'
      : 'The school has not sent this application yet. Its answers are shown once it has.';
  return (
    <>
      <InsetText>{words}</InsetText>
      <SchoolFacts application={application} showContact={isDirector(staff)} />
    </>
  );
}

/** What this person may do, in the order in which it comes up: read the reviews, review, decide, ask. */
function Actions({ request, review, decision }: ApplicationPageProps) {
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
          {countOf(application.reviews.length, 'review')} of {countOf(application.reviewers.length, 'reader')}
          .
        </p>
        <Reviews
          application={application}
          shown={reviewsShownTo(staff, application)}
          program={cycle.program}
        />
      </Part>
      {mayReview && (
        <Part title={own ? 'Change your review' : 'Your review'}>
          <ReviewForm
            application={application}
            program={cycle.program}
            values={review?.values ?? valuesOfReview(own)}
            errors={review?.errors ?? {}}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={hrefTo('recusePage', { reference })}>
              Step back from this application
            </a>
          </p>
        </Part>
      )}
      {isDirector(staff) && awaitsDecision(application) && (
        <Part title={standingNames['to-decide']}>
          <DecisionForm application={application} {...(decision ?? nothingTyped)} />
        </Part>
      )}
      {mayAsk && (
        <Part title="Ask the school">
          {openInquiry(application) ? (
            <p class="govuk-body">The school has a question to answer. You can ask again when it has.</p>
          ) : (
            <p class="govuk-body">
              Is something missing?{' '}
              <a class="govuk-link" href={hrefTo('requestInformationPage', { reference })}>
                Ask the school for more information
              </a>
            </p>
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
        {sayDecision(application.decision)} on {sayShort(cycle.program.timeZone, at)}.
      </p>
      <blockquote class="govuk-inset-text">
        <Lines text={reason} />
      </blockquote>
    </Part>
  );
}
