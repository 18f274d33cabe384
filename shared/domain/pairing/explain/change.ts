import type { Found } from '#domain/pairing/choice/again.ts';
import { inOrder } from '#domain/pairing/problem.ts';
import type { Role } from '#domain/program/program.ts';
import type { Answered } from './answered.ts';
import type { ChosenSchool, PlanChange } from './next-best.ts';

/** How another plan differs from the answer. */
export function changeTo({ terms, chosen, solution }: Answered, found: Found): PlanChange {
  const now = new Map(solution.pairing.pairs.map(({ host, partner }) => [partner, host]));
  const partners = [...new Set([...now.keys(), ...found.hostOf.keys()])].sort(inOrder);
  const hostsThen = new Set(found.hostOf.values());
  const hostsNow = new Set(now.values());
  const focusNow = new Map(chosen.hosts.map(({ id, focus }) => [id, focus]));
  const missing = (some: Iterable<string>, others: { has: (id: string) => boolean }, role: Role) =>
    terms
      ? [...some]
          .filter((id) => !others.has(id))
          .sort(inOrder)
          .map((school): ChosenSchool => ({ school, role }))
      : [];
  return {
    moved: partners.flatMap((partner) => {
      const [from, to] = [now.get(partner), found.hostOf.get(partner)];
      if (from === to) return [];
      return [{ partner, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
    }),
    refocused: [...hostsThen]
      .filter((host) => hostsNow.has(host))
      .sort(inOrder)
      .flatMap((host) => {
        const [from, to] = [focusNow.get(host), found.hosts.get(host)?.focus];
        if (from === to) return [];
        return [{ host, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
      }),
    enter: [...missing(hostsThen, hostsNow, 'host'), ...missing(found.hostOf.keys(), now, 'partner')],
    leave: [...missing(hostsNow, hostsThen, 'host'), ...missing(now.keys(), found.hostOf, 'partner')],
  };
}
