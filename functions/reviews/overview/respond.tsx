import { withoutFinalAnswer } from '#domain/admission/final-answer.ts';
import { coverageOf, type DayCount, receivedByDay, shortfallsOf } from '#domain/admission/overview.ts';
import { decisionQueue, readingQueue, type Standing, standingOf } from '#domain/admission/queue.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import { staffRoles } from '#domain/base/person.ts';
import { dateIn, daysBetween, type Instant } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { pairedSchools } from '#domain/partnership/partnership.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
import type { Role } from '#domain/program/program.ts';
import { openLetters } from '#domain/records/undelivered.ts';
import { showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { isDirector, type StaffRequest } from '#http/staff-access.tsx';
import { CumulativeChart } from '#ui/charts/cumulative.tsx';
import { Columns } from '#ui/layout.tsx';
import { Table } from '#ui/table.tsx';
import { forStaff, store, summariesFor } from '../access.ts';
import { type Row, roleWords, rowOf, SchoolLink } from '../application/application-table.tsx';
import { Accepted, InRunning, Now } from './figures.tsx';

/** The cycle at a glance: tasks, applications received, and quotas still to fill. */
export const overview = forStaff(staffRoles, async (request) => {
  const { staff, cycle, now } = request;
  const [{ all: summaries, inRole, mine }, letters, visits, published, formed] = await Promise.all([
    summariesFor(staff, cycle.id),
    isDirector(staff) ? store.undelivered() : [],
    visitsOf(request),
    store.publishedPairing(cycle.id),
    store.partnerships(cycle.id),
  ]);
  const figures = {
    toRead: readingQueue(mine, staff.email).length,
    toDecide: decisionQueue(mine).length,
    standings: countStandings(inRole),
    withoutReader: inRole.filter((one) => one.state === 'submitted' && one.reviewers.length === 0).length,
    undelivered: openLetters(letters).length,
    daysToDeadline: daysToDeadline(cycle, now),
    withoutAnswer: published
      ? withoutFinalAnswer(summaries, pairedSchools(formed, published), cycle, now)
      : null,
  };
  const queued = isDirector(staff) ? decisionQueue(mine) : readingQueue(mine, staff.email);
  const waiting = queued
    .slice(0, shownWaiting)
    .map((one) => rowOf(one, staff, cycle.program.timeZone, todayOf(cycle, now)));
  const received = receivedByDay(summaries, cycle, now);
  const coverage = coverageOf(summaries, cycle.program);
  const shortfalls = shortfallsOf(summaries, cycle.program);
  return showPage(
    <ConsolePage request={request} title="Overview" current="overview">
      <h1>
        <span class="govuk-caption-l">{cycle.program.name}</span>
        {cycle.name}
      </h1>
      <Now request={request} figures={figures} visitsToSeeTo={visits?.toSeeTo} />
      <Columns sheet>
        {visits?.table}
        <Received cycle={cycle} received={received} now={now} />
        <InRunning coverage={coverage} shortfalls={shortfalls} mayInvite={isDirector(staff)} />
        <Accepted coverage={coverage} />
        <LongestWaiting rows={waiting} />
      </Columns>
    </ConsolePage>,
    {
      cycle: cycle.id,
      closesAt: cycle.closesAt,
      ...figures,
      visitsToSeeTo: visits?.toSeeTo ?? null,
      received,
      coverage,
      shortfalls,
    },
  );
});

/** Only facilitators with partnerships load the visits and wait for them. */
async function visitsOf(request: StaffRequest) {
  if (!request.staff.roles.includes('facilitator')) return undefined;
  const { NextVisits, ownVisits } = await import('./visits.part.tsx');
  const found = await ownVisits(request);
  return found && { toSeeTo: found.toSeeTo, table: <NextVisits {...found.ahead} /> };
}

/** There is room for this many next to the grid. */
const shownWaiting = 8;

/** The first rows of this person's queue; nothing if it is empty. */
function LongestWaiting({ rows }: { readonly rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <Table
      caption="Oldest in your queue"
      dense
      columns={[
        { text: 'School', head: true },
        { text: 'Days', numeric: true },
        { text: 'Role' },
        { text: 'Region' },
      ]}
      rows={rows.map((row) => [
        <SchoolLink key="school" row={row} />,
        countOf(row.waitingDays, 'day'),
        roleWords[row.role],
        row.region,
      ])}
    />
  );
}

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

type ReceivedProps = { readonly cycle: Cycle; readonly received: readonly DayCount[]; readonly now: Instant };

function Received({ cycle, received, now }: ReceivedProps) {
  const { targets, timeZone } = cycle.program;
  const perDay = (role: Role) => received.map((day) => ({ date: day.date, count: day[role] }));
  return (
    <CumulativeChart
      id="received"
      title="Applications received"
      opens={dateIn(timeZone, cycle.opensAt)}
      // The axis ends when applications can no longer come in, not today.
      today={received.at(-1)?.date ?? todayOf(cycle, now)}
      deadline={dateIn(timeZone, cycle.closesAt)}
      series={[
        { name: 'Hosts', target: targets.host, perDay: perDay('host') },
        { name: 'Partners', target: targets.partner, perDay: perDay('partner') },
      ]}
    />
  );
}
