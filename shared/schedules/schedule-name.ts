import { createHash } from 'node:crypto';
import type { VisitCall } from '../domain/visits/reminders.ts';

const longestName = 64;
// Without the period, which separates the parts.
const plainId = /^[0-9A-Za-z_-]+$/;

/**
 * The name of one kind of call about one visit, also after the visit moves: `2014.13K113.7.reminder`. If IDs contain
 * other characters or are too long for the scheduler, a hash replaces them.
 */
export function scheduleName({ cycleId, host, visit, kind }: Omit<VisitCall, 'date'>): string {
  const plain = `${cycleId}.${host}.${visit}.${kind}`;
  if (plainId.test(cycleId) && plainId.test(host) && plain.length <= longestName) return plain;
  const hash = createHash('sha256')
    .update(JSON.stringify([cycleId, host]))
    .digest('hex');
  return `${hash.slice(0, 40)}.${visit}.${kind}`;
}
