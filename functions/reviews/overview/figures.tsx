import type { Coverage, Shortfall, Tally } from '#domain/admission/overview.ts';
import type { Standing } from '#domain/admission/queue.ts';
import { type Instant, sayInstant } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { type Cycle, sayDeadline, stateOf } from '#domain/program/cycle.ts';
import { levelNames } from '#domain/program/school.ts';
import { isDirector, type StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { type QuotaCell, QuotaGrid } from '#ui/charts/quota-grid.tsx';

type Figures = {
  readonly toRead: number;
  readonly toDecide: number;
  readonly standings: Readonly<Record<Standing, number>>;
  readonly withoutReader: number;
  /** Undelivered letters that a director has to handle. */
  readonly undelivered: number;
  /** Applications that lack a final answer; null before the pairings are published. */
  readonly withoutAnswer: number | null;
  /** Negative after the deadline. */
  readonly daysToDeadline: number;
};

type NowProps = {
  readonly request: StaffRequest;
  readonly figures: Figures;
  /** A facilitator's visit items that need attention; undefined if they have no partnerships. */
  readonly visitsToSeeTo: number | undefined;
};

/** This person's tasks first, then the count of each status with a link to its list. */
export function Now({ request: { staff, cycle, now }, figures, visitsToSeeTo }: NowProps) {
  const { standings, toRead, toDecide, withoutAnswer } = figures;
  const inQueue = hrefTo('queue', {});
  return (
    <div class="lp-now">
      <p class="govuk-body-l">{sayTimeLeft(cycle, figures.daysToDeadline, now)}</p>
      <ul class="lp-now__list">
        {isDirector(staff) && <Figure count={toDecide} text="for you to decide" href={inQueue} first />}
        {staff.roles.includes('reviewer') && (
          <Figure count={toRead} text="for you to review" href={inQueue} first />
        )}
        {figures.undelivered > 0 && (
          <Figure
            count={figures.undelivered}
            text={figures.undelivered === 1 ? 'undelivered email' : 'undelivered emails'}
            href={hrefTo('undelivered', {})}
            first
          />
        )}
        {isDirector(staff) && withoutAnswer !== null && withoutAnswer > 0 && (
          <Figure
            count={withoutAnswer}
            text="without a final answer"
            href={hrefTo('finalAnswersPage', {})}
            first
          />
        )}
        {visitsToSeeTo !== undefined && (
          <Figure
            count={visitsToSeeTo}
            text={visitsToSeeTo === 1 ? 'visit item needs attention' : 'visit items need attention'}
            href={hrefTo('visits', {})}
            first
          />
        )}
        <Figure count={standings['in-review']} text="in review" standing="in-review" />
        <Figure count={standings['awaits-school']} text="waiting for the school" standing="awaits-school" />
        <Figure count={standings.accepted} text="accepted" standing="accepted" />
        <Figure count={standings.waitlisted} text="waitlisted" standing="waitlisted" />
        <Figure count={standings.declined} text="declined" standing="declined" />
        <Figure count={standings.draft} text="not submitted" standing="draft" />
      </ul>
      {withoutAnswer === 0 && <p class="govuk-body">Every applicant has a final answer.</p>}
      {figures.withoutReader > 0 && (
        <p class="govuk-body">
          {countOf(figures.withoutReader, 'application has', 'applications have')} no reviewer yet.{' '}
          {isDirector(staff) && (
            <a class="govuk-link" href={hrefTo('reviewers', {})}>
              See reviewers
            </a>
          )}
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
      return `Applications open on ${sayInstant(cycle.program.timeZone, cycle.opensAt)} and close on ${sayDeadline(cycle)}.`;
    case 'closed':
      return `Applications closed on ${sayDeadline(cycle)}.`;
    case 'open':
      return `${days === 0 ? 'Last day' : `${countOf(days, 'day')} left`} to apply. Applications close on ${sayDeadline(cycle)}.`;
  }
}

/** Applicants that can still be accepted, and a sentence about quotas without enough of them. */
export const InRunning = ({
  coverage,
  shortfalls,
  mayInvite,
}: {
  readonly coverage: Coverage;
  readonly shortfalls: readonly Shortfall[];
  readonly mayInvite: boolean;
}) => (
  <div>
    <Grid caption="Applicants by region and level" coverage={coverage} countOf={(tally) => tally.inRunning} />
    <p class="govuk-body">{sayShortfalls(shortfalls)} Schools with more than one level count in each.</p>
    {mayInvite && (
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('mailings', {}, shortfalls.length > 0 ? { gaps: 'yes' } : {})}>
          Invite schools that haven’t applied
        </a>
      </p>
    )}
  </div>
);

/** Accepted schools compared with the quotas. */
export const Accepted = ({ coverage }: { readonly coverage: Coverage }) => (
  <Grid
    caption="Accepted schools by region and level"
    coverage={coverage}
    countOf={(tally) => tally.accepted}
  />
);

function sayShortfalls(shortfalls: readonly Shortfall[]): string {
  if (shortfalls.length === 0) return 'Enough schools have applied to fill every quota.';
  const named = shortfalls.map(({ name, missing }) => `${name} (${missing})`).join(', ');
  return `Not enough applicants for ${countOf(shortfalls.length, 'quota')}. More needed: ${named}.`;
}

type GridProps = {
  readonly caption: string;
  readonly coverage: Coverage;
  readonly countOf: (tally: Tally) => number;
};

function Grid({ caption, coverage, countOf: count }: GridProps) {
  const cell = (tally: Tally): QuotaCell => ({ count: count(tally), atLeast: tally.atLeast });
  return (
    <QuotaGrid
      caption={caption}
      levels={coverage.levels.map(({ level, total }) => ({ name: levelNames[level], total: cell(total) }))}
      regions={coverage.regions.map(({ region, total, cells }) => ({
        name: region,
        total: cell(total),
        cells: cells.map(({ tally }) => cell(tally)),
      }))}
      all={cell(coverage.all)}
    />
  );
}
