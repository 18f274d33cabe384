import { missingTopics } from '#domain/admission/answers.ts';
import type { Application, DecidedApplication, SubmittedApplication } from '#domain/admission/application.ts';
import { type DraftRefusal, editableDraft, submitApplication as submit } from '#domain/admission/apply.ts';
import { briefTopics } from '#domain/admission/brief-answers.ts';
import { topics, topicsOf } from '#domain/admission/topics.ts';
import { isRefusal } from '#domain/base/change.ts';
import { contactsOf } from '#domain/base/person.ts';
import { type Instant, sayMoment } from '#domain/base/time.ts';
import { sayList } from '#domain/base/wording.ts';
import { sayDeadline, stateOf } from '#domain/program/cycle.ts';
import { roleNames } from '#domain/program/program.ts';
import { sayLevels } from '#domain/program/school.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import type { Own } from '#http/applicant-access.tsx';
import { ChangedBanner } from '#http/banners.tsx';
import { check } from '#http/fields.ts';
import { notFound, problem } from '#http/problem-pages.tsx';
import { ifSeen, isOvertaken, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { sayAnswers } from '#text/answers.ts';
import { sayFindings } from '#text/findings.ts';
import { Button } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import type { FieldErrors } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { LinkLine, MailLink } from '#ui/link.tsx';
import { InsetText, Panel } from '#ui/notices.tsx';
import { OutcomeList } from '#ui/outcome-list.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { forApplicant, store } from '../application-access.ts';
import { submissionFields } from '../forms.ts';
import { Typed } from '../quoted.tsx';
import { draftRefused, leadBack } from '../refusals.tsx';
import { applicationShown, partsChanged, partsSeen } from '../shown.ts';

type CheckPageProps = Omit<Own, 'person'> & {
  readonly now: Instant;
  readonly errors?: FieldErrors;
  /** The parts that the form showed, if someone changed one of them after the page was loaded. */
  readonly partsBefore?: string;
};

function CheckPage({ application, cycle, now, errors, partsBefore }: CheckPageProps) {
  const { reference, role, school, applicant, principal } = application;
  const missing = missingTopics(role, application.answers);
  const said = sayAnswers(application, cycle.program);
  const brief = briefTopics(application);
  return (
    <PublicPage
      title="Check your answers"
      program={cycle.program}
      backLink={{ href: hrefTo('application', { reference }) }}
      error={errors !== undefined}
    >
      {errors && <ErrorSummary errors={errors} />}
      {partsBefore !== undefined && (
        <ChangedBanner>
          Your application wasn’t submitted because someone changed it while you were on this page. Check
          these sections, and submit again:{' '}
          <WhatChanged application={application} partsBefore={partsBefore} />
        </ChangedBanner>
      )}
      <h1 class="govuk-heading-l">Check your answers before you submit</h1>
      <h2 class="govuk-heading-m" id="contact">
        School and applicant
      </h2>
      <SummaryList
        rows={[
          { key: 'School', value: <bdi>{school.name}</bdi> },
          { key: 'Region', value: school.region },
          { key: 'Level', value: sayLevels(school) },
          { key: 'Applying as', value: roleNames[role] },
          {
            key: 'Applicant',
            value: <bdi>{`${applicant.name}, ${applicant.position}`}</bdi>,
            change: { href: hrefTo('contacts', { reference }), what: 'name and job title' },
          },
          {
            key: 'Email',
            value: <bdi>{applicant.email}</bdi>,
            change: { href: hrefTo('contacts', { reference }), what: 'email address' },
          },
          {
            key: 'Principal',
            value: principal ? (
              <>
                <bdi>{principal.name}</bdi>
                <br />
                <bdi>{principal.email}</bdi>
              </>
            ) : (
              'Same as the applicant'
            ),
            change: { href: hrefTo('contacts', { reference }), what: 'principal' },
          },
        ]}
      />
      {topicsOf(role).map((topic) => (
        <section key={topic}>
          <h2 class="govuk-heading-m" id={topic}>
            {topics[topic].title}
          </h2>
          {missing.includes(topic) ? (
            <LinkLine href={hrefTo('question', { reference, topic }, { from: 'check' })}>
              Complete this section
            </LinkLine>
          ) : (
            <SummaryList
              rows={said
                .filter((one) => one.topic === topic)
                .map(({ question, answer }) => ({
                  key: question,
                  value: <Typed text={answer} />,
                  change: {
                    href: hrefTo('question', { reference, topic }, { from: 'check' }),
                    what: question,
                  },
                }))}
            />
          )}
          {brief.includes(topic) && (
            <InsetText>
              An answer in this section is very short. Would a reviewer learn enough from it? You can submit
              it as it is.
            </InsetText>
          )}
        </section>
      ))}
      <Findings application={application} cycle={cycle} />
      {missing.length === 0 ? (
        <Form
          action={hrefTo('submitApplication', { reference })}
          hidden={{ seen: seenOf(applicationShown(application)), parts: partsSeen(application) }}
        >
          <h2 class="govuk-heading-m">Submit your application</h2>
          <p class="govuk-body">
            By submitting, you confirm that your answers are correct to the best of your knowledge.{' '}
            {stateOf(cycle, now) === 'open'
              ? `You can still change them until ${sayDeadline(cycle)}, or until we start reviewing your application, whichever comes first.`
              : 'You can’t change them after you submit.'}{' '}
            If you find a mistake later, email <MailLink address={cycle.program.contactEmail} />.
          </p>
          <Button>Submit application</Button>
        </Form>
      ) : (
        <p class="govuk-body">You can submit once you’ve completed every section.</p>
      )}
    </PublicPage>
  );
}

type WhatChangedProps = { readonly application: Application; readonly partsBefore: string };

const WhatChanged = ({ application, partsBefore }: WhatChangedProps) => (
  <>
    {partsChanged(application, partsBefore).map(({ id, title }, index) => (
      <span key={id}>
        {index > 0 && ', '}
        <a class="govuk-notification-banner__link" href={`#${id}`}>
          {title}
        </a>
      </span>
    ))}
  </>
);

/** The findings so far, so that schools see them before they submit. */
function Findings({ application, cycle }: Omit<Own, 'person'>) {
  const isHost = application.role === 'host';
  return (
    <>
      <h2 class="govuk-heading-m">{isHost ? 'Host requirements' : 'What we look for in a partner'}</h2>
      <p class="govuk-body">
        {isHost
          ? 'These results are based on the district directory and your answers. You can submit even if a requirement isn’t met. “Needs a check” means our staff will look into it. “Not met” means we may not be able to accept your school as a host.'
          : 'This is based on the district directory and your answers. We look for schools that fit at least one of these. You can apply even if yours doesn’t.'}
      </p>
      <OutcomeList rows={sayFindings(cycle.program, application, 'school')} />
      {isHost && (
        <LinkLine href={hrefTo('rolePage', { reference: application.reference })}>
          Apply as a partner school instead
        </LinkLine>
      )}
    </>
  );
}

export const checkAnswers = forApplicant(({ now }, { application, cycle }) => {
  const draft = editableDraft(application, cycle, now);
  if (isRefusal(draft)) return draftRefused(draft.refused, application, cycle);
  const { reference, role, answers } = draft;
  return showPage(<CheckPage application={draft} cycle={cycle} now={now} />, {
    reference,
    role,
    answers,
    missing: missingTopics(role, answers),
    veryShort: briefTopics(draft),
    findings: sayFindings(cycle.program, draft, 'school'),
    seen: seenOf(applicationShown(draft)),
  });
});

/** Submits exactly what the check page showed. */
export const submitApplication = forApplicant(async ({ now, fields }, own) => {
  const { application, cycle } = own;
  const about = { ...own, now };
  const checked = check(submissionFields, fields);
  if (checked.errors) return showErrors(<CheckPage {...about} />, checked.errors);
  const sent = checked.value;
  const outcome = await reviseApplication(
    store,
    cycle.program,
    application,
    ifSeen({ seen: sent.seen, shown: applicationShown }, (current: Application) =>
      submit(current, cycle, now, own.person.name),
    ),
  );
  if (!outcome) return notFound();
  if (isRefusal(outcome)) return notSubmitted(outcome.refused, about, sent);
  return 'submittedAt' in outcome ? receipt(outcome) : notFound();
});

type Sent = { readonly seen: string; readonly parts: string };

async function notSubmitted(
  why: DraftRefusal | 'incomplete' | 'changed',
  own: Own & { readonly now: Instant },
  { seen, parts }: Sent,
): Promise<Answer> {
  const { application, cycle } = own;
  switch (why) {
    case 'changed': {
      const standing = (await store.application(application.reference)) ?? application;
      return showProblem(<CheckPage {...own} application={standing} partsBefore={parts} />, {
        status: 409,
        title: 'Your application wasn’t submitted',
        detail: 'Someone changed it while you were on this page. Check the answers and submit again.',
      });
    }
    case 'incomplete': {
      const errors = Object.fromEntries(
        missingTopics(application.role, application.answers).map((topic) => [
          topic,
          `Complete the section “${topics[topic].title}”`,
        ]),
      );
      return showErrors(<CheckPage {...own} errors={errors} />, errors);
    }
    case 'already-submitted': {
      // The form was sent twice: the second request gets the receipt of the first.
      const sent = await store.application(application.reference);
      if (!sent || !('submittedAt' in sent)) return draftRefused(why, application, cycle);
      return isOvertaken(applicationShown(sent), seen) ? submittedByOthers(sent, parts, own) : receipt(sent);
    }
    default:
      return draftRefused(why, application, cycle);
  }
}

/** The school already submitted answers that this page did not show. */
const submittedByOthers = (
  sent: SubmittedApplication | DecidedApplication,
  parts: string,
  { cycle }: Own,
): Answer =>
  problem(
    {
      status: 409,
      title: 'Someone else submitted this application',
      detail: `They changed these sections while you were on this page: ${sayList(partsChanged(sent, parts).map(({ title }) => `“${title}”`))}.`,
    },
    <>
      <p class="govuk-body">
        We emailed a copy of the submitted answers to <bdi>{sayAddresses(sent)}</bdi>. If something is wrong,
        email <MailLink address={cycle.program.contactEmail} />.
      </p>
      <LinkLine href={hrefTo('application', { reference: sent.reference })}>
        See your application’s status
      </LinkLine>
    </>,
    cycle.program,
  );

const sayAddresses = (application: Application): string =>
  sayList(contactsOf(application).map(({ email }) => email));

const receipt = ({ reference, state, submittedAt }: SubmittedApplication | DecidedApplication): Answer =>
  seeOther(hrefTo('submitted', { reference }), { reference, state, submittedAt });

export const submitted = forApplicant((_, { application, cycle }) => {
  const { reference, school, role } = application;
  if (!('submittedAt' in application)) return leadBack(reference, 'This application was not submitted');
  const { submittedAt } = application;
  return showPage(
    <PublicPage title="Application submitted" program={cycle.program}>
      <Panel title="Application submitted">
        Your application number is
        <br />
        <strong>{reference}</strong>
      </Panel>
      <p class="govuk-body">
        <bdi>{school.name}</bdi> applied as {role === 'host' ? 'a host school' : 'a partner school'} on{' '}
        {sayMoment(cycle.program.timeZone, submittedAt)}. We’re emailing a copy of your answers to{' '}
        <bdi>{sayAddresses(application)}</bdi>.
      </p>
      <h2 class="govuk-heading-m">What happens next</h2>
      <ol class="govuk-list govuk-list--number">
        <li>Our staff will review your application. We review applications in the order we receive them.</li>
        <li>If something is unclear, we’ll email you a question.</li>
        <li>
          We’ll email you our decision and the reason for it before the program starts in {cycle.startsIn}.
        </li>
      </ol>
      <LinkLine href={hrefTo('application', { reference })}>See your application’s status</LinkLine>
    </PublicPage>,
    { reference, state: application.state, submittedAt },
  );
});
