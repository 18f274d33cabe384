import { schoolsKeptFrom } from '../../shared/domain/access.ts';
import { type Cycle, sayDeadline, stateOf, todayOf } from '../../shared/domain/cycle.ts';
import { coverageOf, type DayCount, receivedByDay, shortfallsOf } from '../../shared/domain/overview.ts';
import { staffRoles } from '../../shared/domain/person.ts';
import type { Role } from '../../shared/domain/program.ts';
import { decisionQueue, readingQueue } from '../../shared/domain/queue.ts';
import { type Standing, standingOf } from '../../shared/domain/standing.ts';
import type { ApplicationSummary } from '../../shared/domain/summary.ts';
import { dateIn, daysBetween, type Instant } from '../../shared/domain/time.ts';
import { CumulativeChart } from '../../shared/ui/cumulative-chart.tsx';
import { Columns, StaffPage } from '../../shared/ui/layout.tsx';
import { showPage } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { store } from './context.ts';
import { CoverageGrids } from './coverage-grids.tsx';
import { forStaff, isDirector, type StaffRequest } from './staff.tsx';
import { countOf } from './words.tsx';

/** How the cycle goes: what to do now, what came in, and what is still missing. */
export const overview = forStaff(staffRoles, async (request) => {
  const { staff, cycle, now } = request;
  const [summaries, roster] = await Promise.all([store.summaries(cycle.id), store.roster(cycle.id)]);
  const kept = schoolsKeptFrom(staff, roster);
  const mine = summaries.filter(({ schoolId }) => !kept.includes(schoolId));
  const figures = {
    toRead: readingQueue(mine, staff.email).length,
    toDecide: decisionQueue(mine).length,
    standings: countStandings(summaries),
    withoutReader: summaries.filter((one) => one.state === 'submitted' && one.reviewers.length === 0).length,
    daysToDeadline: daysToDeadline(cycle, now),
  };
  const received = receivedByDay(summaries, cycle, now);
  const coverage = coverageOf(summaries, cycle.program);
  const shortfalls = shortfallsOf(summaries, cycle.program);
  return showPage(
    <StaffPage title="Overview" staff={staff} current="overview" contact={cycle.program.contactEmail}>
      <h1>
        <span class="govuk-caption-l">{cycle.program.name}</span>
        {cycle.name}
      </h1>
      <Now request={request} figures={figures} />
      <Columns>
        <Received cycle={cycle} received={received} now={now} />
        <CoverageGrids coverage={coverage} shortfalls={shortfalls} />
      </Columns>
    </StaffPage>,
    { cycle: cycle.id, closesAt: cycle.closesAt, ...figures, received, coverage, shortfalls },
  );
});

type Figures = {
  readonly toRead: number;
  readonly toDecide: number;
  readonly standings: Readonly<Record<Standing, number>>;
  readonly withoutReader: number;
  /** Negative once it has passed. */
  readonly daysToDeadline: number;
};

const daysToDeadline = (cycle: Cycle, now: Instant): number =>
  daysBetween(todayOf(cycle, now), dateIn(cycle.program.timeZone, cycle.closesAt));

function countStandings(summaries: readonly ApplicationSummary[]): Record<Standing, number> {
  const standing = summaries.map(standingOf);
  const count = (wanted: Standing) => standing.filter((one) => one === wanted).length;
  return {
    'to-decide': count('to-decide'),
    'in-review': count('in-review'),
    'awaits-school': count('awaits-school'),
    accepted: count('accepted'),
    waitlisted: count('waitlisted'),
    declined: count('declined'),
    withdrawn: count('withdrawn'),
    draft: count('draft'),
  };
}

type NowProps = { readonly request: StaffRequest; readonly figures: Figures };

/** What needs doing, first; then where everything stands, each number with the list behind it. */
function Now({ request: { staff, cycle, now }, figures }: NowProps) {
  const { standings, toRead, toDecide } = figures;
  const inQueue = hrefTo('queue', {});
  return (
    <div class="lp-now">
      <p class="govuk-body-l">{sayTimeLeft(cycle, figures.daysToDeadline, now)}</p>
      <ul class="lp-now__list">
        {isDirector(staff) && <Figure count={toDecide} text="for you to decide" href={inQueue} first />}
        {staff.roles.includes('reviewer') && (
          <Figure count={toRead} text="for you to read" href={inQueue} first />
        )}
        <Figure count={standings['in-review']} text="in review" standing="in-review" />
        <Figure count={standings['awaits-school']} text="wait for the school" standing="awaits-school" />
        <Figure count={standings.accepted} text="accepted" standing="accepted" />
        <Figure count={standings.waitlisted} text="on the waitlist" standing="waitlisted" />
        <Figure count={standings.declined} text="declined" standing="declined" />
        <Figure count={standings.draft} text="not sent yet" standing="draft" />
      </ul>
      {figures.withoutReader > 0 && (
        <p class="govuk-body">
          {countOf(figures.withoutReader, 'application has', 'applications have')} no reader yet.{' '}
          <a class="govuk-link" href={hrefTo('reviewers', {})}>
            See the reviewers
          </a>
        </p>
      )}
    </div>
  );
}

type FigureProps = {
  readonly count: number;
  readonly text: string;
  readonly first?: boolean;
} & ({ readonly href: string } | { readonly standing: Standing });

function Figure({ count, text, first, ...target }: FigureProps) {
  const href = 'href' in target ? target.href : hrefTo('applicationList', {}, { standing: target.standing });
  return (
    <li class={first ? 'lp-now__figure lp-now__figure--first' : 'lp-now__figure'}>
      <a class="govuk-link" href={href}>
        <b>{count}</b> {text}
      </a>
    </li>
  );
}

function sayTimeLeft(cycle: Cycle, days: number, now: Instant): string {
  switch (stateOf(cycle, now)) {
    case 'not-yet-open':
      return `Applications are not open yet. They close on ${sayDeadline(cycle)}.`;
    case 'closed':
      return `Applications closed on ${sayDeadline(cycle)}.`;
    case 'open':
      return `${days === 0 ? 'Today is the last day' : `${countOf(days, 'day')} left`} to apply: applications close on ${sayDeadline(cycle)}.`;
  }
}

type ReceivedProps = { readonly cycle: Cycle; readonly received: readonly DayCount[]; readonly now: Instant };

function Received({ cycle, received, now }: ReceivedProps) {
  const { targets, timeZone } = cycle.program;
  const perDay = (role: Role) => received.map((day) => ({ date: day.date, count: day[role] }));
  return (
    <CumulativeChart
      id="received"
      title="Applications received"
      opens={dateIn(timeZone, cycle.opensAt)}
      today={todayOf(cycle, now)}
      deadline={dateIn(timeZone, cycle.closesAt)}
      series={[
        { name: 'Hosts', target: targets.host, perDay: perDay('host') },
        { name: 'Partners', target: targets.partner, perDay: perDay('partner') },
      ]}
    />
  );
}
