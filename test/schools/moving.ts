/** A partner whose host withdraws and that moves to another one. */
import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { endPartnership, fillPlace, noteWithdrawal } from '#domain/partnership/repair.ts';
import { october, type Stage } from './stage.ts';

const ruth = { name: 'Ruth Lindqvist', email: 'ruth.lindqvist@example.org' };
type Year = Awaited<ReturnType<Stage['aYear']>>;

/** Moves the partner of `old` to the host of `next`, like a director after the first host withdrew. */
export async function movePartner({ store }: Stage, old: Year, next: Year): Promise<void> {
  const commit = async (change: Change<Partnership, PartnershipEvent> | Refusal<string> | undefined) => {
    if (!change || isRefusal(change)) throw new Error('It cannot be');
    await store.commitPartnership(change);
  };
  const [before, after] = [await old.stored(), await next.stored()];
  const moved = before.partners.find(({ id }) => id === old.ids.partner);
  if (!moved) throw new Error('The partner is gone');
  const roomy: Partnership = { ...after, host: { ...after.host, capacity: 3 } };
  await commit(fillPlace(roomy, moved, ruth, october, { from: before.host }));
  await commit(noteWithdrawal(before, before.host.id, october, october));
  await commit(endPartnership(await old.stored(), [moved.id], ruth, october));
}
