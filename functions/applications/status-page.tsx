import { type Application, decisionNames, openInquiry } from '../../shared/domain/application.ts';
import type { EventType } from '../../shared/domain/events.ts';
import { roleNames } from '../../shared/domain/program.ts';
import { sayAnswers } from '../../shared/domain/said-answers.ts';
import { sayInstant } from '../../shared/domain/time.ts';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { Details, InsetText, NotificationBanner } from '../../shared/ui/notices.tsx';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import { Tag, type TagMeaning } from '../../shared/ui/tag.tsx';
import { type Answer, showPage } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { forApplicant, type Own } from './context.ts';
import { showTaskList } from './task-list.tsx';

/** One address for an application's whole life: the tasks of a draft, and then where it stands. */
export const application = forApplicant((_, own) =>
  own.application.state === 'draft' ? showTaskList(own.application, own.cycle) : showStatus(own),
);

type Standing = { readonly word: string; readonly meaning: TagMeaning; readonly sentence: string };

const decisionMeanings = { accepted: 'good', waitlisted: 'attention', declined: 'neutral' } as const;

function standingOf(application: Application): Standing {
  switch (application.state) {
    case 'draft':
      return { word: 'Draft', meaning: 'neutral', sentence: 'It has not been sent yet.' };
    case 'withdrawn':
      return { word: 'Withdrawn', meaning: 'neutral', sentence: 'You have taken this application back.' };
    case 'submitted':
      return openInquiry(application)
        ? { word: 'We have a question', meaning: 'attention', sentence: 'Your answer helps us to decide.' }
        : {
            word: 'Under review',
            meaning: 'active',
            sentence: 'Staff of the district are reading it. We write to you as soon as it is decided.',
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

function showStatus({ application, cycle }: Own): Answer {
  const { reference, school, role } = application;
  const standing = standingOf(application);
  const inquiry = openInquiry(application);
  const mayWithdraw =
    application.state === 'submitted' ||
    (application.state === 'decided' && application.decision.outcome !== 'declined');
  return showPage(
    <PublicPage title="Your application" contact={cycle.program.contactEmail}>
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
        <Tag meaning={standing.meaning}>{standing.word}</Tag>
      </p>
      <InsetText>
        <span class="lp-typed" dir="auto">
          {standing.sentence}
        </span>
      </InsetText>
      <h2 class="govuk-heading-m">What has happened</h2>
      <SummaryList
        rows={application.history.flatMap(({ what, at }) => {
          const words = historyWords[what];
          return words ? [{ key: words, value: sayInstant(cycle.program.timeZone, at) }] : [];
        })}
      />
      <Details summary="Your answers">
        <SummaryList
          rows={sayAnswers(application, cycle.program).map(({ question, answer }) => ({
            key: question,
            value: (
              <span class="lp-typed" dir="auto">
                {answer}
              </span>
            ),
          }))}
        />
      </Details>
      {mayWithdraw && (
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
    },
  );
}
