import { type Change, isRefusal, type Refusal, refuse } from '#domain/base/change.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import type { AskedDay, PartnershipEvent, VisitEvent } from '#domain/partnership/events.ts';
import {
  asEachPairedContact,
  type PairedSchool,
  type Partnership,
  schoolsOf,
} from '#domain/partnership/partnership.ts';
import { isBooked, schoolsIn, type Visit } from '#domain/partnership/visit.ts';
import { repairYears, settlePartnership, type YearRepair } from '#domain/visits/replan.ts';
import type { Setting } from '#domain/visits/schedule.ts';
import { isDirector } from '#http/staff-access.tsx';
import { isSame } from '#http/stale-form.ts';
import { type PartnershipStore, revisePartnership } from '#store/revise.ts';
import { sayClashes } from '#text/visit-clashes.ts';
import { namesIn } from '#text/visits.ts';
import type { VisitsRequest } from './access.ts';

/**
 * A change of one partnership. A preview applies `decide` to the partnership that it read. The form applies it to the current
 * partnership.
 */
export type Step = {
  readonly partnership: Partnership;
  readonly decide: (
    standing: Partnership,
  ) => Change<Partnership, PartnershipEvent> | Refusal<string> | undefined;
};

/** One visit that a step changes. */
export type ChangedVisit = {
  readonly partnership: Partnership;
  readonly kind: 'moved' | 'booked' | 'cancelled';
  /** After the change. */
  readonly visit: Visit;
  /** The date before the change; undefined for a new visit. */
  readonly from: CalendarDate | undefined;
  /** The schools' date requests that the change answers. */
  readonly asked: readonly AskedDay[];
};

const kinds: Partial<Readonly<Record<VisitEvent['type'], ChangedVisit['kind']>>> = {
  'visit-moved': 'moved',
  'visit-booked': 'booked',
  'visit-cancelled': 'cancelled',
};

/** All visits that the steps change, by partnership and number. */
export const changedVisits = (steps: readonly Step[]): readonly ChangedVisit[] =>
  steps.flatMap(({ partnership, decide }) => {
    const change = decide(partnership);
    if (!change || isRefusal(change)) return [];
    const kindOf = new Map(
      change.events.flatMap((event) => {
        const kind = 'visit' in event ? kinds[event.type] : undefined;
        return kind && 'visit' in event ? [[event.visit, kind] as const] : [];
      }),
    );
    return change.after.visits.flatMap((visit) => {
      const kind = kindOf.get(visit.number);
      const before = partnership.visits.find(({ number }) => number === visit.number);
      const asked = before ? answeredBy(before, visit) : [];
      return kind ? [{ partnership: change.after, kind, visit, from: before?.date, asked }] : [];
    });
  });

/** The date requests that the change closes. */
const answeredBy = (before: Visit, after: Visit): readonly AskedDay[] => {
  if (!isBooked(before)) return [];
  const open = isBooked(after) ? after.proposals.map(({ school }) => school) : [];
  return before.proposals
    .filter(({ school }) => !open.includes(school))
    .map(({ school, date }) => ({ school, date }));
};

/** Someone who gets an email. */
type Addressee = Pick<PairedSchool, 'name'> & { readonly contact: string };

/** Who gets an email about the changed visits: their schools and facilitators. */
export function writtenTo(changed: readonly ChangedVisit[]): readonly Addressee[] {
  const all = new Map<string, Addressee>();
  for (const { partnership, visit } of changed) {
    for (const school of schoolsOf(partnership))
      if (schoolsIn(visit).includes(school.id))
        for (const { id, name, contact } of asEachPairedContact(school))
          all.set(`${id} ${contact.email}`, { name, contact: contact.name });
    const { email, name } = partnership.facilitator;
    all.set(email, { name, contact: 'facilitator' });
  }
  return [...all.values()];
}

/** Host IDs of the partnerships that were changed, and of those that someone else changed first. */
type Taken = { readonly done: readonly string[]; readonly left: readonly string[] };

