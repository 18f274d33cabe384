import { ownershipOf } from '#domain/base/person.ts';
import { linkOf, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { LinkLine } from '#ui/link.tsx';
import { Details } from '#ui/notices.tsx';
import { calendarAddress } from '../../calendar-links.ts';
import { keys, type OwnYear, origin } from '../access.ts';

/**
 * The school's current calendar link; undefined if it has none or its partnership has ended. A link that was made with an earlier
 * host works until the school replaces it.
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

/** How to get the visits into the school's own calendar, and how to stop that. */
export function CalendarSection({ own }: { readonly own: OwnYear }) {
  if (own.partnership.state !== 'active') return null;
  const address = subscriptionAddress(own);
  return (
    <>
      <h2 class="govuk-heading-m" id="calendar">
        Add visits to your calendar
      </h2>
      <p class="govuk-body">
        Your visits and coaching sessions will appear in your calendar and update automatically. If you
        subscribe, don’t also add the visits from our emails. You’d see each one twice.
      </p>
      {address === undefined ? <FirstAddress own={own} /> : <Subscription own={own} address={address} />}
    </>
  );
}

const seenIn = ({ partnership, school }: OwnYear) => ({
  seen: seenOf(linkOf(school.id)(partnership)),
});

const FirstAddress = ({ own }: { readonly own: OwnYear }) => (
  <Form action={hrefTo('renewCalendar', { reference: own.reference })} hidden={seenIn(own)}>
    <p class="govuk-body">
      First, create a calendar link for your school. Anyone with the link can see the details of your visits,
      such as dates, places, and themes, so share it only with people who take part in the visits.
    </p>
    <Button variant="secondary">Create calendar link</Button>
  </Form>
);

function Subscription({ own, address }: { readonly own: OwnYear; readonly address: string }) {
  return (
    <>
      <LinkLine href={address.replace(/^https?:/, 'webcal:')}>Subscribe on this computer or phone</LinkLine>
      <Details summary="If that doesn’t work, or if you use Google Calendar">
        <p class="govuk-body">Copy this link:</p>
        <p class="govuk-body lp-typed">{address}</p>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            iPhone or iPad: Go to Settings, Apps, Calendar, Calendar Accounts, Add Account, Other, Add
            Subscribed Calendar.
          </li>
          <li>
            Google Calendar: On a computer, go to Other calendars, +, From URL. It’ll show up on your phone
            too.
          </li>
          <li>Outlook: Go to Add calendar, Subscribe from web.</li>
        </ul>
        <p class="govuk-body">
          Changes can take up to a day to show up. For last-minute changes, go by our emails.
        </p>
      </Details>
      <Details summary="Replace or stop this link">
        <p class="govuk-body">
          If you replace the link, the old one stops working right away, and people need to subscribe again.
          Do this if someone has the link who shouldn’t. To turn it off for good, replace it and don’t share
          the new one.
        </p>
        <Form action={hrefTo('renewCalendar', { reference: own.reference })} hidden={seenIn(own)}>
          <Button variant="warning">Replace link</Button>
        </Form>
      </Details>
    </>
  );
}
