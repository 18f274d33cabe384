import * as v from 'valibot';
import { type Clocks, learnClocks, readClocks } from '#domain/base/clocks.ts';
import { plusHours } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { CalendarEntry } from '#domain/program/program.ts';
import { calendarEntrySchema, cycleSchema } from './cycle-schema.ts';
import type { StoredRecord, Table } from './dynamo-table.ts';
import { keyOf } from './keys.ts';
import { type Exactly, parseRecord } from './parse-record.ts';

/** How long a cycle is cached. Every request needs it, and it changes once in weeks. */
const cycleLifetimeMs = 60 * 1000;

const clocksSchema = v.object({
  untilMs: v.number(),
  changes: v.array(v.object({ fromMs: v.number(), offsetMinutes: v.number(), name: v.string() })),
}) satisfies v.GenericSchema<unknown, Clocks>;

const calendarList = v.array(calendarEntrySchema);
// In cycles of earlier versions, it is a list.
const storedCalendar = v.union([v.pipe(v.string(), v.parseJson(), calendarList), calendarList]);

/** What a cycle's record says, with its calendar as a list. */
export const storedCycleSchema = v.object({
  body: cycleSchema satisfies Exactly<Cycle, typeof cycleSchema>,
  clocks: v.optional(clocksSchema),
});
const cycleRecord = v.object({
  body: v.object({ ...cycleSchema.entries, calendar: v.unknown() }),
  clocks: v.optional(clocksSchema),
});

/** Everything in a cycle happens in this time around it. Other times go to Intl. */
const yearsBefore = 1;
const yearsAfter = 3;
const yearHours = 366 * 24;

const clocksAround = ({ opensAt, closesAt, program }: Cycle): Clocks =>
  readClocks(
    program.timeZone,
    Date.parse(plusHours(opensAt, -yearsBefore * yearHours)),
    Date.parse(plusHours(closesAt, yearsAfter * yearHours)),
  );

function parseCycle(record: StoredRecord | undefined): Cycle | undefined {
  if (!record) return undefined;
  const { body, clocks } = parseRecord(cycleRecord, record);
  if (clocks) learnClocks(body.program.timeZone, clocks);
  return withCalendar(body, record);
}

/**
 * A calendar is half of a cycle, and few readers need it. It is packed as JSON and parsed on first use. Otherwise it
 * would take 2 ms of CPU at nearly every cold start.
 */
function withCalendar(
  stored: Omit<Cycle, 'calendar'> & { readonly calendar: unknown },
  record: StoredRecord,
): Cycle {
  let parsed: readonly CalendarEntry[] | undefined;
  return {
    ...stored,
    get calendar() {
      parsed ??= parseRecord(storedCalendar, record, stored.calendar);
      return parsed;
    },
  };
}

/** The cycles in the table, cached for up to a minute. */
export function openCycles(table: Table) {
  const kept = new Map<string, { readonly readAt: number; readonly cycles: readonly Cycle[] }>();
  const keeping = async (name: string, read: () => Promise<readonly (StoredRecord | undefined)[]>) => {
    const known = kept.get(name);
    if (known && Date.now() - known.readAt < cycleLifetimeMs) return known.cycles;
    const cycles = (await read()).flatMap((record) => parseCycle(record) ?? []);
    if (cycles.length > 0) kept.set(name, { readAt: Date.now(), cycles });
    return cycles;
  };
  const last = (most: number) =>
    keeping(`last ${most}`, () =>
      table.first(most, {
        KeyConditionExpression: 'pk = :cycles',
        ExpressionAttributeValues: { ':cycles': { S: 'CYCLES' } },
        ScanIndexForward: false,
      }),
    );
  return {
    /** The cycle that schools apply to: the last one by ID, so IDs must be in the order of the years. */
    currentCycle: async (): Promise<Cycle | undefined> => (await last(1))[0],

    /** That cycle and the one before it, whose year may not be over. */
    lastTwoCycles: (): Promise<readonly Cycle[]> => last(2),

    /** Every cycle, sorted by ID. */
    cycles: async (): Promise<readonly Cycle[]> => {
      const records = await table.query({
        KeyConditionExpression: 'pk = :cycles',
        ExpressionAttributeValues: { ':cycles': { S: 'CYCLES' } },
      });
      return records.flatMap((record) => parseCycle(record) ?? []);
    },

    cycle: async (id: string): Promise<Cycle | undefined> =>
      (await keeping(id, async () => [await table.get(keyOf.cycle(id))]))[0],

    /** Stores a cycle with the clocks of its zone, so that pages can say dates without Intl. */
    putCycle: async (cycle: Cycle): Promise<void> => {
      const body = { ...cycle, calendar: JSON.stringify(cycle.calendar) };
      await table.put({ ...keyOf.cycle(cycle.id), type: 'cycle', body, clocks: clocksAround(cycle) });
      kept.clear();
    },
  };
}
