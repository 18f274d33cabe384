import { currentPairing, type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { type SelectionQuota, schoolsCounted } from '#domain/pairing/selection/problem.ts';
import type { Program } from '#domain/program/program.ts';

/** A quota, and how many schools of a plan count for it. */
export type QuotaCount = { readonly quota: SelectionQuota; readonly count: number };

/**
 * How far the plan, with its moves, fills each quota: those it was requested with, or the program's if no schools were
 * chosen. Only schools with a partnership count.
 */
export function quotaCounts(
  scenario: ProposedScenario,
  program: Pick<Program, 'quotas'>,
): readonly QuotaCount[] {
  const { pairs } = currentPairing(scenario);
  const { hosts, partners } = pairedProblem(scenario);
  const hostIds = new Set(pairs.map(({ host }) => host));
  const partnerIds = new Set(pairs.map(({ partner }) => partner));
  const paired = {
    hosts: hosts.filter(({ id }) => hostIds.has(id)),
    partners: partners.filter(({ id }) => partnerIds.has(id)),
  };
  const { quotas } = scenario.selects ? scenario.selection : program;
  return quotas.map((quota) => ({
    quota,
    count: schoolsCounted(quota, paired.hosts, paired.partners).length,
  }));
}
