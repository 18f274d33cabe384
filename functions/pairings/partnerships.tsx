import { countOf } from '../../shared/domain/amounts.ts';
import { needsRepair, type Partnership } from '../../shared/domain/partnership.ts';
import { sayLevels } from '../../shared/domain/school.ts';
import { Table } from '../../shared/ui/table.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { showPage } from '../http/answer.ts';
import { ConsolePage } from '../http/console-page.tsx';
import { isDirector, type StaffRequest } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import { forStaff, store } from './context.ts';

/** Every partnership of the cycle; facilitators see their own first. */
export const partnerships = forStaff(['facilitator', 'director'], async (request) => {
  const { cycle, staff } = request;
  const [all, published] = await Promise.all([
    store.partnerships(cycle.id),
    store.publishedPairing(cycle.id),
  ]);
  const mine = all.filter(({ facilitator }) => facilitator.email === staff.email);
  const others = all.filter(({ facilitator }) => facilitator.email !== staff.email);
  return showPage(
    <PartnershipsPage
      request={request}
      mine={mine}
      others={others}
      // They are formed one by one from the stream, within seconds.
      isForming={published !== undefined && all.length < published.partnerships.length}
    />,
    { mine: mine.map(lineOf), others: others.map(lineOf) },
  );
});

const lineOf = (partnership: Partnership) => ({
  host: partnership.host.id,
  partners: partnership.partners.map(({ id }) => id),
  facilitator: partnership.facilitator.name,
  state: partnership.state,
  needsRepair: needsRepair(partnership),
});

const doneWords = { published: 'The pairing is published. Its letters are on their way.' };

type PartnershipsPageProps = {
  readonly request: StaffRequest;
  readonly mine: readonly Partnership[];
  readonly others: readonly Partnership[];
  readonly isForming: boolean;
};

function PartnershipsPage({ request, mine, others, isForming }: PartnershipsPageProps) {
  const { staff, cycle } = request;
  const toRepair = [...mine, ...others].filter(needsRepair).length;
  return (
    <ConsolePage request={request} title="Partnerships" current="partnerships" doneWords={doneWords}>
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Partnerships
      </h1>
      {isForming && (
        <p class="govuk-body">
          The partnerships are being formed; some are not here yet.{' '}
          <a class="govuk-link" href={hrefTo('partnerships', {})}>
            See again
          </a>
        </p>
      )}
      {toRepair > 0 && isDirector(staff) && (
        <p class="govuk-body-l">
          <b>{countOf(toRepair, 'partnership needs', 'partnerships need')} repair:</b> a school withdrew.
        </p>
      )}
      {mine.length + others.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={hrefTo('visits', {})}>
            See the year of visits
          </a>
        </p>
      )}
      {mine.length > 0 && <PartnershipTable caption="Yours" partnerships={mine} />}
      <PartnershipTable caption={mine.length > 0 ? 'All others' : 'All partnerships'} partnerships={others} />
    </ConsolePage>
  );
}

type PartnershipTableProps = { readonly caption: string; readonly partnerships: readonly Partnership[] };

const PartnershipTable = ({ caption, partnerships }: PartnershipTableProps) => (
  <Table
    caption={caption}
    dense
    columns={[
      { text: 'Host', head: true },
      { text: 'Level' },
      { text: 'Region' },
      { text: 'Partners' },
      { text: 'Facilitator' },
      { text: 'State' },
    ]}
    empty="None yet. They appear once a pairing is published."
    rows={partnerships.map((partnership) => [
      <a key="host" class="govuk-link" dir="auto" href={hrefTo('partnership', { host: partnership.host.id })}>
        {partnership.host.name}
      </a>,
      sayLevels(partnership.host),
      partnership.host.region,
      partnership.partners.map(({ name }) => name).join('; '),
      <span key="facilitator" dir="auto">
        {partnership.facilitator.name}
      </span>,
      <PartnershipState key="state" partnership={partnership} />,
    ])}
  />
);

export function PartnershipState({ partnership }: { readonly partnership: Partnership }) {
  if (partnership.state === 'ended') return <Tag>Ended</Tag>;
  return needsRepair(partnership) ? <Tag meaning="bad">Needs repair</Tag> : <Tag meaning="good">Active</Tag>;
}
