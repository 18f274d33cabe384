import { inOrder, narrow } from '#domain/admission/listing.ts';
import { staffRoles } from '#domain/base/person.ts';
import { countOf } from '#domain/base/wording.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { isDirector, isOnlyFacilitator, type StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { NotificationBanner } from '#ui/notices.tsx';
import { Pagination } from '#ui/pagination.tsx';
import { forStaff, summariesFor } from '../access.ts';
import { ApplicationTable, mayBeDecided, type Row, rowOf } from '../application/application-table.tsx';
import { ListFilters } from './filters.tsx';
import { type ListQuery, parseListQuery, queryOf } from './query.ts';

const rowsPerPage = 50;

/** The cycle's applications that this person may see: filtered, sorted, and paged. */
export const applicationList = forStaff(staffRoles, async (request) => {
  const { staff, cycle, now } = request;
  const query = parseListQuery(request.query);
  const { mine: known } = await summariesFor(staff, cycle.id);
  // Reviewers must not see scores yet, so sorting must not reveal them either.
  const order = query.order === 'score' && !isDirector(staff) ? 'oldest' : query.order;
  const found = inOrder(narrow(known, query.filter), order);
  const pages = Math.max(1, Math.ceil(found.length / rowsPerPage));
  const page = Math.min(query.page, pages);
  const rows = found
    .slice((page - 1) * rowsPerPage, page * rowsPerPage)
    .map((summary) => rowOf(summary, staff, cycle.program.timeZone, todayOf(cycle, now)));
  const list = { query: { ...query, order, page }, rows, found: found.length, all: known.length, pages };
  return showPage(<ListPage request={request} list={list} />, {
    found: found.length,
    page,
    pages,
    applications: rows,
  });
});

type List = {
  readonly query: ListQuery;
  readonly rows: readonly Row[];
  readonly found: number;
  readonly all: number;
  readonly pages: number;
};

type ListPageProps = { readonly request: StaffRequest; readonly list: List };

function ListPage({ request, list }: ListPageProps) {
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
      choice={choosable ? request.query.getAll('chosen') : undefined}
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
    <ConsolePage request={request} title="Applications" current="applications">
      <DoneBanner request={request} />
      <h1>Applications</h1>
      <ListFilters query={list.query} program={cycle.program} withScores={isDirector(staff)} />
      {choosable ? (
        <Form action={hrefTo('decideTogetherPage', {})} method="get" hidden={listOf(list.query)}>
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

/** The list's filters, for the link back to it; empty if there are none. */
function listOf(query: ListQuery): Readonly<Record<string, string>> {
  const narrowed = Object.entries(queryOf(query)).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return narrowed.length === 0 ? {} : { list: new URLSearchParams(narrowed).toString() };
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
  return Number.isInteger(decided) && decided > 0 ? (
    <NotificationBanner kind="success">
      <p class="govuk-notification-banner__heading">
        {countOf(decided, 'application')} decided.{' '}
        {decided === 1 ? 'The email is on its way.' : 'The emails are on their way.'}
      </p>
    </NotificationBanner>
  ) : null;
}
