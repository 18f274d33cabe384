import type { ComponentChildren } from 'preact';
import { sayDate } from '#domain/base/time.ts';
import { countOf, sayList } from '#domain/base/wording.ts';
import { nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import { type Attention, nothingIn } from '#domain/visits/attention.ts';
import { hrefTo } from '#routes.ts';
import { namesIn, sayDebt, sayFaults, sayWho } from '#text/visits.ts';
import type { VisitsRequest } from '../access.ts';
import { hrefToBook } from '../links.ts';
import { sayWithdrawal, ToRepair } from '../withdrawal.tsx';

type AttentionListProps = { readonly attention: Attention; readonly request: VisitsRequest };

/** Everything that needs attention, each item with a link to resolve it. */
export function AttentionList({ attention, request }: AttentionListProps) {
  if (nothingIn(attention))
    return <p class="govuk-body">Nothing needs attention. Every visit is on the calendar.</p>;
  const { withdrawals, clashes, debts, proposals, unnoted } = attention;
  const names = namesIn(request.setting.partnerships);
  return (
    <ul class="govuk-list">
      {withdrawals.map((withdrawal) => (
        <Task
          key={withdrawal.partnership.host.id}
          kind="bad"
          link={<ToRepair partnership={withdrawal.partnership} staff={request.staff} />}
        >
          {sayWithdrawal(withdrawal, request.staff)}
        </Task>
      ))}
      {clashes.map(({ partnership, visit, faults }) => (
        <Task key={keyOf(partnership, visit)} kind="bad">
          <b>{sayDate(visit.date)}:</b> <ToVisit partnership={partnership} visit={visit} />. This visit needs
          a new date. {sayFaults(faults, names).join(' ')}
        </Task>
      ))}
      {debts.map((debt) => (
        <Task
          key={`${debt.between.visited} ${debt.between.visiting.join()}`}
          kind="bad"
          link={
            <a class="govuk-link" href={hrefToBook(debt)}>
              Schedule a visit
              <span class="govuk-visually-hidden">: {sayDebt(debt)}</span>
            </a>
          }
        >
          {sayDebt(debt)}
        </Task>
      ))}
      {unplannedOf(attention).map(([email, partnerships]) => (
        <Task
          key={email}
          kind="attention"
          link={
            <a class="govuk-link" href={hrefTo('visitPlanPage', {}, { facilitator: email })}>
              Schedule these visits
            </a>
          }
        >
          {partnerships[0]?.facilitator.name} has {countOf(partnerships.length, 'partnership')} without a
          visit schedule: {sayList(partnerships.map(({ host }) => host.name))}.
        </Task>
      ))}
      {proposals.map(({ partnership, visit, proposal }) => (
        <Task
          key={`${keyOf(partnership, visit)} ${proposal.school}`}
          kind="attention"
          link={
            <a class="govuk-link" href={hrefOf(partnership, visit)}>
              See the request
              <span class="govuk-visually-hidden">: {sayWho(partnership, visit)}</span>
            </a>
          }
        >
          {nameOfSchool(partnership, proposal.school)} asked to move its {sayDate(visit.date)} visit to{' '}
          {sayDate(proposal.date)}: “{proposal.reason}”
        </Task>
      ))}
      {unnoted.length > 0 && <Unnoted unnoted={unnoted} isWhole={request.query.get('unnoted') === 'all'} />}
    </ul>
  );
}

const fewUnnoted = 5;

type UnnotedProps = {
  readonly unnoted: Attention['unnoted'];
  /** Whether to list all. By the end of a year there can be many. */
  readonly isWhole: boolean;
};

/** Visits that need notes: the number, the oldest few, and a link to all. */
function Unnoted({ unnoted, isWhole }: UnnotedProps) {
  const shown = inOrder(unnoted).slice(0, isWhole ? unnoted.length : fewUnnoted);
  return (
    <Task kind="neutral">
      {countOf(unnoted.length, 'visit needs notes', 'visits need notes')}:
      <ul class="govuk-list govuk-list--bullet">
        {shown.map(({ partnership, visit }) => (
          <li key={keyOf(partnership, visit)}>
            {sayDate(visit.date)}: <ToVisit partnership={partnership} visit={visit} />
          </li>
        ))}
        {shown.length < unnoted.length && (
          <li>
            <a class="govuk-link" href={hrefTo('visits', {}, { unnoted: 'all' })}>
              See all {unnoted.length}
            </a>
          </li>
        )}
      </ul>
    </Task>
  );
}

const inOrder = <V extends { readonly visit: Visit }>(visits: readonly V[]): readonly V[] =>
  visits.toSorted((a, b) => (a.visit.date < b.visit.date ? -1 : 1));

const keyOf = ({ host }: Partnership, { number }: Pick<Visit, 'number'>) => `${host.id} ${number}`;

const unplannedOf = ({ unplanned }: Attention) => [
  ...Map.groupBy(unplanned, ({ facilitator }) => facilitator.email),
];

type TaskProps = {
  readonly kind: 'bad' | 'attention' | 'neutral';
  readonly link?: ComponentChildren;
  readonly children: ComponentChildren;
};

const Task = ({ kind, link, children }: TaskProps) => (
  <li class={`lp-attention__task lp-attention__task--${kind}`} dir="auto">
    {children}
    {link !== undefined && (
      <>
        <br />
        {link}
      </>
    )}
  </li>
);

const hrefOf = ({ host }: Partnership, { number }: Visit): string =>
  hrefTo('visit', { partnership: host.reference, visit: String(number) });

const ToVisit = ({ partnership, visit }: { readonly partnership: Partnership; readonly visit: Visit }) => (
  <a class="govuk-link" href={hrefOf(partnership, visit)}>
    <span dir="auto">{sayWho(partnership, visit)}</span>
  </a>
);
