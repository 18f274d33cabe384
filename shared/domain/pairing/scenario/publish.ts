import type { Application, DecidedApplication } from '#domain/admission/application.ts';
import { placeOf, type Unconfirmed, unconfirmedPlaces } from '#domain/admission/place.ts';
import type { Facilitator } from '#domain/admission/roster.ts';
import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import { type NamedStaff, ownershipOf, principalOf } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import { byId, type Entrant, type HostEntrant } from '#domain/pairing/problem.ts';
import type { PublicationEvent } from '#domain/partnership/events.ts';
import {
  type PairedHost,
  type PairedPartner,
  type PairedSchool,
  type PlannedPartnership,
  type PublishedPairing,
  schoolsOf,
} from '#domain/partnership/partnership.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { type UnkeptRuling, unkeptRulings } from './rulings.ts';
import {
  hostsWithPartners,
  offeredCapacity,
  type ProposedScenario,
  pairedProblem,
  type Scenario,
} from './scenario.ts';

/** The current data that publishing needs, besides the scenario. */
export type Surroundings = {
  /** Why two schools were matched, in the words that their partnership keeps. */
  readonly sayWhy: (host: HostEntrant, partner: Entrant) => string;
  /** At least those of the paired schools. */
  readonly applications: readonly Application[];
  readonly facilitators: readonly Facilitator[];
  /** The cycle's published pairing, if there is one. */
  readonly published: PublishedPairing | undefined;
};

/** The reasons why a proposal can't be published: IDs of schools and hosts, and rulings. */
export type Obstacles = {
  /** Paired schools that are not accepted in that role, or no longer. */
  readonly notAccepted: readonly string[];
  /** Current locks and bans that the plan does not follow. */
  readonly rulingsNotKept: readonly UnkeptRuling[];
  /** Hosts whose partnership has no facilitator from the roster. */
  readonly withoutFacilitator: readonly string[];
};

export type PublicationRefusal =
  | 'not-proposed'
  | 'published'
  | 'nobody-paired'
  | 'not-accepted'
  | 'rulings-not-kept'
  | 'without-facilitator';

export function obstaclesTo(
  scenario: ProposedScenario,
  { applications, facilitators }: Pick<Surroundings, 'applications' | 'facilitators'>,
): Obstacles {
  const paired = hostsWithPartners(scenario);
  const hosts = new Set(acceptedAs('host', applications).keys());
  const partners = new Set(acceptedAs('partner', applications).keys());
  const known = new Set(facilitators.map(({ email }) => email));
  return {
    notAccepted: paired.flatMap((one) => [
      ...(hosts.has(one.host.id) ? [] : [one.host.id]),
      ...one.partners.filter((id) => !partners.has(id)),
    ]),
    rulingsNotKept: unkeptRulings(scenario),
    withoutFacilitator: paired
      .map(({ host }) => host.id)
      .filter((id) => !known.has(scenario.facilitators[id] ?? '')),
  };
}

/** Accepted schools without a partnership after publishing, sorted by ID. */
export type LeftOut = {
  readonly partners: readonly DecidedApplication[];
  readonly hosts: readonly DecidedApplication[];
};

export function leftOutOf(
  partnerships: readonly PlannedPartnership[],
  applications: readonly Application[],
): LeftOut {
  const paired = new Set(partnerships.flatMap(schoolsOf).map(({ id }) => id));
  const left = (role: Application['role']) =>
    [...acceptedAs(role, applications).values()]
      .filter(({ school }) => !paired.has(school.id))
      .sort((a, b) => byId(a.school, b.school));
  return { partners: left('partner'), hosts: left('host') };
}

/** What a director should know before publishing. None of it prevents that. */
export type Cautions = {
  /** Whether schools can still apply. */
  readonly isOpen: boolean;
  /** How many submitted applications have no decision yet. */
  readonly undecided: number;
  /** Paired schools that haven't confirmed their places, those with the earliest date first. */
  readonly unconfirmed: readonly Unconfirmed[];
};

