import { isRefusal, refuse } from '#domain/base/change.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import type { PairedPartner, Partnership } from '#domain/partnership/partnership.ts';
import { type BookedVisit, isBooked, type Visit } from '#domain/partnership/visit.ts';
import { bookVisit as book, daysFreeToBook } from '#domain/visits/book.ts';
import { type Between, debtsOf } from '#domain/visits/debts.ts';
import { ofFacilitator, type Setting } from '#domain/visits/schedule.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import { type Checked, check, type Fields } from '#http/fields.ts';
import { lookThenDo } from '#http/look-then-do.tsx';
import { createdBefore, creationOf, keyReused, once } from '#http/once.tsx';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { namesIn, sayFaults } from '#text/visits.ts';
import { type PartnershipRequest, store, withOwnPartnership } from '../access.ts';
import { yearShown } from '../apply-changes.ts';
import { bookingFields, type Direction, directionFields } from '../forms.ts';
import { dayImpossible, noPartnership } from '../refusals.tsx';
import { done } from '../text.tsx';
import { BookingPage } from './page.tsx';

const partnersIn = ({ partners }: Partnership): readonly PairedPartner[] =>
  partners.filter(({ withdrawnAt }) => withdrawnAt === undefined);

const betweenOf = ({ host }: Partnership, partner: string, direction: Direction): Between =>
  direction === 'to-host'
    ? { visiting: [partner], visited: host.id }
    : { visiting: [host.id], visited: partner };

type Chosen = { readonly partner: string; readonly direction: Direction };

/** The visit in the address or form, if the partner is in the partnership. */
function readVisit({ partnership }: PartnershipRequest, fields: Fields): Checked<Chosen> | undefined {
  if (fields.partner === undefined) return undefined;
  const checked = check(directionFields, fields);
  return checked.errors || partnersIn(partnership).some(({ id }) => id === checked.value.partner)
    ? checked
    : { errors: { partner: 'Choose a partner' } };
}

/** Only the facilitator's own visits can conflict. */
const lookedAt = ({ setting, partnership }: PartnershipRequest): Setting =>
  ofFacilitator(setting, partnership.facilitator.email);

const booking = lookThenDo({
  read: readVisit,
  look: (request: PartnershipRequest, chosen: Chosen | undefined) => {
    const { setting, partnership, today } = request;
    if (!chosen) return undefined;
    const between = betweenOf(partnership, chosen.partner, chosen.direction);
    return { ...chosen, free: daysFreeToBook(setting, partnership, between, today) };
  },
  page: (shown) => (
    <BookingPage {...shown} partners={partnersIn(shown.request.partnership)} debts={debtsIn(shown.request)} />
  ),
  json: (looked, request) => ({
    host: request.partnership.host.id,
    debts: debtsIn(request).map(({ between, count }) => ({ ...between, count })),
    free: looked?.free ?? [],
  }),
  stale: (request) => yearShown(lookedAt(request), request.today),
  fields: bookingFields,
  already: ({ request, sent }) => {
    const { partnership } = request;
    const { partner, direction, date } = sent;
    const before = createdBefore(partnership, creationOf(request.staff.email, sent));
    if (before) return isRefusal(before) ? keyReused(request) : toVisit(partnership, before.number, date);
    const between = betweenOf(partnership, partner, direction);
    const same = partnership.visits.filter(isBooked).find((visit) => isSame(visit, { ...between, date }));
    return same && toVisit(partnership, same.number, date);
  },
  do: async ({ request, sent }, again) => {
    const { partner, direction, date } = sent;
    const { partnership, setting, cycle, staff, now } = request;
    const between = betweenOf(partnership, partner, direction);
    const creation = creationOf(staff.email, sent);
    const outcome = await revisePartnership(
      store,
      cycle.id,
      partnership.host.id,
      once(
        creation,
        (standing: Partnership) =>
          standing.version === partnership.version
            ? book(standing, { date, ...between }, setting, staff, now)
            : refuse('changed'),
        ({ visits }) => visits.at(-1)?.number,
      ),
    );
    if (!outcome) return noPartnership(staff);
    if (!isRefusal(outcome)) {
      const created = createdBefore(outcome, creation);
      return toVisit(
        partnership,
        (created && !isRefusal(created) ? created : outcome.visits.at(-1))?.number,
        date,
      );
    }
    if (outcome.refused === 'key-reused') return keyReused(request);
    if (outcome.refused === 'impossible') {
      const faults = sayFaults(outcome.faults, namesIn(setting.partnerships));
      return again.refused(dayImpossible(faults), { errors: { date: faults.join(' ') } });
    }
    return staffProblem(staff, {
      status: 409,
      title: 'The visit wasn’t scheduled',
      detail: 'Someone else changed this partnership’s visits at the same time.',
      to: {
        href: hrefTo('bookVisitPage', { partnership: partnership.host.reference }, { partner, direction }),
        text: 'Try again',
      },
    });
  },
});

/** Shows the visits still to schedule; with a partner and direction, the available days. */
export const bookVisitPage = withOwnPartnership(booking.get);

/** Schedules one visit if the date is possible. */
export const bookVisit = withOwnPartnership(booking.post);

const debtsIn = ({ partnership, cycle }: PartnershipRequest) => debtsOf([partnership], cycle.program);

const isSame = (visit: BookedVisit, { visiting, visited, date }: Between & Pick<Visit, 'date'>): boolean =>
  visit.date === date && visit.visited === visited && visit.visiting.join() === visiting.join();

function toVisit({ host }: Partnership, number = 0, date: CalendarDate): Answer {
  const address = { partnership: host.reference, visit: String(number) };
  return seeOther(hrefTo('visit', address, done('booked')), { host: host.id, visit: number, date });
}
