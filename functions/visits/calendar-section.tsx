import type { Cycle } from '../../shared/domain/cycle.ts';
import type { StaffMember } from '../../shared/domain/person.ts';
import type { VisitYear } from '../../shared/domain/visits/visit-year.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Details } from '../../shared/ui/notices.tsx';
import { calendarAddress } from '../calendar-addresses.ts';
import { seenOf } from '../http/seen.ts';
import { hrefTo } from '../routes.ts';
import { linkKeys, origin } from './context.ts';
import type { VisitsRequest } from './setting.ts';

type Own = { readonly cycle: Cycle; readonly staff: StaffMember; readonly year: VisitYear };

/** The address of somebody's own calendar that is good now; undefined before one was made. */
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

/** One's own visits in the calendar that one looks at anyway. */
export function CalendarSection({ request }: { readonly request: VisitsRequest }) {
  const { cycle, staff, setting } = request;
  const address = subscriptionAddress({ cycle, staff, year: setting.year });
  const hidden = { seen: seenOf(setting.year.subscriptions[staff.email] ?? 0) };
  return (
    <>
      <h3 class="govuk-heading-s" id="calendar">
        In your own calendar
      </h3>
      {address === undefined ? (
        <Form action={hrefTo('renewFacilitatorCalendar', {})} hidden={hidden}>
          <p class="govuk-body">
            Your visits can appear in your calendar, and move there by themselves. Whoever knows its address
            can read their dates and places.
          </p>
          <Button variant="secondary">Make my calendar address</Button>
        </Form>
      ) : (
        <>
          <p class="govuk-body">
            <a class="govuk-link" href={address.replace(/^https?:/, 'webcal:')}>
              Subscribe on this computer or phone
            </a>
          </p>
          <Details summary="If that link does nothing, or to stop it">
            <p class="govuk-body">Add this address to your calendar by hand:</p>
            <p class="govuk-body lp-typed">{address}</p>
            <p class="govuk-body">
              A new address stops the old one at once, in every calendar that subscribed to it.
            </p>
            <Form action={hrefTo('renewFacilitatorCalendar', {})} hidden={hidden}>
              <Button variant="warning">Make a new address and stop the old one</Button>
            </Form>
          </Details>
        </>
      )}
    </>
  );
}
