import type { ComponentChildren } from 'preact';
import {
  type Application,
  type DecidedApplication,
  type DecisionOutcome,
  inquiriesOf,
  openInquiry,
  type SubmittedApplication,
} from '#domain/admission/application.ts';
import { editable, whyNotWithdrawn } from '#domain/admission/apply.ts';
import { placeOf, placeStateOf } from '#domain/admission/place.ts';
import { isRefusal } from '#domain/base/change.ts';
import { type CalendarDate, type Instant, sayDate, sayShort } from '#domain/base/time.ts';
import type { EventType } from '#domain/events.ts';
import { type Partnership, takesPart } from '#domain/partnership/partnership.ts';
import { type Cycle, sayDeadline, stateOf, todayOf } from '#domain/program/cycle.ts';
import { roleNames } from '#domain/program/program.ts';
import { hasYearBegun } from '#domain/program/school-year.ts';
import { type Answer, showPage } from '#http/answer.ts';
import { DoneBanner, wordsFor } from '#http/banners.tsx';
import { hrefTo } from '#routes.ts';
import { sayAnswers } from '#text/answers.ts';
import { sayDecisionToSchool } from '#text/decisions.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { LinkLine, MailLink } from '#ui/link.tsx';
import { Details, InsetText, NotificationBanner } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Tag, type TagMeaning } from '#ui/tag.tsx';
import { forApplicant } from '../application-access.ts';
import { doneWords } from '../forms.ts';
import { Typed, WithAddress } from '../quoted.tsx';
import { PartnershipSection, partnershipFacts, partnershipsWith } from './partnership-section.tsx';
import { showTaskList } from './tasks.tsx';

/** One address for an application's whole life: first the task list, then the status. */
export const application = forApplicant(async (request, { application, cycle }) => {
  const about = { cycle, now: request.now, done: wordsFor(doneWords, request) };
  return application.state === 'draft'
    ? showTaskList({ draft: application, ...about })
    : showStatus({ application, partnerships: await partnershipsWith(application), ...about });
});

type SentOrWithdrawn = Exclude<Application, { state: 'draft' }>;
type Status = { readonly word: string; readonly meaning: TagMeaning; readonly sentence: ComponentChildren };

function statusOf(application: SentOrWithdrawn, cycle: Cycle, now: Instant): Status {
  switch (application.state) {
    case 'withdrawn':
      return { word: 'Withdrawn', meaning: 'neutral', sentence: 'You withdrew this application.' };
    case 'submitted':
      return openInquiry(application)
        ? { word: 'We have a question', meaning: 'attention', sentence: 'Your answer will help us decide.' }
        : {
            word: 'Under review',
            meaning: 'active',
            sentence: `Our staff is reviewing your application. We’ll email you our decision${hasBegun(cycle, now) ? '' : ` before the program starts in ${cycle.startsIn}`}.`,
          };
    case 'decided':
      return {
        ...decisionTags[application.decision.outcome],
        sentence: <strong>{sayDecisionToSchool(application, cycle, now).news}</strong>,
      };
  }
}

const decisionTags: Readonly<Record<DecisionOutcome, Pick<Status, 'word' | 'meaning'>>> = {
  accepted: { word: 'Accepted', meaning: 'good' },
  waitlisted: { word: 'Waitlisted', meaning: 'attention' },
  declined: { word: 'Not selected', meaning: 'neutral' },
};

const hasBegun = (cycle: Cycle, now: Instant): boolean => hasYearBegun(cycle, todayOf(cycle, now));

/** The history entries that schools see. Reviews and reviewers stay with staff. */
const historyWords: Partial<Readonly<Record<EventType, string>>> = {
  'application-started': 'Started',
  'role-changed': 'Role changed',
  'application-submitted': 'Submitted',
  'answers-changed': 'You changed your answers',
  'information-requested': 'We asked you a question',
  'information-supplied': 'You answered our question',
  'application-decided': 'Decision made',
  'place-confirmed': 'Place confirmed',
  'application-withdrawn': 'Withdrawn',
  'application-reinstated': 'Reinstated',
};

