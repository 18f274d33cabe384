/** How a year of visits is laid out. Days are calendar days, weekends included. */
export type VisitRules = {
  /** The order of one partner's visits: `P` the partner visits its host, `H` the host visits it; `PHPPHPHP` is five and three. */
  readonly pattern: string;
  readonly smallestGapDays: number;
  readonly largestGapDays: number;
  /** How far from its target a visit may lie. */
  readonly farthestFromTargetDays: number;
  /** Whether all partners of a host may come on one day, which counts for each of them. */
  readonly jointVisits: boolean;
};

/** Five visits to the host and three of the host to each partner, spread over the year. */
export const usualVisitRules: VisitRules = {
  pattern: 'PHPPHPHP',
  smallestGapDays: 10,
  largestGapDays: 50,
  farthestFromTargetDays: 40,
  jointVisits: false,
};

/** When a visit is, if nobody says otherwise, and when schools are reminded of it. */
export type VisitHours = {
  /** Wall time of the program: `09:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  /** School days before a visit on which everybody in it is reminded. */
  readonly reminderSchoolDays: number;
};

/** How many visits each pair of schools has in a year. */
export function visitCounts({ pattern }: Pick<VisitRules, 'pattern'>) {
  const partnerToHost = [...pattern].filter((letter) => letter === 'P').length;
  return { partnerToHost, hostToPartner: pattern.length - partnerToHost, inAll: pattern.length };
}
