import { isRefusal, refuse } from '#domain/base/change.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import type { PairedPartner, Partnership } from '#domain/partnership/partnership.ts';
import { type BookedVisit, isBooked, type Visit } from '#domain/partnership/visit.ts';
import { bookVisit as book, daysFreeToBook } from '#domain/visits/book.ts';
import { type Between, debtsOf } from '#domain/visits/debts.ts';
import { ofFacilitator, type Setting } from '#domain/visits/schedule.ts';
import { type Answer, seeOther, showChanged, showErrors, showPage, showProblem } from '#http/answer.ts';
import { check, type FieldErrors, type Fields } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { isOvertaken, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { namesIn, sayFaults } from '#text/visits.ts';
import { type PartnershipRequest, store, withOwnPartnership } from '../access.ts';
import { yearShown } from '../apply-changes.ts';
import { bookingFields, type Direction, directionFields } from '../forms.ts';
import { noPartnership } from '../refusals.tsx';
import { done } from '../text.tsx';
import { BookingPage, type BookingPageProps } from './page.tsx';

const partnersIn = ({ partners }: Partnership): readonly PairedPartner[] =>
  partners.filter(({ withdrawnAt }) => withdrawnAt === undefined);

const betweenOf = ({ host }: Partnership, partner: string, direction: Direction): Between =>
  direction === 'to-host'
    ? { visiting: [partner], visited: host.id }
    : { visiting: [host.id], visited: partner };

/** Shows the visits still to schedule; with a partner and direction, the available days. */
export const bookVisitPage = withOwnPartnership((request) => {
  const { query } = request;
  if (!query.has('partner')) return show(request, {});
  const fields = { partner: query.get('partner') ?? '', direction: query.get('direction') ?? '' };
  const checked = check(directionFields, fields);
  const errors = checked.errors ?? unknownPartner(request, checked.value.partner);
  return checked.errors || errors
    ? showErrors(pageOf(request, { values: fields, errors: errors ?? {} }), errors ?? {})
    : show(request, { values: fields, chosen: checked.value });
});

const unknownPartner = ({ partnership }: PartnershipRequest, partner: string): FieldErrors | undefined =>
  partnersIn(partnership).some(({ id }) => id === partner) ? undefined : { partner: 'Choose a partner' };

type Chosen = { readonly partner: string; readonly direction: Direction };
type How = {
  readonly values?: Fields;
  readonly errors?: FieldErrors;
  readonly chosen?: Chosen;
  /** Whether someone changed something after the page was loaded. */
  readonly isChanged?: boolean;
};

/** Only the facilitator's own visits can conflict. */
const lookedAt = ({ setting, partnership }: PartnershipRequest): Setting =>
  ofFacilitator(setting, partnership.facilitator.email);

const propsOf = (
  request: PartnershipRequest,
  { values = {}, errors = {}, chosen, isChanged = false }: How,
): BookingPageProps => ({
  request,
  partners: partnersIn(request.partnership),
  debts: debtsOf([request.partnership], request.cycle.program),
  values,
  errors,
  isChanged,
  seen: seenOf(yearShown(lookedAt(request), request.today)),
  looked: chosen && { ...chosen, free: freeDays(request, chosen) },
});

const pageOf = (request: PartnershipRequest, how: How) => <BookingPage {...propsOf(request, how)} />;

const freeDays = (
  { setting, partnership, today }: PartnershipRequest,
  { partner, direction }: Chosen,
): readonly CalendarDate[] =>
  daysFreeToBook(setting, partnership, betweenOf(partnership, partner, direction), today);

function show(request: PartnershipRequest, how: How): Answer {
  const props = propsOf(request, how);
  const { debts, looked, seen, isChanged } = props;
  const data = {
    host: request.partnership.host.id,
    debts: debts.map(({ between, count }) => ({ ...between, count })),
    free: looked?.free ?? [],
    seen,
    changed: isChanged,
  };
  const page = <BookingPage {...props} />;
  return isChanged ? showChanged(page, data) : showPage(page, data);
}

/** Schedules one visit if the date is possible. */
export const bookVisit = withOwnPartnership(async (request) => {
  const { fields, partnership, setting, today, cycle, staff, now } = request;
  const checked = check(bookingFields, fields);
  const errors = checked.errors ?? unknownPartner(request, checked.value.partner);
  if (checked.errors || errors) {
    const asked = check(directionFields, fields);
    const chosen = asked.errors || unknownPartner(request, asked.value.partner) ? undefined : asked.value;
    return showErrors(
      pageOf(request, { values: fields, errors: errors ?? {}, ...(chosen && { chosen }) }),
      errors ?? {},
    );
  }
  const { partner, direction, date, seen } = checked.value;
  const between = betweenOf(partnership, partner, direction);
  if (isOvertaken(yearShown(lookedAt(request), today), seen)) {
    // If the form was sent twice, the visit is already scheduled.
    const same = partnership.visits.filter(isBooked).find((visit) => isSame(visit, { ...between, date }));
    return same
      ? toVisit(partnership, same)
      : show(request, { values: fields, isChanged: true, chosen: { partner, direction } });
  }
  const outcome = await revisePartnership(store, cycle.id, partnership.host.id, (standing) =>
    standing.version === partnership.version
      ? book(standing, { date, ...between }, setting, staff, now)
      : refuse('changed'),
  );
  if (!outcome) return noPartnership(staff);
  if (isRefusal(outcome) && outcome.refused === 'impossible') {
    const faults = sayFaults(outcome.faults, namesIn(setting.partnerships));
    const said = { date: faults.join(' ') };
    return showProblem(pageOf(request, { values: fields, errors: said, chosen: { partner, direction } }), {
      status: 422,
      title: 'The visit can’t be on this day',
      errors: faults.map((detail) => ({ field: 'date', detail })),
    });
  }
  if (isRefusal(outcome))
    return staffProblem(staff, {
      status: 409,
      title: 'The visit wasn’t scheduled',
      detail: 'Someone else changed this partnership’s visits at the same time.',
      to: {
        href: hrefTo('bookVisitPage', { partnership: partnership.host.reference }, { partner, direction }),
        text: 'Try again',
      },
    });
  return toVisit(partnership, { number: outcome.visits.at(-1)?.number ?? 0, date });
});

const isSame = (visit: BookedVisit, { visiting, visited, date }: Between & Pick<Visit, 'date'>): boolean =>
  visit.date === date && visit.visited === visited && visit.visiting.join() === visiting.join();

function toVisit({ host }: Partnership, { number, date }: Pick<Visit, 'number' | 'date'>): Answer {
  const address = { partnership: host.reference, visit: String(number) };
  return seeOther(hrefTo('visit', address, done('booked')), { host: host.id, visit: number, date });
}
