import { countOf, sayCount } from '#domain/base/wording.ts';
import {
  type Entrant,
  type HostEntrant,
  inOrder,
  type PairingProblem,
  pairKey,
} from '#domain/pairing/problem.ts';
import { areaMet, firmObstacle, scoresIn, sharedAreas } from '#domain/pairing/score.ts';
import { checkSelection } from '#domain/pairing/selection/check.ts';
import { qualityOf, type Selected } from '#domain/pairing/selection/problem.ts';
import { levels } from '#domain/program/school.ts';
import { sayObstacle } from '#text/pairing.ts';
import type { EditedPairing } from './edited-sheet.ts';
import type { Question } from './question.ts';

type PairOf = EditedPairing['pairs'][number];

/** A pair of the file with its schools; `score` if the rules allow it. */
type Judged = {
  readonly pair: PairOf;
  readonly host: HostEntrant;
  readonly partner: Entrant;
  readonly score: number | undefined;
};

/** What a pairing that people edited is worth, and which rules it breaks, in sentences that begin with a line if they can. */
export type Appraisal = {
  readonly broken: readonly { readonly line?: number; readonly problem: string }[];
  readonly points: number;
  readonly placed: number;
  /** The pairs with a lower score than in the best plan, the worst first. Only if no rule is broken. */
  readonly losses: readonly string[];
};

/** Compares an edited pairing with the rules and with the best plan. */
export function appraise(question: Question, edited: EditedPairing, best: Selected): Appraisal {
  const { problem, selection } = question;
  const judged = judgedPairs(problem, edited);
  const chosen = chosenBy(problem, judged);
  const broken = [
    ...judged.flatMap((one) => faultsOfPair(problem, one)),
    ...repeatedPartners(judged),
    ...faultsOfHosts(problem, judged),
    ...faultsOfFocus(problem, edited),
    ...(selection
      ? checkSelection(selection, chosen, edited.pairs).map((fault) => ({ problem: fault }))
      : faultsOfLocks(problem, judged)),
  ];
  const quality = selection ? qualityOf(selection, chosen) : 0;
  return {
    broken: uniqueOf(broken),
    points: judged.reduce((sum, { score = 0 }) => sum + score, 0) + quality,
    placed: new Set(edited.pairs.map(({ partner }) => partner)).size,
    losses: broken.length > 0 ? [] : lossesTo(best, judged),
  };
}

const uniqueOf = (faults: Appraisal['broken']): Appraisal['broken'] => [
  ...new Map(faults.map((fault) => [`${fault.line} ${fault.problem}`, fault])).values(),
];

/** Each host works on the area that the file says, or else on the one that suits its partners best. */
function judgedPairs(problem: PairingProblem, { pairs, focusOf }: EditedPairing): readonly Judged[] {
  const scoreBetween = scoresIn(problem);
  const hosts = new Map(problem.hosts.map((host) => [host.id, host]));
  const partners = new Map(problem.partners.map((partner) => [partner.id, partner]));
  const working = new Map(
    [...Map.groupBy(pairs, ({ host }) => host)].flatMap(([id, own]) => {
      const host = hosts.get(id);
      if (!host) return [];
      const placed = own.flatMap(({ partner }) => partners.get(partner) ?? []);
      return [[id, atWork(problem, host, placed, focusOf.get(id))] as const];
    }),
  );
  return pairs.flatMap((pair): Judged[] => {
    const [host, partner] = [working.get(pair.host), partners.get(pair.partner)];
    return host && partner ? [{ pair, host, partner, score: scoreBetween(host, partner)?.total }] : [];
  });
}

function atWork(
  problem: PairingProblem,
  host: HostEntrant,
  placed: readonly Entrant[],
  said: string | undefined,
): HostEntrant {
  if (problem.rules.focus !== 'one-each' || host.focus !== undefined) return host;
  const areas = said !== undefined && host.focusAreas.includes(said) ? [said] : host.focusAreas;
  const scoreBetween = scoresIn(problem);
  const worthOf = (focus: string) =>
    placed.reduce((sum, partner) => {
      const score = scoreBetween({ ...host, focus }, partner);
      return score ? sum + 1_000_000 + score.total : sum;
    }, 0);
  const [focus] = areas.toSorted((a, b) => worthOf(b) - worthOf(a) || inOrder(a, b));
  return focus === undefined ? host : { ...host, focus };
}

/** The schools of the pairs, each host with as many places as it has partners. */
function chosenBy(problem: PairingProblem, judged: readonly Judged[]): PairingProblem {
  const placedAt = Map.groupBy(judged, ({ host }) => host.id);
  return {
    ...problem,
    hosts: [...placedAt.values()].flatMap((own) => {
      const [first] = own;
      return first ? [{ ...first.host, capacity: own.length }] : [];
    }),
    partners: [...new Map(judged.map(({ partner }) => [partner.id, partner])).values()],
  };
}

const both = ({ host, partner }: Pick<Judged, 'host' | 'partner'>) =>
  `${partner.name} (${partner.id}) with ${host.name} (${host.id})`;