type StatusPageProps = {
  readonly application: SentOrWithdrawn;
  readonly cycle: Cycle;
  readonly now: Instant;
  /** All that the school is or was in. */
  readonly partnerships: readonly Partnership[];
  /** Confirms a change that led here. */
  readonly done: string | undefined;
};

function showStatus({ application, cycle, now, partnerships, done }: StatusPageProps): Answer {
  const { reference, school, role } = application;
  const status = statusOf(application, cycle, now);
  const partnership = partnerships.find((one) => takesPart(one, school.id));
  const ended = partnership ? undefined : partnerships.findLast(({ state }) => state === 'ended');
  const inquiry = openInquiry(application);
  const answers = sayAnswers(application, cycle.program);
  const place = placeOf(application, cycle.program);
  const mayChangeAnswers = !isRefusal(editable(application, cycle, now));
  return showPage(
    <PublicPage title="Your application" program={cycle.program}>
      <DoneBanner text={done} />
      {inquiry && (
        <NotificationBanner title="We have a question">
          <p class="govuk-notification-banner__heading lp-typed" dir="auto">
            {inquiry.question}
          </p>
          <a class="govuk-notification-banner__link" href={hrefTo('supplyInformationPage', { reference })}>
            Answer the question
          </a>
        </NotificationBanner>
      )}
      <span class="govuk-caption-l">
        {roleNames[role]}, application number {reference}
      </span>
      <h1 class="govuk-heading-l">
        <bdi>{school.name}</bdi>’s application
      </h1>
      <p class="govuk-body">
        <Tag meaning={status.meaning}>{status.word}</Tag>
      </p>
      <p class="govuk-body">{status.sentence}</p>
      {application.state === 'decided' && (
        <DecisionSection
          application={application}
          cycle={cycle}
          now={now}
          isPaired={partnerships.length > 0}
        />
      )}
      {application.state === 'withdrawn' && (
        <p class="govuk-body">
          If you withdrew by mistake, email <MailLink address={cycle.program.contactEmail} />. Our staff can
          reinstate your application.
        </p>
      )}
      {application.state === 'withdrawn' && stateOf(cycle, now) === 'open' && (
        <p class="govuk-body">
          You can apply again until {sayDeadline(cycle)}.{' '}
          <a class="govuk-link" href={hrefTo('chooseRole', {})}>
            Apply for your school
          </a>
        </p>
      )}
      {isAccepted(application) && ended && <WithoutHost partnership={ended} />}
      {partnership && (
        <PartnershipSection partnership={partnership} schoolId={school.id} reference={reference} />
      )}
      {mayChangeAnswers && (
        <p class="govuk-body">
          {isReopened(application, cycle, now)
            ? `We reopened your application. You can change your answers below until the end of ${sayDate(application.reopenedTo)}.`
            : `You can change your answers below until ${sayDeadline(cycle)}, or until we start reviewing your application, whichever comes first.`}
        </p>
      )}
      <h2 class="govuk-heading-m">History</h2>
      <SummaryList
        rows={application.history.flatMap(({ what, at }) => {
          const words = historyWords[what];
          return words ? [{ key: words, value: sayShort(cycle.program.timeZone, at) }] : [];
        })}
      />
      <Inquiries application={application} />
      {answers.length > 0 && (
        <Details summary="Your answers">
          <SummaryList
            rows={answers.map(({ question, answer, topic }) => ({
              key: question,
              value: <Typed text={answer} />,
              ...(mayChangeAnswers && {
                change: { href: hrefTo('question', { reference, topic }), what: question },
              }),
            }))}
          />
        </Details>
      )}
      <LinkLine href={hrefTo('askAboutOwnPage', { reference })}>Ask a question</LinkLine>
      {!whyNotWithdrawn(application) && (
        <LinkLine href={hrefTo('withdrawPage', { reference })}>Withdraw this application</LinkLine>
      )}
    </PublicPage>,
    {
      reference,
      role,
      school,
      state: application.state,
      answers: application.answers,
      ...(application.state === 'decided' && {
        decision: { outcome: application.decision.outcome, reason: application.decision.reason },
      }),
      ...(inquiry && { question: inquiry.question }),
      ...(place && { place }),
      mayChangeAnswers,
      ...(partnership && { partnership: partnershipFacts(partnership) }),
    },
  );
}

