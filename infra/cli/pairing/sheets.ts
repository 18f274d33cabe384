import type { Entrant, HostEntrant, PairingProblem } from '#domain/pairing/problem.ts';
import { areaMet } from '#domain/pairing/score.ts';
import { focusAreaName, type Role } from '#domain/program/program.ts';
import type { Cell, Sheet } from '#sheets/sheet.ts';
import type { Answer } from './answer.ts';
import type { LeftOut } from './left-out.ts';
import type { Question } from './question.ts';
import type { Result } from './result.ts';

/** A result as sheets, the one that plan-visits reads first. */
export const pairingSheets = ({ question, answered, result, left }: Answer): readonly Sheet[] => [
  partnershipSheet(question, answered.chosen, result),
  pairSheet(question, result),
  leftOutSheet(left),
];

/** The columns of each sheet. */
export const sheetColumns = {
  partnerships: [
    ...['partnership', 'role', 'id', 'name', 'levels', 'focus', 'facilitator', 'email'],
    ...['score', 'reason'],
  ],
  pairs: [
    ...['host', 'partner', 'score', 'hostName', 'partnerName', 'focus', 'reason'],
    ...['runnerUp', 'runnerUpPoints', 'runnerUpPlaces'],
  ],
  'left-out': ['role', 'id', 'name', 'levels', 'region', 'status', 'reason'],
};

export const sheetNames = Object.keys(sheetColumns);

/** One row for each school of each partnership, the host first. A partnership has the ID of its host. */
function partnershipSheet({ words, rows }: Question, chosen: PairingProblem, { pairs }: Result): Sheet {
  const partners = new Map(chosen.partners.map((partner) => [partner.id, partner]));
  const pairsOf = Map.groupBy(pairs, ({ host }) => host);
  const cells = (
    role: Role,
    host: HostEntrant,
    school: Entrant,
    focus: string | undefined,
  ): readonly Cell[] => {
    const { facilitator = '', email = '' } = rows[role].get(school.id) ?? {};
    return [
      ...[host.id, role, school.id, school.name, school.levels.join(';')],
      ...[focus === undefined ? '' : focusAreaName(words, focus), facilitator, email],
    ];
  };
  return {
    name: 'partnerships',
    columns: sheetColumns.partnerships,
    rows: chosen.hosts.flatMap((host) => {
      const own = pairsOf.get(host.id) ?? [];
      if (own.length === 0) return [];
      return [
        [...cells('host', host, host, host.focus), '', ''],
        ...own.flatMap(({ partner: id, score, reason }) => {
          const partner = partners.get(id);
          if (!partner) return [];
          // A partner that moves by hand then has the focus of its new host.
          const focus = host.focus === undefined ? areaMet(chosen.rules, host, partner)?.area : undefined;
          return [[...cells('partner', host, partner, focus), score, reason]];
        }),
      ];
    }),
  };
}

/** The host and partner of each pair, the score, the reason, and the cost of the next-best host. */
function pairSheet({ problem }: Question, { pairs, chosen }: Result): Sheet {
  const focusOf = new Map(chosen?.hosts.map(({ id, focus }) => [id, focus]));
  const names = new Map([...problem.hosts, ...problem.partners].map(({ id, name }) => [id, name]));
  return {
    name: 'pairs',
    columns: sheetColumns.pairs,
    rows: pairs.map(({ host, partner, score, reason, runnerUp }) => [
      ...[
        host,
        partner,
        score,
        names.get(host) ?? '',
        names.get(partner) ?? '',
        focusOf.get(host) ?? '',
        reason,
      ],
      ...[runnerUp?.host ?? '', runnerUp?.pricePoints ?? '', runnerUp?.pricePlaces ?? ''],
    ]),
  };
}

const leftOutSheet = (left: readonly LeftOut[]): Sheet => ({
  name: 'left-out',
  columns: sheetColumns['left-out'],
  rows: left.map(({ role, school, status, reason }) => [
    ...[role, school.id, school.name, school.levels.join(';'), school.region],
    ...[status, reason],
  ]),
});
