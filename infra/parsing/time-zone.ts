import { Temporal } from 'temporal-polyfill';

// The areas of the IANA time zone database. A zone outside them, such as EST or -05:00, never changes its clocks.
const region = /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//;

/** The region with its capitals: `America/New_York` for `america/new_york`. Undefined if it isn't a region. */
function regionNamed(name: string): string | undefined {
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return region.test(timeZoneId) ? timeZoneId : undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** Whether it is a region with its capitals, as EventBridge Scheduler takes it. */
export const isTimeZone = (name: string): boolean => regionNamed(name) === name;

export const sayUnknownZone = (name: string): string =>
  `unknown time zone “${name}” (expected a region such as ${regionNamed(name) ?? 'America/New_York'})`;
