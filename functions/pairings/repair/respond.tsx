import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import {
  type Around,
  hostEntrantOf,
  movedAlready,
  newcomersFor,
  otherFocuses,
  partnerEntrantOf,
  refocusingOf,
  rehomingsOf,
} from '#domain/pairing/explain/newcomers.ts';
import type { HostEntrant } from '#domain/pairing/problem.ts';
import { pairedHost, pairedPartner } from '#domain/pairing/scenario/publish.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import {
  type ActivePartnership,
  formPartnership,
  type PairedPartner,
  type Partnership,
} from '#domain/partnership/partnership.ts';
import { endPartnership, fillPlace, leavePlaceOpen, type RepairRefusal } from '#domain/partnership/repair.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { check, type FieldErrors, type Fields } from '#http/fields.ts';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { sayReason, sayWhy } from '#text/pairing.ts';
import { store } from '../access.ts';
import { done } from '../done.ts';
import { nowhere, repairFields } from '../forms.ts';
import { noPartnership, partnershipUnchanged } from '../refusals.tsx';
import { type ActivePartnershipRequest, withActivePartnership } from '../scenario-access.ts';
import { hostField, RepairPage, type RepairPageProps } from './page.tsx';

/** The current state that a repair needs. */
async function aroundOf({ cycle }: StaffRequest): Promise<Around> {
  const [applications, partnerships, plan] = await Promise.all([
    store.applications(cycle.id),
    store.partnerships(cycle.id),
    publishedPlan(cycle.id),
  ]);
  const pairing = plan?.problem.rules ?? cycle.program.pairing;
  // Only bans: a published plan already follows the locks, and a repair moves no one whose host stays.
  const bans = plan?.rulings.bans ?? [];
  return { program: { ...cycle.program, pairing }, applications, partnerships, bans };
}

/** Its rules still apply. */
async function publishedPlan(cycleId: string): Promise<ProposedScenario | undefined> {
  const published = await store.publishedPairing(cycleId);
  const scenario = published && (await store.scenario(cycleId, published.scenario.id));
  return scenario?.state === 'proposed' ? scenario : undefined;
}

type Rehoming = Pick<StaffRequest, 'cycle' | 'staff' | 'now'> & {
  /** The partnership whose host withdrew. */
  readonly partnership: Partnership;
};

