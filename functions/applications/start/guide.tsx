import { type Instant, sayInstant } from '#domain/base/time.ts';
import { type Cycle, sayDeadline } from '#domain/program/cycle.ts';
import type { Guide, Program } from '#domain/program/program.ts';
import type { Faq } from '#domain/threads/faq.ts';
import { hrefTo } from '#routes.ts';
import { Details } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';

/** What schools decide by: time, coverage, and money, in the district's words. */
export const TakingPart = ({ guide }: { readonly guide: Guide }) => (
  <>
    <h2 class="govuk-heading-m">What taking part means for your school</h2>
    <SummaryList
      rows={[
        { key: 'Time away from class', value: guide.timeAway },
        { key: 'Covering classes', value: guide.coverage },
        { key: 'Money', value: guide.money },
      ]}
    />
  </>
);

export const FocusAreas = ({ program }: { readonly program: Program }) => (
  <>
    <h2 class="govuk-heading-m">Focus areas</h2>
    <p class="govuk-body">Hosts share a practice in one of these areas. Partners choose what to improve.</p>
    <ul class="govuk-list govuk-list--bullet">
      {program.focusAreas.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  </>
);

type KeyDatesProps = { readonly cycle: Cycle; readonly now: Instant };

/** The dates that are known when a cycle opens, in order. */
export const KeyDates = ({ cycle, now }: KeyDatesProps) => (
  <>
    <h2 class="govuk-heading-m">Key dates</h2>
    <ol class="govuk-list govuk-list--number">
      <li>
        Applications {now < cycle.opensAt ? 'open' : 'opened'} on{' '}
        {sayInstant(cycle.program.timeZone, cycle.opensAt)}.
      </li>
      <li>
        Applications {now <= cycle.closesAt ? 'close' : 'closed'} on {sayDeadline(cycle)}.
      </li>
      <li>Every school hears from us before the program starts.</li>
      <li>The program starts in {cycle.startsIn}.</li>
    </ol>
  </>
);

export const Staff = ({ guide }: { readonly guide: Guide }) =>
  guide.staff.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">Who runs the program</h2>
      <ul class="govuk-list">
        {guide.staff.map(({ name, title }) => (
          <li key={name}>
            <bdi>{name}</bdi>, {title}
          </li>
        ))}
      </ul>
    </>
  );

export const BeforeYouStart = () => (
  <p class="govuk-body">
    See all questions before you start:{' '}
    <a class="govuk-link" href={hrefTo('allQuestions', {}, { role: 'host' })}>
      for host schools
    </a>
    ,{' '}
    <a class="govuk-link" href={hrefTo('allQuestions', {}, { role: 'partner' })}>
      for partner schools
    </a>
  </p>
);

type AnswersProps = { readonly guide: Guide | undefined; readonly faq: Faq };

/** The district's own questions, then the published answers of staff. */
export const Answers = ({ guide, faq }: AnswersProps) =>
  [...(guide?.questions ?? []), ...faq.answers].map(({ question, answer }) => (
    <Details key={question} summary={question}>
      <p class="govuk-body lp-typed" dir="auto">
        {answer}
      </p>
    </Details>
  ));
