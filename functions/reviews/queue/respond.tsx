import type { ComponentChildren } from 'preact';
import { decisionQueue, readingQueue } from '#domain/admission/queue.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import { countOf } from '#domain/base/wording.ts';
import { todayOf } from '#domain/program/cycle.ts';
import type { Program } from '#domain/program/program.ts';
import { showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { isDirector, type StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { LinkLine } from '#ui/link.tsx';
import { forStaff, summariesFor } from '../access.ts';
import { ApplicationTable, type Row, rowOf } from '../application/application-table.tsx';

/** This person's queue, oldest first: decisions for directors, reviews for reviewers. */
export const queue = forStaff(['reviewer', 'director'], async (request) => {
  const { staff, cycle, now } = request;
  const { mine } = await summariesFor(staff, cycle.id);
  const rowsOf = (queued: readonly ApplicationSummary[]) =>
    queued.map((summary) => rowOf(summary, staff, cycle.program.timeZone, todayOf(cycle, now)));
  const toRead = rowsOf(readingQueue(mine, staff.email));
  const toDecide = isDirector(staff) ? rowsOf(decisionQueue(mine)) : undefined;
  return showPage(<QueuePage request={request} toRead={toRead} toDecide={toDecide} />, {
    ...(toDecide && { toDecide }),
    toRead,
  });
});

type QueuePageProps = {
  readonly request: StaffRequest;
  readonly toRead: readonly Row[];
  readonly toDecide: readonly Row[] | undefined;
};

function QueuePage({ request, toRead, toDecide }: QueuePageProps) {
  const { staff, cycle } = request;
  return (
    <ConsolePage request={request} title="Your queue" current="queue">
      <h1>Your queue</h1>
      {toDecide && toDecide.length > 1 && (
        <LinkLine href={hrefTo('applicationList', {}, { standing: 'to-decide', select: 'all' })}>
          Sort these, or decide several together
        </LinkLine>
      )}
      {toDecide && (
        <Waiting title="To decide" rows={toDecide} program={cycle.program}>
          No applications to decide. An application appears here when all its reviews are in and no question
          to the school is open.
        </Waiting>
      )}
      {(staff.roles.includes('reviewer') || toRead.length > 0) && (
        <Waiting title="To review" rows={toRead} program={cycle.program}>
          You’ve reviewed everything assigned to you. Thank you! New applications will appear here and in your
          morning email.
        </Waiting>
      )}
      <LinkLine href={hrefTo('applicationList', {})}>All applications</LinkLine>
    </ConsolePage>
  );
}

type WaitingProps = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly program: Program;
  /** The text if the queue is empty. */
  readonly children: ComponentChildren;
};

function Waiting({ title, rows, program, children }: WaitingProps) {
  if (rows.length === 0)
    return (
      <>
        <h2 class="govuk-heading-m">{title}</h2>
        <p class="govuk-body">{children}</p>
      </>
    );
  return (
    <ApplicationTable
      caption={`${title}: ${countOf(rows.length, 'application')}`}
      rows={rows}
      program={program}
    />
  );
}