/** Adds partners to a host's partnership. If the host has none, forms one with the partners' facilitator. */
async function takeIn(
  { cycle, partnership, staff, now }: Rehoming,
  host: HostEntrant,
  newcomers: readonly PairedPartner[],
  around: Around,
): Promise<Refusal<RepairRefusal> | undefined> {
  const application = around.applications.find((one) => one.school.id === host.id);
  const isWithout = !around.partnerships.some((one) => one.host.id === host.id);
  if (isWithout && application?.state === 'decided') {
    const planned = {
      host: pairedHost(host, application),
      ...(host.focus !== undefined && { focusArea: host.focus }),
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
    const outcome = await revisePartnership(store, cycle.id, host.id, (one) =>
      fillPlace(one, newcomer, staff, now, { from: partnership.host }),
    );
    if (outcome && isRefusal(outcome) && outcome.refused !== 'already-in') return outcome;
  }
  return undefined;
}

const withRepair = (respond: (request: ActivePartnershipRequest) => Promise<Answer>) =>
  withActivePartnership(
    (request) => partnershipUnchanged(request, 'This partnership has ended', 'You can no longer change it.'),
    respond,
  );

export const repairPage = withRepair(async (request) => {
  const around = await aroundOf(request);
  const props = propsOf(request, around, request.query.get('focus') ?? '', {});
  const { newcomers, rehomings, refocusing } = props;
  return showPage(<RepairPage {...props} />, {
    host: request.partnership.host.id,
    ...(refocusing && {
      focus: refocusing.focus,
      pricePoints: refocusing.pricePoints,
      didNotChoose: refocusing.partners.flatMap(({ school, choice }) =>
        choice === undefined ? [school.id] : [],
      ),
    }),
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
  });
});

/** `focus` is the ID of a new focus area for the partnership, or empty to keep the one it has. */
function propsOf(
  request: ActivePartnershipRequest,
  around: Around,
  focus: string,
  errors: FieldErrors,
): RepairPageProps {
  const { partnership } = request;
  const refocusing = refocusingOf(partnership, focus, around);
  return {
    request,
    newcomers: newcomersFor(partnership.host.id, around, refocusing?.focus),
    rehomings: partnership.host.withdrawnAt === undefined ? [] : rehomingsOf(partnership, around),
    focuses: otherFocuses(partnership, around),
    refocusing,
    words: around.program,
    errors,
  };
}

async function again(request: ActivePartnershipRequest, message: string, field = ''): Promise<Answer> {
  const errors = { [field]: message };
  const focus = typeof request.fields.focus === 'string' ? request.fields.focus : '';
  return showErrors(<RepairPage {...propsOf(request, await aroundOf(request), focus, errors)} />, errors);
}

/** Leaves a place open (`open`), gives it to a school (`partner`), or moves a withdrawn host's partners (`host-` and each ID). */
export const repairPartnership = withRepair(async (request) => {
  const { partnership, fields, staff, now } = request;
  if (partnership.host.withdrawnAt !== undefined) return rehome(request);
  const checked = check(repairFields, fields);
  if (checked.errors)
    return again(request, Object.values(checked.errors)[0] ?? '', Object.keys(checked.errors)[0]);
  const { open, partner, focus, reason } = checked.value;
  if (isDone(partnership, fields)) return repaired(partnership);
  if (open !== undefined) return repairing(request, (one) => leavePlaceOpen(one, open, staff, now));
  if (partner !== undefined) return fill(request, partner, { focus, reason });
  return again(request, 'Choose a school for this place, or leave it open');
});

/** The form was sent twice: its school has the place, or has left and no one has its place. */
function isDone({ partners, former = [] }: ActivePartnership, { open, partner }: Fields): boolean {
  const isIn = partners.some(({ id, withdrawnAt }) => id === partner && withdrawnAt === undefined);
  return isIn || (former.some(({ id }) => id === open) && !partners.some(({ id }) => id === open));
}

type Refocused = { readonly focus: string | undefined; readonly reason: string };

async function fill(
  request: ActivePartnershipRequest,
  partnerId: string,
  { focus, reason }: Refocused,
): Promise<Answer> {
  const { partnership, staff, now } = request;
  const around = await aroundOf(request);
  if (focus !== undefined && !refocusingOf(partnership, focus, around))
    return again(request, 'Choose a focus area that the host offers and doesn’t work on yet', 'focus');
  if (focus !== undefined && reason === '')
    return again(request, 'Enter a reason. Everyone in the partnership will read it in the email.', 'reason');
  const isOffered = newcomersFor(partnership.host.id, around, focus).some(
    ({ school, isWaitlisted }) => school.id === partnerId && !isWaitlisted,
  );
  const host = isOffered ? hostEntrantOf(partnership.host.id, around, focus) : undefined;
  const newcomer = host && pairedWith(host, partnerId, around);
  if (!newcomer)
    return again(request, 'Choose an accepted school that has no partnership and fits this host', 'partner');
  const newFocus =
    focus === undefined
      ? undefined
      : { focusArea: focus, because: reason, whyOf: (id: string) => pairedWith(host, id, around)?.why };
  return repairing(request, (one) => fillPlace(one, newcomer, staff, now, { newFocus }));
}

/** The partner's record in the new partnership. Undefined if it is no longer accepted. */
function pairedWith(host: HostEntrant, partnerId: string, around: Around): PairedPartner | undefined {
  const partner = partnerEntrantOf(partnerId, around);
  const application = around.applications.find((one) => one.school.id === partnerId);
  return partner && application?.state === 'decided'
    ? pairedPartner(partner, application, sayWhy(host, partner, around.program))
    : undefined;
}

/**
 * Moves each partner of a withdrawn host, then ends its partnership. Each step is its own commit. After an interruption,
 * submitting the form again does the rest; partners that already moved stay.
 */
async function rehome(request: ActivePartnershipRequest): Promise<Answer> {
  const { partnership, fields, staff, now } = request;
  const around = await aroundOf(request);
  const destinations = new Map<string, { readonly host: HostEntrant; readonly partners: PairedPartner[] }>();
  for (const { partner, others } of rehomingsOf(partnership, around)) {
    const to = fields[hostField(partner.id)] ?? nowhere;
    if (to === nowhere) continue;
    const host = others.find((one) => one.host.id === to)?.host;
    const newcomer = host && pairedWith(host, partner.id, around);
    if (!newcomer) return again(request, `Choose a host with an open place for ${partner.name}`);
    const partners = [...(destinations.get(host.id)?.partners ?? []), newcomer];
    destinations.set(host.id, { host, partners });
  }
  for (const { host, partners } of destinations.values()) {
    const trouble = await takeIn(request, host, partners, around);
    if (trouble) return notRepaired(request, trouble);
  }
  const moved = [
    ...movedAlready(partnership, around),
    ...[...destinations.values()].flatMap(({ partners }) => partners.map(({ id }) => id)),
  ];
  return repairing(request, (one) => endPartnership(one, moved, staff, now));
}

type Repaired = Change<Partnership, PartnershipEvent> | Refusal<RepairRefusal>;

async function repairing(
  request: ActivePartnershipRequest,
  decide: (partnership: Partnership) => Repaired,
): Promise<Answer> {
  const { staff, cycle, partnership } = request;
  const outcome = await revisePartnership(store, cycle.id, partnership.host.id, decide);
  if (!outcome) return noPartnership(staff);
  if (isRefusal(outcome)) return notRepaired(request, outcome);
  return repaired(outcome);
}

const repaired = ({ host, state, partners }: Partnership): Answer =>
  seeOther(hrefTo('partnership', { partnership: host.reference }, done('repaired')), {
    host: host.id,
    state,
    partners: partners.map(({ id }) => id),
  });

const notRepaired = (request: ActivePartnershipRequest, { refused }: Refusal<RepairRefusal>): Answer =>
  partnershipUnchanged(request, 'Your change wasn’t made', refusalWords[refused]);

const refusalWords: Readonly<Record<RepairRefusal, string>> = {
  ended: 'This partnership has ended.',
  'host-withdrew': 'The host withdrew. Move its partners to other hosts.',
  'host-stays': 'The host hasn’t withdrawn.',
  'host-full': 'The host no longer has an open place.',
  'not-withdrawn': 'This school hasn’t withdrawn, or its place has already been handled.',
  'already-in': 'The school is already in this partnership.',
};