/** Takes steps one after the other. Skips a partnership if its visits changed after the step was made. */
export async function takeSteps(
  store: PartnershipStore,
  cycleId: string,
  steps: readonly Step[],
): Promise<Taken> {
  const [done, left]: [string[], string[]] = [[], []];
  for (const { partnership, decide } of steps) {
    const { id } = partnership.host;
    const outcome = await revisePartnership(store, cycleId, id, (standing) =>
      isAsSeen(standing, partnership) ? decide(standing) : refuse('changed'),
    );
    (!outcome || isRefusal(outcome) ? left : done).push(id);
  }
  return { done, left };
}

/** Whether the dates, schools, and facilitator are still the ones that were shown. */
const isAsSeen = (standing: Partnership, seen: Partnership): boolean =>
  isSame(placed(standing), placed(seen));

const placed = (partnership: Partnership) => [
  partnership.state,
  partnership.facilitator.email,
  schoolsOf(partnership).map(({ id, withdrawnAt }) => [id, withdrawnAt]),
  partnership.visits.map(({ number, state, date, visiting, visited }) => [
    ...[number, state, date, visiting, visited],
  ]),
];

/**
 * The state that decides a preview: today, and the versions of the year and the partnerships. As long as it is the same,
 * schedules, moves, and repairs have the same result.
 */
export const yearShown = ({ year, partnerships }: Setting, today: CalendarDate) => [
  today,
  year.version,
  ...partnerships.map(({ host, version }) => `${host.id}:${version}`),
];

/** A changed visit as data. */
export const toldChange = ({ partnership, kind, visit, from, asked }: ChangedVisit) => ({
  host: partnership.host.id,
  visit: visit.number,
  kind,
  visiting: visit.visiting,
  visited: visit.visited,
  from: from ?? null,
  to: kind === 'cancelled' ? null : visit.date,
  asked,
});

/** A repair of visits: the change of each partnership, and the facilitators whose visits can't all be kept. */
export type RepairPreview = Pick<YearRepair, 'stuck'> & {
  readonly steps: readonly Step[];
  readonly changes: readonly ChangedVisit[];
};

/** The partnerships that someone may repair: all (directors), or their own. */
export const ownPart = ({ setting, staff }: Pick<VisitsRequest, 'setting' | 'staff'>): Setting =>
  isDirector(staff)
    ? setting
    : {
        ...setting,
        partnerships: setting.partnerships.filter(({ facilitator }) => facilitator.email === staff.email),
      };

/** The change of each partnership to its planned visits. */
export const stepsTo = (
  visits: YearRepair['visits'],
  setting: Setting,
  because: string,
  { staff, now }: Pick<VisitsRequest, 'staff' | 'now'>,
): readonly Step[] =>
  setting.partnerships
    .filter(({ host }) => visits.has(host.id))
    .map((partnership) => ({
      partnership,
      decide: (standing) => settlePartnership(standing, visits, setting, because, staff, now),
    }));

/** The repair of the visits in a setting. `because` is the reason in the emails to schools. */
export function repairOf(request: VisitsRequest, setting: Setting, because: string): RepairPreview {
  const { visits, stuck } = repairYears(setting, request.today);
  const steps = stepsTo(visits, setting, because, request);
  return { steps, changes: changedVisits(steps), stuck };
}

/** A repair as data. */
export const toldRepair = ({ changes, stuck }: RepairPreview, setting: Setting) => ({
  changes: changes.map(toldChange),
  stuck: toldStuck(stuck, setting),
});

/** The facilitators whose visits can't all be kept, and why, as data with sentences. */
export const toldStuck = (stuck: YearRepair['stuck'], { partnerships }: Setting) =>
  stuck.map(({ facilitator, clashes }) => ({
    facilitator,
    clashes: sayClashes(clashes, namesIn(partnerships)),
  }));
