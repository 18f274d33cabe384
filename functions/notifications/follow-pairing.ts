import type { Event } from '../../shared/domain/events.ts';
import { type Partnership, partnershipsOf, schoolsOf } from '../../shared/domain/partnership/partnership.ts';
import { noteWithdrawal } from '../../shared/domain/partnership/repair.ts';
import { revisePartnership } from '../../shared/store/revise.ts';
import type { Delivered } from '../../shared/store/stream.ts';
import type { Parts } from './parts.ts';

/**
 * Forms the partnerships of a published pairing, and notes in them that a school withdrew. It may be repeated or interrupted
 * at any point: existing records stay, and missing ones are added.
 */
export async function followPairing(
  parts: Parts,
  event: Event,
  delivered: Exclude<Delivered, { type: 'roster' | 'visit-year' }>,
): Promise<void> {
  if (delivered.type === 'pairing' && event.type === 'pairing-published') {
    for (const change of partnershipsOf(delivered.aggregate)) {
      // A conflict means that the partnership exists.
      const outcome = await parts.store.commitPartnership(change);
      parts.log.info({ what: 'partnership formed', host: change.after.host.id, outcome });
      // If a school withdrew just before the publication, its withdrawal was followed before it had a partnership.
      await noteWithdrawals(parts, change.after);
    }
  }
  if (delivered.type === 'application' && event.type === 'application-withdrawn') {
    const { cycleId, school } = delivered.aggregate;
    const partnership = await parts.store.partnershipOf(cycleId, school.id);
    if (partnership) await noteWithdrawals(parts, partnership);
  }
}

/** Notes every school of a partnership whose application was withdrawn. */
async function noteWithdrawals(parts: Parts, partnership: Partnership): Promise<void> {
  const { store, now } = parts;
  for (const { id, reference, withdrawnAt } of schoolsOf(partnership)) {
    if (withdrawnAt !== undefined) continue;
    const application = await store.application(reference);
    if (application?.state !== 'withdrawn') continue;
    await revisePartnership(store, partnership.cycleId, partnership.host.id, (standing) =>
      noteWithdrawal(standing, id, application.withdrawnAt, now()),
    );
    parts.log.info({ what: 'withdrawal noted', host: partnership.host.id, application: reference });
  }
}
