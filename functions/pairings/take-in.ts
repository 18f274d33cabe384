import { isRefusal, type Refusal } from '../../shared/domain/base/change.ts';
import { type Around, hostEntrantOf } from '../../shared/domain/pairing/explain/newcomers.ts';
import { pairedHost } from '../../shared/domain/pairing/scenario/publish.ts';
import {
  formPartnership,
  type PairedPartner,
  type Partnership,
} from '../../shared/domain/partnership/partnership.ts';
import { fillPlace, type RepairRefusal } from '../../shared/domain/partnership/repair.ts';
import { revisePartnership } from '../../shared/store/revise.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { store } from './context.ts';

type Rehoming = Pick<StaffRequest, 'cycle' | 'staff' | 'now'> & {
  /** The partnership whose host withdrew. */
  readonly partnership: Partnership;
};

/** Adds partners to a host's partnership. If the host has none, forms one with the partners' facilitator. */
export async function takeIn(
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
    if (outcome && isRefusal<RepairRefusal>(outcome) && outcome.refused !== 'already-in') return outcome;
  }
  return undefined;
}
