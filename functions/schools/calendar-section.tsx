import { ownershipOf } from '../../shared/domain/ownership.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Details } from '../../shared/ui/notices.tsx';
import { calendarAddress } from '../calendar-addresses.ts';
import { seenOf } from '../http/seen.ts';
import { hrefTo } from '../routes.ts';
import { keys, type OwnYear, origin } from './context.ts';

/**
 * The address of the school's calendar that is good now; undefined before one was made, and once the partnership has ended. One
 * that was made with an earlier host stays good until the school makes another.
 */
export function subscriptionAddress({ partnership, earlier, school, cycle }: OwnYear): string | undefined {
  const made = [partnership, ...earlier].find(({ subscriptions }) => (subscriptions[school.id] ?? 0) > 0);
  const n = made?.subscriptions[school.id];
  if (!made || n === undefined || partnership.state !== 'active') return undefined;
  const owner = {
    kind: 'school',
    cycleId: cycle.id,
    host: made.host.id,
    school: school.id,
    n,
    ...ownershipOf(school),
  } as const;
  return calendarAddress({ origin, keys }, cycle, owner);
}

/** The visits in the calendar that people look at anyway: how to get them there, and how to stop that. */
export function CalendarSection({ own }: { readonly own: OwnYear }) {
  if (own.partnership.state !== 'active') return null;
  const address = subscriptionAddress(own);
  return (
    <>
      <h2 class="govuk-heading-m" id="calendar">
        Subscribe in your calendar
      </h2>
      <p class="govuk-body">
        All visits and coaching sessions appear in your calendar, and move there by themselves when a date
        changes.
      </p>
      {address === undefined ? <FirstAddress own={own} /> : <Subscription own={own} address={address} />}
    </>
  );
}

const seenIn = ({ partnership, school }: OwnYear) => ({
  seen: seenOf(partnership.subscriptions[school.id] ?? 0),
});

const FirstAddress = ({ own }: { readonly own: OwnYear }) => (
  <Form action={hrefTo('renewCalendar', { reference: own.reference })} hidden={seenIn(own)}>
    <p class="govuk-body">
      For that your school needs an address of its own. Whoever knows it can read the dates and places of your
      visits, so share it only with those who come along.
    </p>
    <Button variant="secondary">Make our calendar address</Button>
  </Form>
);

function Subscription({ own, address }: { readonly own: OwnYear; readonly address: string }) {
  return (
    <>
      <p class="govuk-body">
        <a class="govuk-link" href={address.replace(/^https?:/, 'webcal:')}>
          Subscribe on this computer or phone
        </a>
      </p>
      <Details summary="If that link does nothing, or for Google Calendar">
        <p class="govuk-body">Copy this address:</p>
        <p class="govuk-body lp-typed">{address}</p>
        <ul class="govuk-list govuk-list--bullet">
          <li>iPhone or iPad: Settings, Calendar, Accounts, Add Account, Other, Add Subscribed Calendar.</li>
          <li>
            Google Calendar: on a computer, Other calendars, +, From URL. It then shows on your phone, too.
          </li>
          <li>Outlook: Add calendar, Subscribe from web.</li>
        </ul>
        <p class="govuk-body">Calendars ask for changes by themselves, most of them every few hours.</p>
      </Details>
      <Details summary="Make a new address, or stop this one">
        <p class="govuk-body">
          A new address stops the old one at once: every calendar that subscribed to it shows nothing new any
          more, and has to subscribe again. Do this when somebody has the address who should not have it. To
          stop for good, make a new address and give it to nobody.
        </p>
        <Form action={hrefTo('renewCalendar', { reference: own.reference })} hidden={seenIn(own)}>
          <Button variant="warning">Make a new address and stop the old one</Button>
        </Form>
      </Details>
    </>
  );
}