function faultsOfPair(problem: PairingProblem, judged: Judged): Appraisal['broken'] {
  const { rules, bans, locks, leastScore = 0 } = problem;
  const { pair, host, partner, score } = judged;
  const { line } = pair;
  const ban = bans.find((one) => pairKey(one) === pairKey(pair));
  const isLocked = locks.some((one) => pairKey(one) === pairKey(pair));
  return [
    ...(host.id === partner.id ? [{ line, problem: `${host.name} can’t be paired with itself` }] : []),
    ...(ban ? [{ line, problem: `${both(judged)} must be kept apart${sayBecause(ban.reason)}` }] : []),
    ...(score === undefined
      ? [
          {
            line,
            problem: `${both(judged)} isn’t allowed. ${sayObstacle(obstacleOf(rules, judged), host, partner)}`,
          },
        ]
      : []),
    ...(score !== undefined && score < leastScore && !isLocked
      ? [
          {
            line,
            problem: `${both(judged)} scores ${sayCount(score)} (expected at least ${sayCount(leastScore)})`,
          },
        ]
      : []),
  ];
}

const sayBecause = (reason: string): string => (reason === '' ? '' : ` (“${reason}”)`);

const obstacleOf = (rules: PairingProblem['rules'], { host, partner }: Judged) =>
  firmObstacle(rules, host, partner) ??
  (sharedAreas(host, partner).length > 0 && !areaMet(rules, host, partner)
    ? 'not-its-focus'
    : 'no-shared-area');

const repeatedPartners = (judged: readonly Judged[]): Appraisal['broken'] =>
  [...Map.groupBy(judged, ({ partner }) => partner.id).values()].flatMap(([first, ...again]) =>
    again.map(({ pair, partner }) => ({
      line: pair.line,
      problem: `${partner.name} (${partner.id}) is already paired on line ${first?.pair.line}`,
    })),
  );

/** Hosts with more partners than places, or with partners who share no level although they must. */
function faultsOfHosts(problem: PairingProblem, judged: readonly Judged[]): Appraisal['broken'] {
  return [...Map.groupBy(judged, ({ host }) => host.id).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { id, name, capacity } = first.host;
    const beyond = own[capacity];
    const isMixed =
      !problem.rules.mixesLevels &&
      !levels.some((level) => own.every(({ partner }) => partner.levels.includes(level)));
    return [
      ...(beyond
        ? [
            {
              line: beyond.pair.line,
              problem: `${name} (${id}) has ${countOf(own.length, 'partner')} but only ${countOf(capacity, 'place')}`,
            },
          ]
        : []),
      ...(isMixed
        ? [{ line: first.pair.line, problem: `${name} (${id}): its partners don’t share a grade level` }]
        : []),
    ];
  });
}

/** An area that a host doesn't offer. */
const faultsOfFocus = ({ rules, hosts }: PairingProblem, { focusOf }: EditedPairing): Appraisal['broken'] =>
  rules.focus === 'one-each'
    ? hosts.flatMap(({ id, name, focusAreas, focus: settled }) => {
        const focus = focusOf.get(id);
        if (focus === undefined || (settled === undefined ? focusAreas.includes(focus) : focus === settled))
          return [];
        return [{ problem: `${name} (${id}) can’t work on ${focus}` }];
      })
    : [];

const faultsOfLocks = (
  { locks, hosts, partners }: PairingProblem,
  judged: readonly Judged[],
): Appraisal['broken'] => {
  const there = new Set(judged.map(({ pair }) => pairKey(pair)));
  return locks
    .filter((lock) => !there.has(pairKey(lock)))
    .flatMap((lock) => {
      const [host, partner] = [
        hosts.find(({ id }) => id === lock.host),
        partners.find(({ id }) => id === lock.partner),
      ];
      return host && partner
        ? [{ problem: `${both({ host, partner })} must be kept together${sayBecause(lock.reason)}` }]
        : [];
    });
};

/** What single pairs lose to the best plan. The plan as a whole can gain elsewhere. */
function lossesTo({ chosen, solution }: Selected, judged: readonly Judged[]): readonly string[] {
  const scoreBetween = scoresIn(chosen);
  const hosts = new Map(chosen.hosts.map((host) => [host.id, host]));
  const partners = new Map(chosen.partners.map((partner) => [partner.id, partner]));
  const now = new Map(judged.map((one) => [one.partner.id, one]));
  return solution.pairing.pairs
    .flatMap((pair) => {
      const [host, partner, own] = [hosts.get(pair.host), partners.get(pair.partner), now.get(pair.partner)];
      const points = (host && partner && scoreBetween(host, partner)?.total) ?? 0;
      const lost = points - (own?.score ?? 0);
      if (!host || !partner || lost <= 0) return [];
      const best = `the best plan has ${host.name} (${host.id}), ${sayCount(points)}`;
      const said = own
        ? `${both(own)} scores ${sayCount(own.score ?? 0)}; ${best}`
        : `${partner.name} (${partner.id}) has no host; ${best}`;
      return [{ lost, said }];
    })
    .toSorted((a, b) => b.lost - a.lost)
    .map(({ said }) => said);
}
