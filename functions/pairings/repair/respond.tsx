import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import {
  type Around,
  hostEntrantOf,
  movedAlready,
  newcomersFor,
  partnerEntrantOf,
  rehomingsOf,
} from '#domain/pairing/explain/newcomers.ts';
import type { Ruling } from '#domain/pairing/problem.ts';
import { pairedHost, pairedPartner } from '#domain/pairing/scenario/publish.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import {
  type ActivePartnership,
  formPartnership,
  type PairedPartner,
  type Partnership,
} from '#domain/partnership/partnership.ts';
import { endPartnership, fillPlace, leavePlaceOpen, type RepairRefusal } from '#domain/partnership/repair.ts';
import { type Answer, seeOther, showPage, showProblem } from '#http/answer.ts';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { sayReason, sayWhy } from '#text/pairing.ts';
import { store } from '../access.ts';
import { nowhere } from '../forms.ts';
import { noPartnership } from '../refusals.tsx';
import { type PartnershipRequest, withPartnership } from '../scenario-access.ts';
import { done } from '../text.tsx';
import { hostField, RepairPage } from './page.tsx';

/** The current state that a repair needs. */
async function aroundOf({ cycle }: StaffRequest): Promise<Around> {
  const [applications, partnerships, bans] = await Promise.all([
    store.applications(cycle.id),
    store.partnerships(cycle.id),
    publishedBans(cycle.id),
  ]);
  return { program: cycle.program, applications, partnerships, bans };
}

/** Only bans: a published plan already follows the locks, and a repair moves no one whose host stays. */
async function publishedBans(cycleId: string): Promise<readonly Ruling[]> {
  const published = await store.publishedPairing(cycleId);
  const scenario = published && (await store.scenario(cycleId, published.scenario.id));
  return scenario?.state === 'proposed' ? scenario.rulings.bans : [];
}

type Rehoming = Pick<StaffRequest, 'cycle' | 'staff' | 'now'> & {
  /** The partnership whose host withdrew. */
  readonly partnership: Partnership;
};

/** Adds partners to a host's partnership. If the host has none, forms one with the partners' facilitator. */
async function takeIn(
  { cycle, partnership, staff, now }: Rehoming,
  hostId: string,
  newcomers: readonly PairedPartner[],
  around: Around,
): Promise<Refusal<RepairRefusal> | undefined> {
  const host = hostEntrantOf(hostId, around);
  const application = around.applications.find((one) => one.school.id === hostId);
  const isWithout = !around.partnerships.some((one) => one.host.id === hostId);
  if (isWithout && host && application?.state === 'decided') {
    const planned = {
      host: pairedHost(host, application),
      partners: newcomers.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      facilitator: partnership.facilitator,
    };
    if (
      (await store.commitPartnership(formPartnership(cycle.id, planned, staff, now, partnership.host))) ===
      'committed'
    )
      return undefined;
  }
  for (const newcomer of newcomers) {
    const outcome = await revisePartnership(store, cycle.id, hostId, (one) =>
      fillPlace(one, newcomer, staff, now, partnership.host),
    );
    if (outcome && isRefusal(outcome) && outcome.refused !== 'already-in') return outcome;
  }
  return undefined;
}

type AboutRepair = StaffRequest & { readonly partnership: ActivePartnership };

const withRepair = (respond: (request: AboutRepair) => Promise<Answer>) =>
  withPartnership(['director'], (request) => {
    const { partnership } = request;
    return partnership.state === 'active'
      ? respond({ ...request, partnership })
      : notRepaired(request, 'This partnership has ended', 'You can no longer change it.');
  });

export const repairPage = withRepair(async (request) => {
  const { partnership } = request;
  const around = await aroundOf(request);
  const newcomers = newcomersFor(partnership.host.id, around);
  const rehomings = partnership.host.withdrawnAt === undefined ? [] : rehomingsOf(partnership, around);
  return showPage(
    <RepairPage
      request={request}
      partnership={partnership}
      newcomers={newcomers}
      rehomings={rehomings}
      errors={{}}
    />,
    {
      host: partnership.host.id,
      newcomers: newcomers.map(({ host, school, isWaitlisted, score }) => ({
        partner: school.id,
        isWaitlisted,
        points: score.total,
        reason: sayReason(score, host, school, around.program),
      })),
      rehomings: rehomings.map(({ partner, others, proposed }) => ({
        partner: partner.id,
        hosts: others.map(({ host, score }) => ({ host: host.id, points: score.total })),
        proposed: proposed ?? null,
      })),
    },
  );
});

/** Leaves a place open (`open`), gives it to a school (`partner`), or moves a withdrawn host's partners (`host-` and each ID). */
export const repairPartnership = withRepair(async (request) => {
  const { partnership, fields, staff, now } = request;
  if (partnership.host.withdrawnAt !== undefined) return rehome(request);
  const { open, partner } = fields;
  if (typeof open === 'string')
    return repaired(
      request,
      await revise(request, partnership.host.id, (one) => leavePlaceOpen(one, open, staff, now)),
    );
  if (typeof partner === 'string') return fill(request, partner);
  return again(request, 'Choose a school for this place, or leave it open');
});

