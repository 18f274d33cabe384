import type { Event } from '../../shared/domain/events.ts';
import { correctPairedContact } from '../../shared/domain/partnership/partnership.ts';
import { revisePartnership } from '../../shared/store/revise.ts';
import type { Delivered } from '../../shared/store/stream.ts';
import type { Parts } from './parts.ts';

/** Copies a school's new contact to its partnership, so that those letters go there too. A repetition changes nothing. */
export async function followContact(
  { store, log }: Parts,
  event: Event,
  delivered: Exclude<Delivered, { type: 'roster' | 'visit-year' }>,
): Promise<void> {
  if (delivered.type !== 'application' || event.type !== 'contact-corrected') return;
  const { reference, cycleId, school, history, startedAt } = delivered.aggregate;
  const partnership = await store.partnershipOf(cycleId, school.id);
  if (!partnership) return;
  const { by, at } = history.at(-1) ?? { by: '', at: startedAt };
  await revisePartnership(store, cycleId, partnership.host.id, (standing) =>
    correctPairedContact(standing, delivered.aggregate, by, at),
  );
  log.info({ what: 'contact of a partnership corrected', host: partnership.host.id, application: reference });
}
