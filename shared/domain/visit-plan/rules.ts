/** The rules of a year of visits. Days are calendar days, including weekends. */
export type VisitRules = {
  /**
   * The order of one partner's visits: `P` if the partner visits its host, `H` if the host visits it. `PHPPHPHP` is
   * five and three.
   */
  readonly pattern: string;
  readonly smallestGapDays: number;
  readonly largestGapDays: number;
  /** The largest distance from the ideal date. */
  readonly farthestFromTargetDays: number;
  /** Whether all partners of a host may come on the same day. It counts as a visit for each. */
  readonly jointVisits: boolean;
};

/** Five visits to the host and three from the host for each partner, spread over the year. */
export const usualVisitRules: VisitRules = {
  pattern: 'PHPPHPHP',
  smallestGapDays: 10,
  largestGapDays: 50,
  farthestFromTargetDays: 40,
  jointVisits: false,
};

/** The default time of a visit, and when reminders go out. */
export type VisitHours = {
  /** In the program's time zone: `09:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  /** How many school days before a visit everyone gets a reminder. */
  readonly reminderSchoolDays: number;
};

/** How many visits each pair has in a year, in each direction. */
export function visitCounts({ pattern }: Pick<VisitRules, 'pattern'>) {
  const partnerToHost = [...pattern].filter((letter) => letter === 'P').length;
  return { partnerToHost, hostToPartner: pattern.length - partnerToHost, inAll: pattern.length };
}
