import { type Instant, sayInstant } from '#domain/base/time.ts';
import {
  type Cycle,
  graceEndsAt,
  sayDeadline,
  sayGraceEnd,
  stateOf,
  todayOf,
} from '#domain/program/cycle.ts';
import { visitCounts } from '#domain/program/program.ts';
import { hasYearBegun } from '#domain/program/school-year.ts';
import { showPage } from '#http/answer.ts';
import { hrefTo } from '#routes.ts';
import { ButtonLink } from '#ui/button.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { LinkLine, MailLink } from '#ui/link.tsx';
import { InsetText } from '#ui/notices.tsx';
import { faqs, inCycle } from '../access.ts';
import { Answers, BeforeYouStart, FocusAreas, KeyDates, Staff, TakingPart } from './guide.tsx';

export const programPage = inCycle(async (request, cycle) => {
  const { program } = cycle;
  const { guide } = program;
  const faq = await faqs.faq(cycle.id);
  const { partnerToHost, hostToPartner } = visitCounts(program.visits);
  const state = stateOf(cycle, request.now);
  const isClosed = state === 'closed';
  return showPage(
    <PublicPage title={program.name} program={program}>
      <span class="govuk-caption-l">{program.district}</span>
      <h1 class="govuk-heading-xl">{program.name}</h1>
      <p class="govuk-body-l">{program.summary}</p>
      {state === 'open' ? <Open cycle={cycle} /> : <NotOpen cycle={cycle} now={request.now} />}
      <h2 class="govuk-heading-m">Two ways to take part</h2>
      <p class="govuk-body">
        <strong>Host schools</strong> have a proven practice in an area and open their doors.{' '}
        <strong>Partner schools</strong> want to improve in that area. We match each partner with a host that
        fits, and a district facilitator plans the year with both schools.
      </p>
      <p class="govuk-body">
        During the year, each partner visits its host {timesOf(partnerToHost)}, and each host visits each
        partner {timesOf(hostToPartner)}. Principals bring members of their instructional cabinet and
        leadership team. All principals also take part in leadership coaching.
      </p>
      {guide && <TakingPart guide={guide} />}
      <FocusAreas program={program} />
      <h2 class="govuk-heading-m">Requirements for host schools</h2>
      <ul class="govuk-list govuk-list--bullet">
        {program.hostCriteria.map((criterion) => (
          <li key={criterion.id}>{criterion.statement}</li>
        ))}
      </ul>
      <h2 class="govuk-heading-m">What we look for in a partner school</h2>
      <p class="govuk-body">
        We look for schools that fit at least one of these.
        {!isClosed && ' You can apply even if yours doesn’t.'}
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {program.partnerMarks.map((mark) => (
          <li key={mark.id}>{mark.statement}</li>
        ))}
      </ul>
      <h2 class="govuk-heading-m">How we review applications</h2>
      <p class="govuk-body">
        {!isClosed && 'We review applications as they come in, so apply early. '}
        {!(isClosed && hasYearBegun(cycle, todayOf(cycle, request.now))) &&
          `Every school will hear from us before the program starts in ${cycle.startsIn}. `}
        We plan to accept {program.targets.host} hosts and {program.targets.partner} partners in all, from
        every region and grade level
        {program.emphasis.length > 0 ? `, with a focus on ${program.emphasis.join(' and ')} schools` : ''}.
      </p>
      <KeyDates cycle={cycle} now={request.now} />
      {guide && <Staff guide={guide} />}
      <h2 class="govuk-heading-m" id="questions">
        Questions and answers
      </h2>
      <Answers guide={guide} faq={faq} />
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('askPage', {})}>
          Ask a question
        </a>{' '}
        or email <MailLink address={program.contactEmail} />. Central office staff can{' '}
        <a class="govuk-link" href={hrefTo('overview', {})}>
          sign in here
        </a>
        .
      </p>
    </PublicPage>,
    {
      cycle: cycle.id,
      name: cycle.name,
      state,
      opensAt: cycle.opensAt,
      closesAt: cycle.closesAt,
      program: {
        name: program.name,
        district: program.district,
        hostCriteria: program.hostCriteria,
        partnerMarks: program.partnerMarks,
        focusAreas: program.focusAreas,
        contactEmail: program.contactEmail,
        ...(guide && { guide }),
      },
      answers: faq.answers.map(({ question, answer }) => ({ question, answer })),
    },
  );
});

const timesOf = (count: number): string =>
  ['never', 'once', 'twice', 'three times', 'four times', 'five times', 'six times'][count] ??
  `${count} times`;

const Open = ({ cycle }: { readonly cycle: Cycle }) => (
  <>
    <InsetText>
      Apply by <strong>{sayDeadline(cycle)}</strong>. The program starts in {cycle.startsIn}.
    </InsetText>
    <ButtonLink href={hrefTo('chooseRole', {})}>Apply for your school</ButtonLink>
    <p class="govuk-body">
      The application takes about 30 minutes. We save each page, so you can finish later.{' '}
      <a class="govuk-link" href={hrefTo('askForLink', {})}>
        Return to your application
      </a>
    </p>
    <BeforeYouStart />
  </>
);

type NotOpenProps = { readonly cycle: Cycle; readonly now: Instant };

const NotOpen = ({ cycle, now }: NotOpenProps) => (
  <>
    <InsetText>
      {stateOf(cycle, now) === 'not-yet-open' ? (
        <>
          Applications open on <strong>{sayInstant(cycle.program.timeZone, cycle.opensAt)}</strong> and close
          on {sayDeadline(cycle)}.
        </>
      ) : (
        <>
          Applications are closed. The deadline was <strong>{sayDeadline(cycle)}</strong>.{' '}
          {now <= graceEndsAt(cycle) &&
            `If you started before then, you can still submit until ${sayGraceEnd(cycle)}.`}
        </>
      )}
    </InsetText>
    <LinkLine href={hrefTo('askForLink', {})}>Return to your application</LinkLine>
  </>
);
