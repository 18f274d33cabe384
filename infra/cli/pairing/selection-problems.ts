import type { PairingProblem } from '../../../shared/domain/pairing/problem.ts';
import { sayCounted, schoolsCounted } from '../../../shared/domain/pairing/selection/problem.ts';
import type { Role } from '../../../shared/domain/program/program.ts';
import type { RulesFile } from './rules-file.ts';
import { sayQuota } from './rules-words.ts';

type Files = { readonly hosts: string; readonly partners: string; readonly rules?: string };

/** Targets and quotas with too few schools, whatever the selection. */
export function selectionProblems(
  files: Files,
  { targets, quotas }: Pick<RulesFile, 'targets' | 'quotas'>,
  { hosts, partners }: PairingProblem,
): readonly string[] {
  const where = files.rules ?? 'the built-in rules';
  const tooFew = (role: Role, target: number, count: number, file: string) =>
    target > count
      ? [`${where}: targets: ${sayCounted(target, { role })} needed, but ${file} has only ${count}`]
      : [];
  return [
    ...tooFew('host', targets.host, hosts.length, files.hosts),
    ...tooFew('partner', targets.partner ?? 0, partners.length, files.partners),
    ...quotas.flatMap((quota, index) => {
      const { length: count } = schoolsCounted(quota, hosts, partners);
      return quota.atLeast > count
        ? [
            `${where}: ${sayQuota(index)}: ${sayCounted(quota.atLeast, quota)} needed, but the files have only ${count}`,
          ]
        : [];
    }),
  ];
}
