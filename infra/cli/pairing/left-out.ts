import type { Answered } from '#domain/pairing/explain/answered.ts';
import { shortagesIn } from '#domain/pairing/explain/shortage.ts';
import { whyNots } from '#domain/pairing/explain/why-not.ts';
import { type Entrant, inOrder } from '#domain/pairing/problem.ts';
import type { Role } from '#domain/program/program.ts';
import { sayShortage, sayWhyNot } from '#text/left-out.ts';

/** A school that isn't in any pair, and why, in sentences. */
export type LeftOut = {
  readonly role: Role;
  readonly school: Entrant;
  readonly status: 'without a host' | 'without a partner' | 'not chosen';
  readonly reason: string;
};

/** Every school that isn't in any pair: hosts, then partners, by ID. */
export function leftOut(answered: Answered): readonly LeftOut[] {
  const { problem, terms, chosen, solution } = answered;
  const schools = {
    host: new Map<string, Entrant>(problem.hosts.map((host) => [host.id, host])),
    partner: new Map(problem.partners.map((partner) => [partner.id, partner])),
  };
  const nameOf = (id: string) => (schools.partner.get(id) ?? schools.host.get(id))?.name ?? id;
  const left = (role: Role, id: string, status: LeftOut['status'], reason: string): readonly LeftOut[] => {
    const school = schools[role].get(id);
    return school ? [{ role, school, status, reason }] : [];
  };
  if (terms)
    return whyNots(answered).flatMap((one) => left(one.role, one.school, 'not chosen', sayWhyNot(one)));
  const used = new Set(solution.pairing.pairs.map(({ host }) => host));
  return [
    ...chosen.hosts
      .filter(({ id }) => !used.has(id))
      .toSorted((a, b) => inOrder(a.id, b.id))
      .flatMap(({ id }) => left('host', id, 'without a partner', 'The partners fit other hosts better.')),
    ...shortagesIn(answered).flatMap((shortage) =>
      left('partner', shortage.partner, 'without a host', sayShortage(shortage, problem.rules, nameOf)),
    ),
  ];
}
