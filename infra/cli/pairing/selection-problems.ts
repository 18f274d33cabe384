import type { PairingProblem } from '../../../shared/domain/pairing/problem.ts';
import { type SelectionQuota, sayCounted } from '../../../shared/domain/pairing/selection-problem.ts';
import type { Role } from '../../../shared/domain/program.ts';
import type { RulesFile } from './rules-file.ts';

type Files = { readonly hosts: string; readonly partners: string; readonly rules?: string };

/** Targets and quotas for which there are not enough schools, whoever is chosen. */
export function selectionProblems(
  files: Files,
  { targets, quotas }: Pick<RulesFile, 'targets' | 'quotas'>,
  { hosts, partners }: PairingProblem,
): readonly string[] {
  const where = files.rules ?? 'the rules that ship';
  const tooFew = (role: Role, target: number, count: number, file: string) =>
    target > count
      ? [`${where}: targets.${role}: ${target} are to be admitted, and ${file} has only ${count}`]
      : [];
  return [
    ...tooFew('host', targets.host, hosts.length, files.hosts),
    ...tooFew('partner', targets.partner ?? 0, partners.length, files.partners),
    ...quotas.flatMap((quota, index) => {
      const count = poolOf(quota, hosts, partners);
      return quota.atLeast > count
        ? [
            `${where}: quotas.${index}: asks for ${sayCounted(quota.atLeast, quota)}, and only ${count} applied`,
          ]
        : [];
    }),
  ];
}

function poolOf(
  { region, level, role }: SelectionQuota,
  hosts: PairingProblem['hosts'],
  partners: PairingProblem['partners'],
): number {
  const schools = [...(role === 'partner' ? [] : hosts), ...(role === 'host' ? [] : partners)].filter(
    (school) =>
      (region === undefined || school.region === region) &&
      (level === undefined || school.levels.includes(level)),
  );
  return new Set(schools.map(({ id }) => id)).size;
}
