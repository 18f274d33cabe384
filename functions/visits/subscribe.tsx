import type { StaffMember } from '#domain/base/person.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import { linkOf, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { LinkLine } from '#ui/link.tsx';
import { Details } from '#ui/notices.tsx';
import { calendarAddress } from '../calendar-links.ts';
import { linkKeys, origin, type VisitsRequest } from './access.ts';

type Own = { readonly cycle: Cycle; readonly staff: StaffMember; readonly year: VisitYear };

/** The current link to someone's own calendar; undefined if there is none yet. */
export function subscriptionAddress({ cycle, staff: { email }, year }: Own): string | undefined {
  const n = year.subscriptions[email] ?? 0;
  if (n === 0) return undefined;
  return calendarAddress({ origin, keys: linkKeys }, cycle, {
    kind: 'facilitator',
    cycleId: cycle.id,
    email,
    n,
  });
}

/** Lets facilitators add their visits to the calendar they already use. */
export function CalendarSection({ request }: { readonly request: VisitsRequest }) {
  const { cycle, staff, setting } = request;
  const address = subscriptionAddress({ cycle, staff, year: setting.year });
  const hidden = { seen: seenOf(linkOf(staff.email)(setting.year)) };
  return (
    <>
      <h3 class="govuk-heading-s" id="calendar">
        Add visits to your calendar
      </h3>
      {address === undefined ? (
        <Form action={hrefTo('renewFacilitatorCalendar', {})} hidden={hidden}>
          <p class="govuk-body">
            Add your visits to your own calendar. They’ll update automatically. Anyone with the link can see
            the details, such as dates, places, and themes.
          </p>
          <Button variant="secondary">Get my calendar link</Button>
        </Form>
      ) : (
        <>
          <LinkLine href={address.replace(/^https?:/, 'webcal:')}>
            Subscribe on this computer or phone
          </LinkLine>
          <Details summary="If that doesn’t work, or to replace the link">
            <p class="govuk-body">Or add this link to your calendar:</p>
            <p class="govuk-body lp-typed">{address}</p>
            <p class="govuk-body">
              If you replace the link, the old one stops working right away in every calendar that uses it.
            </p>
            <Form action={hrefTo('renewFacilitatorCalendar', {})} hidden={hidden}>
              <Button variant="warning">Replace link</Button>
            </Form>
          </Details>
        </>
      )}
    </>
  );
}
