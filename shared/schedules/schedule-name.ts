import { createHash } from 'node:crypto';
import type { VisitCall } from '../domain/visits/reminders.ts';

const longestName = 64;
// Without the point, which stands between the parts.
const plainId = /^[0-9A-Za-z_-]+$/;

/**
 * The name of the call of one kind about one visit, wherever the visit is moved: `2014.13K113.7.reminder`. Where ids have other
 * characters, or are too long for the scheduler, a hash stands for them.
 */
export function scheduleName({ cycleId, host, visit, kind }: Omit<VisitCall, 'date'>): string {
  const plain = `${cycleId}.${host}.${visit}.${kind}`;
  if (plainId.test(cycleId) && plainId.test(host) && plain.length <= longestName) return plain;
  const hash = createHash('sha256')
    .update(JSON.stringify([cycleId, host]))
    .digest('hex');
  return `${hash.slice(0, 40)}.${visit}.${kind}`;
}
