import { sayTableDate } from '#domain/base/time.ts';
import { cycleUnderWay } from '#domain/program/school-year.ts';
import { type Ahead, attentionTo, visitsAhead } from '#domain/visits/attention.ts';
import { ofFacilitator, todayIn } from '#domain/visits/schedule.ts';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { sayWho } from '#text/visits.ts';
import { Table } from '#ui/table.tsx';
import { store } from '../access.ts';

/** A facilitator's visits: the count of items that need attention, and the upcoming visits. */
type OwnVisits = { readonly toSeeTo: number; readonly ahead: Ahead };

/** Undefined if this person has no partnerships. */
export async function ownVisits({ staff, now }: StaffRequest): Promise<OwnVisits | undefined> {
  const cycle = cycleUnderWay(await store.lastTwoCycles(), now);
  if (!cycle) return undefined;
  const [year, partnerships] = await Promise.all([store.visitYear(cycle.id), store.partnerships(cycle.id)]);
  const own = ofFacilitator({ cycle, year, partnerships }, staff.email);
  if (own.partnerships.length === 0) return undefined;
  const today = todayIn(own, now);
  const lists: readonly (readonly unknown[])[] = Object.values(attentionTo(own, today));
  return {
    toSeeTo: lists.reduce((sum, { length }) => sum + length, 0),
    ahead: visitsAhead(own.partnerships, today),
  };
}

/** The visits of the next two weeks; if there are none, the first visits after that. */
export const NextVisits = ({ soon, later }: Ahead) => (
  <Table
    caption="Your next visits"
    dense
    columns={[{ text: 'Date', head: true }, { text: 'Visit' }]}
    empty="No visits scheduled."
    rows={(soon.length > 0 ? soon : later).map(({ partnership, visit }) => [
      <a
        key="day"
        class="govuk-link"
        href={hrefTo('visit', { partnership: partnership.host.reference, visit: String(visit.number) })}
      >
        {sayTableDate(visit.date)}
      </a>,
      <span key="who" dir="auto">
        {sayWho(partnership, visit)}
      </span>,
    ])}
  />
);
