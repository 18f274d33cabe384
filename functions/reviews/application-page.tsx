import { historyShownTo, reviewsShownTo } from '../../shared/domain/access.ts';
import { staffRoles } from '../../shared/domain/person.ts';
import { roleNames } from '../../shared/domain/program.ts';
import { standingOf } from '../../shared/domain/standing.ts';
import { findingsOf, summaryOf } from '../../shared/domain/summary.ts';
import { sayShort } from '../../shared/domain/time.ts';
import { Columns } from '../../shared/ui/layout.tsx';
import { InsetText } from '../../shared/ui/notices.tsx';
import { showPage } from '../http/answer.ts';
import { ConsolePage } from '../http/console-page.tsx';
import { isDirector } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import { Actions, type ApplicationPageProps } from './application-actions.tsx';
import { History } from './application-parts.tsx';
import { WayBack } from './came-from.tsx';
import { Reading, SchoolFacts } from './reading.tsx';
import { type AboutApplication, withApplication } from './staff.tsx';
import { StandingTag } from './words.tsx';

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
    history: historyShownTo(staff, application),
    ...(application.state === 'decided' ? { decision: application.decision } : {}),
  };
}

/** Everything about one application, and the forms for what this person may do with it. */
export function ApplicationPage({ request, review, decision }: ApplicationPageProps) {
  const { application, cycle, staff } = request;
  const errors = review?.errors ?? decision?.errors ?? {};
  return (
    <ConsolePage
      request={request}
      title={application.school.name}
      current="applications"
      errors={errors}
      doneWords={doneWords}
    >
      <PageHead request={request} />
      {isDirector(staff) && <WayBack query={request.query} />}
      {'reviews' in application && (
        <p class="govuk-body lp-jump">
          <a class="govuk-link" href="#actions">
            Go to the reviews and what you can do
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
      <p class="govuk-body">
        Do you work at this school, or have family there?{' '}
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
          `Sent ${sayShort(cycle.program.timeZone, application.submittedAt)} (${cycle.program.timeZone.replace('_', ' ')}).`}
      </p>
    </>
  );
}

const doneWords = {
  review: 'Your review is recorded. You can change it until the application is decided.',
  decision: 'Decided. The letter is on its way to the school.',
  question: 'Your question is on its way to the school.',
};

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