export function cautionsBefore(
  partnerships: readonly PlannedPartnership[],
  applications: readonly Application[],
  cycle: Cycle,
  now: Instant,
): Cautions {
  const paired = new Set(partnerships.flatMap(schoolsOf).map(({ id }) => id));
  return {
    isOpen: now <= cycle.closesAt,
    undecided: applications.filter(({ state }) => state === 'submitted').length,
    unconfirmed: unconfirmedPlaces(
      applications
        .filter(({ school }) => paired.has(school.id))
        .map((one) => {
          const place = placeOf(one, cycle.program);
          return { reference: one.reference, schoolName: one.school.name, ...(place && { place }) };
        }),
    ),
  };
}

const acceptedAs = (
  role: Application['role'],
  applications: readonly Application[],
): ReadonlyMap<string, DecidedApplication> =>
  new Map(
    applications.flatMap((one) =>
      one.state === 'decided' && one.decision.outcome === 'accepted' && one.role === role
        ? [[one.school.id, one] as const]
        : [],
    ),
  );

/**
 * Publishes a proposal with its moves as the one pairing of its cycle. Refused if a school in it is not accepted, the
 * plan breaks a lock or ban, or a partnership has no facilitator. `obstaclesTo` names them.
 */
export function publishPairing(
  scenario: Scenario,
  surroundings: Surroundings,
  staff: NamedStaff,
  now: Instant,
): Change<PublishedPairing, PublicationEvent> | Refusal<PublicationRefusal> {
  if (surroundings.published) return refuse('published');
  if (scenario.state !== 'proposed') return refuse('not-proposed');
  if (hostsWithPartners(scenario).length === 0) return refuse('nobody-paired');
  const { notAccepted, rulingsNotKept, withoutFacilitator } = obstaclesTo(scenario, surroundings);
  if (notAccepted.length > 0) return refuse('not-accepted');
  if (rulingsNotKept.length > 0) return refuse('rulings-not-kept');
  if (withoutFacilitator.length > 0) return refuse('without-facilitator');
  const event = { type: 'pairing-published' } as const;
  const published: PublishedPairing = {
    version: 0,
    cycleId: scenario.cycleId,
    scenario: { id: scenario.id, name: scenario.name },
    publishedBy: { email: staff.email, name: staff.name },
    publishedAt: now,
    partnerships: plannedPartnerships(scenario, surroundings),
    history: [],
  };
  return { after: noted(published, now, staff.name, event), events: [event] };
}

function plannedPartnerships(
  scenario: ProposedScenario,
  { sayWhy, applications, facilitators }: Surroundings,
): readonly PlannedPartnership[] {
  const hosts = acceptedAs('host', applications);
  const partners = acceptedAs('partner', applications);
  const { partners: entrants } = pairedProblem(scenario);
  const entrantOf = new Map(entrants.map((entrant) => [entrant.id, entrant]));
  const facilitatorOf = new Map(facilitators.map((one) => [one.email, one]));
  return hostsWithPartners(scenario).map(({ host, partners: ids }) => {
    const { email, name } = known(facilitatorOf.get(scenario.facilitators[host.id] ?? ''));
    return {
      host: pairedHost({ ...host, capacity: offeredCapacity(scenario, host.id) }, known(hosts.get(host.id))),
      partners: ids.map((id) => {
        const partner = known(entrantOf.get(id));
        return pairedPartner(partner, known(partners.get(id)), sayWhy(host, partner));
      }),
      facilitator: { email, name },
      ...(host.focus !== undefined && { focusArea: host.focus }),
    };
  });
}

/** A host in the form that its partnership stores. */
export const pairedHost = (host: HostEntrant, application: DecidedApplication): PairedHost => ({
  ...pairedSchool(host, application),
  capacity: host.capacity,
});

/** A partner in the form that its partnership stores. */
export const pairedPartner = (
  partner: Entrant,
  application: DecidedApplication,
  why: string,
): PairedPartner => ({ ...pairedSchool(partner, application), why });

const pairedSchool = (
  { id, name, levels, region, focusAreas }: Entrant,
  application: DecidedApplication,
): PairedSchool => ({
  id,
  name,
  levels,
  region,
  ...(application.school.kind === undefined ? {} : { kind: application.school.kind }),
  reference: application.reference,
  contact: application.applicant,
  ...ownershipOf(application),
  ...principalOf(application),
  focusAreas,
});

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('A plan names an unchecked school or facilitator');
  return found;
}
