import { type Application, decisionNames, openInquiry } from '../../shared/domain/application.ts';
import { whyNotWithdrawn } from '../../shared/domain/applying.ts';
import { type Cycle, sayDeadline, stateOf } from '../../shared/domain/cycle.ts';
import type { EventType } from '../../shared/domain/events.ts';
import type { Partnership } from '../../shared/domain/partnership.ts';
import { roleNames } from '../../shared/domain/program.ts';
import { sayAnswers } from '../../shared/domain/said-answers.ts';
import { type Instant, sayInstant } from '../../shared/domain/time.ts';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { Details, InsetText, NotificationBanner } from '../../shared/ui/notices.tsx';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import { Tag, type TagMeaning } from '../../shared/ui/tag.tsx';
import { type Answer, showPage } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { forApplicant } from './context.ts';
import { informationSupplied } from './forms.ts';
import { PartnershipSection, partnershipFacts, partnershipFor } from './partnership-section.tsx';
import { showTaskList } from './task-list.tsx';
import { Typed } from './typed.tsx';

/** One address for an application's whole life: the tasks of a draft, and then where it stands. */
export const application = forApplicant(async ({ now, query }, { application, cycle }) =>
  application.state === 'draft'
    ? showTaskList({ draft: application, cycle, now })
    : showStatus({
        application,
        cycle,
        now,
        partnership: await partnershipFor(application),
        hasAnswered: query.get('done') === informationSupplied,
      }),
);

type SentOrWithdrawn = Exclude<Application, { state: 'draft' }>;
type Status = { readonly word: string; readonly meaning: TagMeaning; readonly sentence: string };

const decisionMeanings = { accepted: 'good', waitlisted: 'attention', declined: 'neutral' } as const;

function statusOf(application: SentOrWithdrawn): Status {
  switch (application.state) {
    case 'withdrawn':
      return {
        word: 'Withdrawn',
        meaning: 'neutral',
        sentence: 'Your school has taken this application back.',
      };
    case 'submitted':
      return openInquiry(application)
        ? { word: 'We have a question', meaning: 'attention', sentence: 'Your answer helps us to decide.' }
        : {
            word: 'Under review',
            meaning: 'active',
            sentence: 'Our staff are reading it. We write to you as soon as it is decided.',
          };
    case 'decided':
      return {
        word: decisionNames[application.decision.outcome],
        meaning: decisionMeanings[application.decision.outcome],
        sentence: application.decision.reason,
      };
  }
}

/** What of an application's history its school reads; who read it and what they wrote stays with staff. */
const historyWords: Partial<Readonly<Record<EventType, string>>> = {
  'application-started': 'Started',
  'application-submitted': 'Sent',
  'information-requested': 'We asked a question',
  'information-supplied': 'You answered it',
  'application-decided': 'Decided',
  'application-withdrawn': 'Withdrawn',
};

type StatusPageProps = {
  readonly application: SentOrWithdrawn;
  readonly cycle: Cycle;
  readonly now: Instant;
  readonly partnership: Partnership | undefined;
  /** Whether the page follows an answer to a question of ours. */
  readonly hasAnswered: boolean;
};

function showStatus({ application, cycle, now, partnership, hasAnswered }: StatusPageProps): Answer {
  const { reference, school, role } = application;
  const status = statusOf(application);
  const inquiry = openInquiry(application);
  const answers = sayAnswers(application, cycle.program);
  return showPage(
    <PublicPage title="Your application" contact={cycle.program.contactEmail}>
      {hasAnswered && (
        <NotificationBanner title="Thank you" kind="success">
          <p class="govuk-notification-banner__heading">Your answer has reached us.</p>
        </NotificationBanner>
      )}
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
        {roleNames[role]}, reference {reference}
      </span>
      <h1 class="govuk-heading-l">
        Application of <bdi>{school.name}</bdi>
      </h1>
      <p class="govuk-body">
        <Tag meaning={status.meaning}>{status.word}</Tag>
      </p>
      <InsetText>
        <Typed text={status.sentence} />
      </InsetText>
      {application.state === 'withdrawn' && stateOf(cycle, now) === 'open' && (
        <p class="govuk-body">
          Your school can apply again until {sayDeadline(cycle)}:{' '}
          <a class="govuk-link" href={hrefTo('chooseRole', {})}>
            apply for your school
          </a>
        </p>
      )}
      {partnership && (
        <PartnershipSection partnership={partnership} schoolId={school.id} reference={reference} />
      )}
      <h2 class="govuk-heading-m">What has happened</h2>
      <SummaryList
        rows={application.history.flatMap(({ what, at }) => {
          const words = historyWords[what];
          return words ? [{ key: words, value: sayInstant(cycle.program.timeZone, at) }] : [];
        })}
      />
      <Inquiries application={application} />
      {answers.length > 0 && (
        <Details summary="Your answers">
          <SummaryList
            rows={answers.map(({ question, answer }) => ({ key: question, value: <Typed text={answer} /> }))}
          />
        </Details>
      )}
      {!whyNotWithdrawn(application) && (
        <p class="govuk-body">
          <a class="govuk-link" href={hrefTo('withdrawPage', { reference })}>
            Withdraw this application
          </a>
        </p>
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
      ...(partnership && { partnership: partnershipFacts(partnership) }),
    },
  );
}

/** What staff asked and the school answered so far. */
function Inquiries({ application }: { readonly application: SentOrWithdrawn }) {
  const answered = 'inquiries' in application ? application.inquiries.filter(({ answer }) => answer) : [];
  if (answered.length === 0) return null;
  return (
    <Details summary="Our questions and what you answered">
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
