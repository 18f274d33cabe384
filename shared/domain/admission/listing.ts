import { compareText, naturalOrder } from '#domain/base/natural-order.ts';
import type { Role } from '#domain/program/program.ts';
import { type Level, levels } from '#domain/program/school.ts';
import type { Recommendation } from './application.ts';
import { type Standing, standingOf, standings } from './queue.ts';
import type { ApplicationSummary } from './summary.ts';

export const findingFilters = ['all-met', 'not-met', 'cannot-verify'] as const;
export type FindingFilter = (typeof findingFilters)[number];

/** The filter of a list of applications. An absent field filters nothing. */
export type ListFilter = {
  readonly role?: Role | undefined;
  readonly standing?: Standing | undefined;
  readonly region?: string | undefined;
  readonly level?: Level | undefined;
  /** ID of a focus area. */
  readonly area?: string | undefined;
  readonly findings?: FindingFilter | undefined;
  /** Words of the school's name, or part of the application number. */
  readonly text?: string | undefined;
};

export const listOrders = [
  'oldest',
  'newest',
  'school',
  'status',
  'region',
  'level',
  'recommendation',
  'score',
] as const;
export type ListOrder = (typeof listOrders)[number];

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

/** The summaries that pass the whole filter. Case and accents of the text do not matter. */
export function narrow(
  summaries: readonly ApplicationSummary[],
  filter: ListFilter,
): readonly ApplicationSummary[] {
  const { role, standing, region, level, area, findings } = filter;
  const words = fold(filter.text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  return summaries.filter(
    (summary) =>
      (role === undefined || summary.role === role) &&
      (standing === undefined || standingOf(summary) === standing) &&
      (region === undefined || summary.region === region) &&
      (level === undefined || summary.levels.includes(level)) &&
      (area === undefined || summary.focusAreas.includes(area)) &&
      (findings === undefined || hasFindings(summary, findings)) &&
      saysAll(summary, words),
  );
}

function hasFindings({ findings }: ApplicationSummary, wanted: FindingFilter): boolean {
  switch (wanted) {
    case 'all-met':
      return findings['not-met'] === 0 && findings['cannot-verify'] === 0;
    case 'not-met':
      return findings['not-met'] > 0;
    case 'cannot-verify':
      return findings['cannot-verify'] > 0;
  }
}

function saysAll(summary: ApplicationSummary, words: readonly string[]): boolean {
  const text = fold(`${summary.schoolName} ${summary.reference}`);
  return words.every((word) => text.includes(word));
}

/** The submission time; for a draft, its start. */
const since = ({ submittedAt, startedAt }: ApplicationSummary) => submittedAt ?? startedAt;

type Comparison = (a: ApplicationSummary, b: ApplicationSummary) => number;

const comparisons: Readonly<Record<ListOrder, () => Comparison>> = {
  oldest: () => (a, b) => compareText(since(a), since(b)),
  newest: () => (a, b) => compareText(since(b), since(a)),
  school: () => {
    const compareNames = naturalOrder();
    return (a, b) => compareNames(a.schoolName, b.schoolName);
  },
  status: () => (a, b) => standings.indexOf(standingOf(a)) - standings.indexOf(standingOf(b)),
  region: () => (a, b) => compareText(a.region, b.region),
  level: () => (a, b) => firstLevel(a) - firstLevel(b),
  recommendation: () => (a, b) => byRole(a, b) || supportOf(b) - supportOf(a),
  // Best first, then applications without scores. Hosts and partners are scored on different parts, so they aren't mixed.
  score: () => (a, b) => byRole(a, b) || (b.meanScore ?? -1) - (a.meanScore ?? -1),
};

const byRole: Comparison = (a, b) => compareText(a.role, b.role);

const firstLevel = ({ levels: [first] }: ApplicationSummary): number =>
  first === undefined ? levels.length : levels.indexOf(first);

/** From 1 if every reviewer recommends to accept, to -1 if every one recommends to decline. Below that if there are none. */
function supportOf({ recommendations }: ApplicationSummary): number {
  if (recommendations.length === 0) return -2;
  const sum = recommendations.reduce((total, one) => total + support[one], 0);
  return sum / recommendations.length;
}

const support: Readonly<Record<Recommendation, number>> = { accept: 1, waitlist: 0, decline: -1 };

/** Sorted by `order`, then by reference, so that pages of a list never overlap. */
export const inOrder = (
  summaries: readonly ApplicationSummary[],
  order: ListOrder,
): readonly ApplicationSummary[] => {
  const comparison = comparisons[order]();
  return summaries.toSorted((a, b) => comparison(a, b) || compareText(a.reference, b.reference));
};
