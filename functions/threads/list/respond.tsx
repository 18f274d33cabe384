import { schoolsKeptFrom } from '#domain/admission/roster.ts';
import { dateIn, daysBetween, sayShort } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { byState, type ThreadSummary } from '#domain/threads/thread.ts';
import { showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Table } from '#ui/table.tsx';
import { forStaff, store } from '../access.ts';

/** A year brings hundreds. */
const mostClosed = 50;

/** Every question that this person may see: open ones first, oldest first. */
export const threads = forStaff(['reviewer', 'director', 'facilitator'], async (request) => {
  const { cycle, staff } = request;
  const [all, roster] = await Promise.all([store.threadSummaries(), store.roster(cycle.id)]);
  const kept = schoolsKeptFrom(staff, roster);
  const { open, closed: everClosed } = byState(
    all.filter(({ about }) => !about || !kept.includes(about.schoolId)),
  );
  const closed = everClosed.slice(0, mostClosed);
  return showPage(
    <ConsolePage request={request} title="Questions" current="questions">
      <h1>Questions</h1>
      <p class="govuk-body">
        Questions that people sent from a page or by email. When someone writes back, their question opens
        again.
      </p>
      <Threads
        request={request}
        caption={countOf(open.length, 'open question')}
        threads={open}
        empty="No open questions."
      />
      {closed.length > 0 && <Threads request={request} caption="Closed" threads={closed} empty="" />}
    </ConsolePage>,
    { open, closed },
  );
});

type ThreadsProps = {
  readonly request: StaffRequest;
  readonly caption: string;
  readonly threads: readonly ThreadSummary[];
  readonly empty: string;
};

const Threads = ({ request: { cycle, now, staff }, caption, threads: rows, empty }: ThreadsProps) => (
  <Table
    caption={caption}
    dense
    stacks
    columns={[
      { text: 'Question', head: true },
      { text: 'From' },
      { text: 'School' },
      { text: 'Assigned to' },
      { text: 'Received' },
    ]}
    rows={rows.map(({ id, title, asker, about, assignee, state, since }) => [
      <a key="title" class="govuk-link" href={hrefTo('thread', { thread: id })} dir="auto">
        {title || 'No subject'}
      </a>,
      <bdi key="from">{asker.name || asker.email}</bdi>,
      about ? <bdi key="school">{about.schoolName}</bdi> : '—',
      assignee ? <bdi key="to">{assignee.email === staff.email ? 'You' : assignee.name}</bdi> : '—',
      state === 'open' ? sayAge(since, cycle.program.timeZone, now) : sayShort(cycle.program.timeZone, since),
    ])}
    empty={empty}
  />
);

const sayAge = (since: string, timeZone: string, now: string): string => {
  const days = daysBetween(dateIn(timeZone, since), dateIn(timeZone, now));
  if (days <= 0) return 'Today';
  return days === 1 ? 'Yesterday' : `${days} days ago`;
};
