import { inOrder, narrow } from '#domain/admission/listing.ts';
import { staffRoles } from '#domain/base/person.ts';
import { countOf } from '#domain/base/wording.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { type Answer, showErrors, showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { isDirector, isOnlyFacilitator, type StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { NotificationBanner } from '#ui/notices.tsx';
import { Pagination } from '#ui/pagination.tsx';
import { forStaff, summariesFor } from '../access.ts';
import { ApplicationTable, mayBeDecided, type Row, rowOf } from '../application/application-table.tsx';
import { ListFilters } from './filters.tsx';
import { type ListQuery, parseListQuery, queryOf, queryTextOf, tellsOpinions } from './query.ts';

const rowsPerPage = 50;

/** The cycle's applications that this person may see: filtered, sorted, and paged. */
export const applicationList = forStaff(staffRoles, async (request) => {
  const { list, data } = await listed(request, request.query);
  return showPage(<ListPage request={request} list={list} />, data);
});

/** The list again, for a form that selected no application on it or too many. */
export async function selectOnList(request: StaffRequest, sent: string, reference: string): Promise<Answer> {
  const { list } = await listed(request, new URLSearchParams(sent));
  const errors = { reference };
  return showErrors(<ListPage request={request} list={list} errors={errors} />, errors);
}

async function listed({ staff, cycle, now }: StaffRequest, sent: URLSearchParams) {
  const query = parseListQuery(sent);
  const { mine: known } = await summariesFor(staff, cycle.id);
  // Reviewers must not see scores yet, so sorting must not reveal them either.
  const order = tellsOpinions(query.order) && !isDirector(staff) ? 'oldest' : query.order;
  const found = inOrder(narrow(known, query.filter), order);
  const pages = Math.max(1, Math.ceil(found.length / rowsPerPage));
  const page = Math.min(query.page, pages);
  const rows = found
    .slice((page - 1) * rowsPerPage, page * rowsPerPage)
    .map((summary) => rowOf(summary, staff, cycle.program.timeZone, todayOf(cycle, now)));
  const list: List = {
    query: { ...query, order, page },
    rows,
    found: found.length,
    all: known.length,
    pages,
  };
  return { list, data: { found: found.length, page, pages, applications: rows } };
}

type List = {
  readonly query: ListQuery;
  readonly rows: readonly Row[];
  readonly found: number;
  readonly all: number;
  readonly pages: number;
};

type ListPageProps = { readonly request: StaffRequest; readonly list: List; readonly errors?: FieldErrors };

function ListPage({ request, list, errors = {} }: ListPageProps) {
  const { staff, cycle } = request;
  const choosable = isDirector(staff) && list.rows.some(mayBeDecided);
  const caption =
    list.found === list.all
      ? countOf(list.found, 'application')
      : `${list.found} of ${countOf(list.all, 'application')}`;
  const table = (
    <ApplicationTable
      caption={list.pages > 1 ? `${caption}, page ${list.query.page} of ${list.pages}` : caption}
      rows={list.rows}
      program={cycle.program}
      choice={choosable ? chosenOn(list, request.query) : undefined}
      list={{
        query: queryTextOf(list.query),
        order: list.query.order,
        hrefIn: (order) => hrefTo('applicationList', {}, queryOf({ ...list.query, order, page: 1 })),
      }}
      empty={
        list.all === 0
          ? isOnlyFacilitator(staff)
            ? 'No applications yet. Applications from schools in your partnerships will appear here.'
            : 'No applications yet. They’ll appear here as schools start them.'
          : 'No applications match. Clear a filter to see more.'
      }
    />
  );
  return (
    <ConsolePage request={request} title="Applications" current="applications" errors={errors}>
      <DoneBanner request={request} />
      <h1>Applications</h1>
      <ListFilters query={list.query} program={cycle.program} withScores={isDirector(staff)} />
      {choosable ? (
        <Form
          action={hrefTo('decideTogetherPage', {})}
          method="get"
          id="reference"
          hidden={{ list: queryTextOf(list.query) }}
        >
          <SelectAll list={list} query={request.query} />
          {table}
          <Button variant="secondary">Decide selected applications</Button>
        </Form>
      ) : (
        table
      )}
      <Pages {...list} />
    </ConsolePage>
  );
}

const selectsAll = (query: URLSearchParams): boolean => query.get('select') === 'all';

/** The selected applications: those in the address, or all on the page. */
const chosenOn = ({ rows }: List, query: URLSearchParams): readonly string[] =>
  selectsAll(query) ? rows.filter(mayBeDecided).map(({ reference }) => reference) : query.getAll('chosen');

type SelectAllProps = { readonly list: List; readonly query: URLSearchParams };

/** A link, so that it works without scripts. */
function SelectAll({ list, query }: SelectAllProps) {
  const to = (select: string | undefined) =>
    hrefTo('applicationList', {}, { ...queryOf(list.query), select });
  return (
    <p class="govuk-body">
      {selectsAll(query) ? (
        <a class="govuk-link" href={to(undefined)}>
          Clear selection
        </a>
      ) : (
        <a class="govuk-link" href={to('all')}>
          Select all {list.rows.filter(mayBeDecided).length} that can be decided on this page
        </a>
      )}
    </p>
  );
}

function Pages({ query, pages }: List) {
  const to = (page: number) => ({ href: hrefTo('applicationList', {}, queryOf({ ...query, page })) });
  return (
    <Pagination
      previous={query.page > 1 ? to(query.page - 1) : undefined}
      next={query.page < pages ? to(query.page + 1) : undefined}
    />
  );
}

function DoneBanner({ request: { query } }: { readonly request: StaffRequest }) {
  const decided = Number(query.get('decided') ?? 0);
  const planned = Number(query.get('planned') ?? 0);
  if (Number.isInteger(planned) && planned > 0)
    return (
      <NotificationBanner kind="success">
        <p class="govuk-notification-banner__heading">
          {countOf(planned, 'decision')} scheduled. {planned === 1 ? 'The email goes' : 'The emails go'} out
          that morning.
        </p>
      </NotificationBanner>
    );
  return Number.isInteger(decided) && decided > 0 ? (
    <NotificationBanner kind="success">
      <p class="govuk-notification-banner__heading">
        {countOf(decided, 'application')} decided.{' '}
        {decided === 1 ? 'The email is on its way.' : 'The emails are on their way.'}
      </p>
    </NotificationBanner>
  ) : null;
}
