import { createHash } from 'node:crypto';
import { isRefusal } from '#domain/base/change.ts';
import { isStillOwned } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import { type Partnership, schoolsOf, takesPart } from '#domain/partnership/partnership.ts';
import { standing } from '#domain/partnership/visit.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { renewSubscription } from '#domain/visits/school-actions.ts';
import { schoolYearIn, visitsOf } from '#domain/visits/school-view.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { problem } from '#http/problem-pages.tsx';
import type { Request } from '#http/request.ts';
import { ifSeen, linkOf } from '#http/stale-form.ts';
import { type Invitation, subscribedText } from '#invitations/icalendar.ts';
import { coachingInvitation, visitOfPartnership } from '#invitations/invitation.ts';
import { type CalendarOwner, readCalendarToken } from '#links/calendar-token.ts';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { forSchool, keys, origin, store } from '../access.ts';
import { renewalFields } from '../forms.ts';
import { noPartnership, partnershipEnded } from '../refusals.tsx';
import { done } from '../text.tsx';
import { subscriptionAddress } from '../year/subscribe.tsx';

/**
 * Creates or replaces the link by which calendars subscribe to the school's visits. A link that was made after the page was opened
 * stays: a form that is sent twice, or a colleague's form, must not end it at once.
 */
export const renewCalendar = forSchool(async ({ fields, now }, own) => {
  const { cycle, reference, school, partnership } = own;
  const seen = check(renewalFields, fields).value?.seen ?? '';
  const outcome = await revisePartnership(
    store,
    cycle.id,
    partnership.host.id,
    ifSeen({ seen, shown: linkOf(school.id), wanted: {} }, (current: Partnership) =>
      renewSubscription(current, school.id, now),
    ),
  );
  if (!outcome) return noPartnership(reference, cycle);
  if (isRefusal(outcome)) return partnershipEnded(own);
  return seeOther(`${hrefTo('schoolVisits', { reference }, done('calendar'))}#calendar`, {
    calendar: subscriptionAddress({ ...own, partnership: outcome }),
  });
});

/**
 * A year of visits for calendars that ask again and again. It reads the table twice and caches the cycle for a minute. It does not
 * resend a calendar that is unchanged.
 */
export async function calendarFeed({ parameters, now }: Request): Promise<Answer> {
  const token = (parameters.token ?? '').replace(/\.ics$/, '');
  const owner = readCalendarToken(keys, token, now);
  if ('refused' in owner) return owner.refused === 'expired' ? gone() : unknown();
  const cycle = await store.cycle(owner.cycleId);
  const text =
    cycle && (await (owner.kind === 'school' ? ofSchool(owner, cycle) : ofFacilitator(owner, cycle)));
  if (text === undefined) return gone();
  return {
    status: 200,
    data: undefined,
    file: { type: 'text/calendar; charset=utf-8', content: Buffer.from(text) },
    // A replaced link should stop working soon.
    cacheControl: 'private, max-age=900',
    etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`,
  };
}

const unknown = (): Answer =>
  problem({
    status: 404,
    title: 'Calendar not found',
    detail: 'Check that you copied the whole link.',
  });
const gone = (): Answer =>
  problem({
    status: 410,
    title: 'This calendar link no longer works',
    detail: 'Your visits page has the current link.',
  });

async function ofSchool(
  owner: Extract<CalendarOwner, { kind: 'school' }>,
  cycle: Cycle,
): Promise<string | undefined> {
  const { cycleId, host, school, n } = owner;
  const [partnership, year] = await Promise.all([store.partnership(cycleId, host), store.visitYear(cycleId)]);
  if (partnership?.subscriptions[school] !== n) return undefined;
  const all = isStillIn(partnership, owner) ? [partnership] : await afterMoving(partnership, owner);
  if (all.length === 0) return undefined;
  return calendarOf(
    cycle,
    year,
    all.flatMap((one) => eventsOf(cycle, one, visitsOf(one, school))),
  );
}

/** The current and earlier partnerships of a school that moved to another host and has not replaced its link since. */
async function afterMoving(
  { host }: Partnership,
  owner: Extract<CalendarOwner, { kind: 'school' }>,
): Promise<readonly Partnership[]> {
  const all = await store.partnershipsWith(owner.cycleId, owner.school);
  const { partnership, earlier } = schoolYearIn(all, owner.school);
  const isMoved = earlier.some((one) => one.host.id === host.id);
  const isGood = partnership?.subscriptions[owner.school] === undefined;
  return partnership && isMoved && isGood && isStillIn(partnership, owner) ? [partnership, ...earlier] : [];
}

/** In an active partnership, not withdrawn, and with the same contact that created the link. */
const isStillIn = (partnership: Partnership, owner: Extract<CalendarOwner, { kind: 'school' }>): boolean =>
  takesPart(partnership, owner.school) &&
  schoolsOf(partnership).some(
    (school) => school.id === owner.school && !school.withdrawnAt && isStillOwned(school, owner),
  );

async function ofFacilitator(
  { cycleId, email, n }: Extract<CalendarOwner, { kind: 'facilitator' }>,
  cycle: Cycle,
): Promise<string | undefined> {
  const [partnerships, year] = await Promise.all([
    store.partnershipsOfFacilitator(cycleId, email),
    store.visitYear(cycleId),
  ]);
  if (year.subscriptions[email] !== n) return undefined;
  const events = partnerships.flatMap((partnership) => eventsOf(cycle, partnership, partnership.visits));
  return calendarOf(cycle, year, events);
}

const domain = new URL(origin).hostname;

/** Upcoming and past visits. Canceled visits are left out. */
const eventsOf = (
  cycle: Cycle,
  partnership: Partnership,
  visits: Partnership['visits'],
): readonly Invitation[] =>
  standing(visits).map((visit) =>
    visitOfPartnership(partnership, visit, undefined, {
      cycle,
      domain,
      writtenAt: lastChange(partnership, partnership.formedAt),
    }),
  );

function calendarOf(cycle: Cycle, year: VisitYear, visits: readonly Invitation[]): string {
  const coaching = year.coaching
    .filter(({ state }) => state === 'booked')
    .map((session) =>
      coachingInvitation(session, undefined, {
        cycle,
        domain,
        writtenAt: lastChange(year, cycle.closesAt),
      }),
    );
  const events = [...visits, ...coaching].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  return subscribedText(`${cycle.program.name} ${cycle.name}`, events);
}

/** The last change, not the time of the request: the same visits then give the same text. */
const lastChange = ({ history }: Pick<Partnership | VisitYear, 'history'>, otherwise: Instant): Instant =>
  history.at(-1)?.at ?? otherwise;