async function again(request: AboutRepair, message: string): Promise<Answer> {
  const { partnership } = request;
  const around = await aroundOf(request);
  const errors = { '': message };
  return showProblem(
    <RepairPage
      request={request}
      partnership={partnership}
      newcomers={newcomersFor(partnership.host.id, around)}
      rehomings={partnership.host.withdrawnAt === undefined ? [] : rehomingsOf(partnership, around)}
      errors={errors}
    />,
    { status: 422, title: 'Some answers need your attention', errors: [{ field: '', detail: message }] },
  );
}

async function fill(request: AboutRepair, partnerId: string): Promise<Answer> {
  const { partnership, staff, now } = request;
  const around = await aroundOf(request);
  const isOffered = newcomersFor(partnership.host.id, around).some(
    ({ school, isWaitlisted }) => school.id === partnerId && !isWaitlisted,
  );
  const newcomer = isOffered ? pairedWith(partnership.host.id, partnerId, around) : undefined;
  if (!newcomer)
    return again(request, 'Choose an accepted school that has no partnership and fits this host');
  return repaired(
    request,
    await revise(request, partnership.host.id, (one) => fillPlace(one, newcomer, staff, now)),
  );
}

/** The partner's record in the new partnership. Undefined if one of the two is no longer accepted. */
function pairedWith(hostId: string, partnerId: string, around: Around): PairedPartner | undefined {
  const host = hostEntrantOf(hostId, around);
  const partner = partnerEntrantOf(partnerId, around);
  const application = around.applications.find((one) => one.school.id === partnerId);
  return host && partner && application?.state === 'decided'
    ? pairedPartner(partner, application, sayWhy(host, partner, around.program))
    : undefined;
}

/**
 * Moves each partner of a withdrawn host, then ends its partnership. Each step is its own commit. After an interruption,
 * submitting the form again does the rest; partners that already moved stay.
 */
async function rehome(request: AboutRepair): Promise<Answer> {
  const { partnership, fields, staff, now } = request;
  const around = await aroundOf(request);
  const destinations = new Map<string, PairedPartner[]>();
  for (const { partner, others } of rehomingsOf(partnership, around)) {
    const to = fields[hostField(partner.id)] ?? nowhere;
    if (to === nowhere) continue;
    const newcomer = pairedWith(String(to), partner.id, around);
    if (!newcomer || !others.some(({ host }) => host.id === to))
      return again(request, `Choose a host with an open place for ${partner.name}`);
    destinations.set(String(to), [...(destinations.get(String(to)) ?? []), newcomer]);
  }
  for (const [to, newcomers] of destinations) {
    const trouble = await takeIn(request, to, newcomers, around);
    if (trouble) return repaired(request, trouble);
  }
  const moved = [
    ...movedAlready(partnership, around),
    ...[...destinations.values()].flat().map(({ id }) => id),
  ];
  return repaired(
    request,
    await revise(request, partnership.host.id, (one) => endPartnership(one, moved, staff, now)),
  );
}

const revise = (
  { cycle }: AboutRepair,
  hostId: string,
  decide: (partnership: Partnership) => Change<Partnership, PartnershipEvent> | Refusal<RepairRefusal>,
) => revisePartnership(store, cycle.id, hostId, decide);

function repaired(request: AboutRepair, outcome: Partnership | Refusal<RepairRefusal> | undefined): Answer {
  const {
    staff,
    partnership: { host },
  } = request;
  if (!outcome) return noPartnership(staff);
  if (isRefusal(outcome))
    return notRepaired(request, 'Your change wasn’t made', refusalWords[outcome.refused]);
  return seeOther(hrefTo('partnership', { partnership: host.reference }, done('repaired')), {
    host: host.id,
    state: outcome.state,
    partners: outcome.partners.map(({ id }) => id),
  });
}

const notRepaired = (
  { staff, partnership: { host } }: PartnershipRequest,
  title: string,
  detail: string,
): Answer =>
  staffProblem(staff, {
    status: 409,
    title,
    detail,
    to: {
      href: hrefTo('partnership', { partnership: host.reference }),
      text: 'See the partnership as it is now',
    },
  });

const refusalWords: Readonly<Record<RepairRefusal, string>> = {
  ended: 'This partnership has ended.',
  'host-withdrew': 'The host withdrew. Move its partners to other hosts.',
  'host-stays': 'The host hasn’t withdrawn.',
  'host-full': 'The host no longer has an open place.',
  'not-withdrawn': 'This school hasn’t withdrawn, or its place has already been handled.',
  'already-in': 'The school is already in this partnership.',
};