const isReopened = (
  application: SentOrWithdrawn,
  cycle: Cycle,
  now: Instant,
): application is SubmittedApplication & { readonly reopenedTo: CalendarDate } =>
  application.state === 'submitted' &&
  application.reopenedTo !== undefined &&
  todayOf(cycle, now) <= application.reopenedTo;

const isAccepted = (application: SentOrWithdrawn): application is DecidedApplication =>
  application.state === 'decided' && application.decision.outcome === 'accepted';

type DecisionSectionProps = {
  readonly application: DecidedApplication;
  readonly cycle: Cycle;
  readonly now: Instant;
  /** Whether the school is or was in a partnership. Its section says what happens next. */
  readonly isPaired: boolean;
};

/** The same as the email about the decision, kept up to date. */
function DecisionSection({ application, cycle, now, isPaired }: DecisionSectionProps) {
  const { reference, decision } = application;
  const { beforeReason, steps, next } = sayDecisionToSchool(application, cycle, now);
  const place = placeOf(application, cycle.program);
  return (
    <>
      {place && placeStateOf(place, cycle.program, now) === 'open' && (
        <Form action={hrefTo('confirmPlace', { reference })}>
          <p class="govuk-body">Please confirm your place by {sayDate(place.confirmBy)}.</p>
          <Button>Confirm our place</Button>
        </Form>
      )}
      <h2 class="govuk-heading-m">{beforeReason}</h2>
      <InsetText>
        <Typed text={decision.reason} />
      </InsetText>
      {!isPaired && (
        <>
          <h2 class="govuk-heading-m">What happens next</h2>
          {steps.length > 0 && (
            <ol class="govuk-list govuk-list--number">
              {steps.map((step) => (
                <li key={step}>
                  <WithAddress text={step} address={cycle.program.contactEmail} />
                </li>
              ))}
            </ol>
          )}
          {next.map((text) => (
            <p key={text} class="govuk-body">
              <WithAddress text={text} address={cycle.program.contactEmail} />
            </p>
          ))}
        </>
      )}
    </>
  );
}

/** For an accepted partner whose host withdrew, until it has another host. */
function WithoutHost({ partnership: { host, facilitator } }: { readonly partnership: Partnership }) {
  return (
    <>
      <h2 class="govuk-heading-m">What happens next</h2>
      <p class="govuk-body">
        <bdi>{host.name}</bdi> has left the program, so your school doesn’t have a host right now. Your school
        is still accepted. If we find you a new host, we’ll email you right away.
      </p>
      <p class="govuk-body">
        You don’t need to do anything now. If you have questions, email <bdi>{facilitator.name}</bdi> at{' '}
        <MailLink address={facilitator.email} />.
      </p>
    </>
  );
}

function Inquiries({ application }: { readonly application: SentOrWithdrawn }) {
  const answered = inquiriesOf(application).filter(({ answer }) => answer);
  if (answered.length === 0) return null;
  return (
    <Details summary="Our questions and your answers">
      {answered.map(({ question, askedAt, answer }) => (
        <div key={askedAt}>
          <p class="govuk-body">
            <strong>
              <Typed text={question} />
            </strong>
          </p>
          <p class="govuk-body">
            <Typed text={answer?.text ?? ''} />
          </p>
        </div>
      ))}
    </Details>
  );
}
