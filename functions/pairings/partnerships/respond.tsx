import { countOf } from '#domain/base/wording.ts';
import {
  freePlaces,
  needsRepair,
  type Partnership,
  type PublishedPairing,
} from '#domain/partnership/partnership.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { sayLevels } from '#domain/program/school.ts';
import { showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { isDirector, noCycle, type StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { forRoles, store } from '../access.ts';

/**
 * All partnerships of a cycle; facilitators see their own first. Shows the previous cycle until the latest one has
 * partnerships.
 */
export const partnerships = forRoles(['facilitator', 'director'], async (request) => {
  const { staff, query } = request;
  const cycles = await store.lastTwoCycles();
  const asked = cycles.filter(({ id }) => id === query.get('cycle'));
  const found = await firstFormed(asked.length > 0 ? asked : cycles);
  if (!found) return noCycle(staff);
  const { cycle, all, published } = found;
  const mine = all.filter(({ facilitator }) => facilitator.email === staff.email);
  const others = all.filter(({ facilitator }) => facilitator.email !== staff.email);
  return showPage(
    <PartnershipsPage
      request={{ ...request, cycle }}
      otherCycles={cycles.filter(({ id }) => id !== cycle.id)}
      mine={mine}
      others={others}
      // The stream forms them one by one, within seconds.
      isForming={published !== undefined && all.length < published.partnerships.length}
      isPublished={published !== undefined && cycle.id === cycles[0]?.id}
    />,
    { cycle: cycle.id, mine: mine.map(lineOf), others: others.map(lineOf) },
  );
});

type Formed = {
  readonly cycle: Cycle;
  readonly all: readonly Partnership[];
  readonly published: PublishedPairing | undefined;
};

/** The first cycle with published pairings, or the first of all if there are none. */
async function firstFormed([cycle, ...before]: readonly Cycle[]): Promise<Formed | undefined> {
  if (!cycle) return undefined;
  const [all, published] = await Promise.all([
    store.partnerships(cycle.id),
    store.publishedPairing(cycle.id),
  ]);
  const formed = { cycle, all, published };
  if (hasBegun(formed)) return formed;
  const earlier = await firstFormed(before);
  return earlier && hasBegun(earlier) ? earlier : formed;
}

const hasBegun = ({ all, published }: Formed) => published !== undefined || all.length > 0;

const lineOf = (partnership: Partnership) => ({
  partnership: partnership.host.reference,
  host: partnership.host.id,
  partners: partnership.partners.map(({ id }) => id),
  facilitator: partnership.facilitator,
  state: partnership.state,
  needsRepair: needsRepair(partnership),
  freePlaces: freePlaces(partnership),
});

type PartnershipsPageProps = {
  readonly request: StaffRequest;
  readonly mine: readonly Partnership[];
  readonly others: readonly Partnership[];
  readonly isForming: boolean;
  /** Whether the latest cycle's pairings are published, so that a director can close it. */
  readonly isPublished: boolean;
  /** Other cycles with partnerships to show. */
  readonly otherCycles: readonly Cycle[];
};

function PartnershipsPage({
  request,
  mine,
  others,
  isForming,
  isPublished,
  otherCycles,
}: PartnershipsPageProps) {
  const { staff, cycle } = request;
  const toRepair = [...mine, ...others].filter(needsRepair).length;
  return (
    <ConsolePage request={request} title="Partnerships" current="partnerships">
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Partnerships
      </h1>
      {isForming && (
        <p class="govuk-body">
          The partnerships are still being created. Some aren’t listed yet.{' '}
          <a class="govuk-link" href={hrefTo('partnerships', {}, { cycle: cycle.id })}>
            Refresh
          </a>
        </p>
      )}
      {toRepair > 0 && isDirector(staff) && (
        <p class="govuk-body-l">
          <b>{countOf(toRepair, 'partnership needs', 'partnerships need')} attention:</b>{' '}
          {toRepair === 1 ? 'a school withdrew' : 'schools withdrew'}.
        </p>
      )}
      {mine.length + others.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={hrefTo('visits', {})}>
            See all visits
          </a>
        </p>
      )}
      {isPublished && isDirector(staff) && (
        <p class="govuk-body">
          Some schools may not have a final answer yet.{' '}
          <a class="govuk-link" href={hrefTo('finalAnswersPage', {})}>
            Close the cycle
          </a>
        </p>
      )}
      {mine.length > 0 && <PartnershipTable caption="Your partnerships" partnerships={mine} />}
      {mine.length > 0 ? (
        <PartnershipTable caption="Other partnerships" partnerships={others} empty="No other partnerships." />
      ) : (
        <PartnershipTable
          caption="All partnerships"
          partnerships={others}
          empty={
            isForming
              ? 'No partnerships yet.'
              : 'No partnerships yet. They appear once pairings are published.'
          }
        />
      )}
      {otherCycles.map(({ id, name }) => (
        <p key={id} class="govuk-body">
          <a class="govuk-link" href={hrefTo('partnerships', {}, { cycle: id })}>
            {name} partnerships
          </a>
        </p>
      ))}
    </ConsolePage>
  );
}

type PartnershipTableProps = {
  readonly caption: string;
  readonly partnerships: readonly Partnership[];
  /** Shown if there are no partnerships. */
  readonly empty?: string;
};

const PartnershipTable = ({ caption, partnerships, empty }: PartnershipTableProps) => (
  <Table
    caption={caption}
    dense
    columns={[
      { text: 'Host', head: true },
      { text: 'Level' },
      { text: 'Region' },
      { text: 'Partners' },
      { text: 'Facilitator' },
      { text: 'Status' },
    ]}
    empty={empty}
    rows={partnerships.map((partnership) => [
      <a
        key="host"
        class="govuk-link"
        dir="auto"
        href={hrefTo('partnership', { partnership: partnership.host.reference })}
      >
        {partnership.host.name}
      </a>,
      sayLevels(partnership.host),
      partnership.host.region,
      sayPartners(partnership),
      <span key="facilitator" dir="auto">
        {partnership.facilitator.name}
      </span>,
      <PartnershipState key="state" partnership={partnership} />,
    ])}
  />
);

/** "P.S. 1; P.S. 2; 1 open place" */
const sayPartners = (partnership: Partnership): string => {
  const free = freePlaces(partnership);
  return [
    ...partnership.partners.map(({ name }) => name),
    ...(free > 0 ? [countOf(free, 'open place')] : []),
  ].join('; ');
};

export function PartnershipState({ partnership }: { readonly partnership: Partnership }) {
  if (partnership.state === 'ended') return <Tag>Ended</Tag>;
  return needsRepair(partnership) ? (
    <Tag meaning="bad">Needs attention</Tag>
  ) : (
    <Tag meaning="good">Active</Tag>
  );
}
