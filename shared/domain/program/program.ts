import type { CalendarDate } from '#domain/base/time.ts';
import type { DistanceUnit } from '#domain/base/wording.ts';
import type { Level, Rating } from './school.ts';

/** The parts of a score, in the order in which they are explained. */
export const scoreParts = ['focusArea', 'level', 'distance', 'demographics', 'region'] as const;
export type ScorePart = (typeof scoreParts)[number];

/** The points of a perfect pair. A pair costs its distance to this. */
export const perfectScore = 10_000;

/** The most points for each part. A pair's points add up to at most 10,000. */
export type ScoreWeights = Readonly<Record<ScorePart, number>>;

/**
 * How much a shared focus area matters. `weight`: it earns points, as other parts do. `shared`: a pair must share one.
 * `one-each`: each host works on one of its areas, and every partner with it named that area.
 */
export const focusRules = ['weight', 'shared', 'one-each'] as const;
export type FocusRule = (typeof focusRules)[number];

export type PairingRules = {
  /** Whole numbers that add up to 10,000. */
  readonly weights: ScoreWeights;
  /** From this distance, a pair gets no points for distance. */
  readonly farthestKm: number;
  /** Schools farther apart can't be paired; absent if any distance is allowed. */
  readonly withinKm?: number;
  /** The part of the points for level that neighboring levels get, 0 to 1. Schools two levels apart can't be paired. */
  readonly neighboringLevels: number;
  /** Whether a host's partners may have different levels. */
  readonly mixesLevels: boolean;
  /** Absent in cycles opened before there was a choice: `weight`. */
  readonly focus?: FocusRule;
  /** The part of the points for a focus area that the partner's second choice earns, 0 to 1, if areas must be shared. */
  readonly secondChoice?: number;
};

/** Whether a pair must share a focus area. Then partners rank theirs. */
export const mustShareArea = ({ focus = 'weight' }: Pick<PairingRules, 'focus'>): boolean =>
  focus !== 'weight';

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

/** The default time of a visit, and when reminders go out. */
type VisitHours = {
  /** In the program's time zone: `09:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  /** How many school days before a visit everyone gets a reminder. */
  readonly reminderSchoolDays: number;
  /** Whether facilitators may report closures of whole regions, or only of their schools. Their schools if absent. */
  readonly facilitatorsClose?: 'school' | 'region';
};

/** How many visits each pair has in a year, in each direction. */
export function visitCounts({ pattern }: Pick<VisitRules, 'pattern'>) {
  const partnerToHost = [...pattern].filter((letter) => letter === 'P').length;
  return { partnerToHost, hostToPartner: pattern.length - partnerToHost, inAll: pattern.length };
}

export const roles = ['host', 'partner'] as const;
export type Role = (typeof roles)[number];

export const roleNames: Readonly<Record<Role, string>> = { host: 'Host school', partner: 'Partner school' };

/** What the rules say about each kind of criterion, and in which unit. */
export const hostCriterionKinds = {
  'principal-years': { atLeastYears: 'years' },
  'quality-review': { atLeast: 'rating' },
  'not-fully-screened': {},
  'shares-practice': {},
  commits: {},
} as const;

export const partnerMarkKinds = {
  'new-principal': { fromYears: 'years', toYears: 'years' },
  'diverse-needs': {
    povertyPercent: 'percent',
    blackOrHispanicPercent: 'percent',
    otherNeedPercent: 'percent',
  },
  'wants-to-improve': {},
} as const;

type Amounts = { readonly years: number; readonly percent: number; readonly rating: Rating };
export type CriterionKinds = Readonly<Record<string, Readonly<Record<string, keyof Amounts>>>>;

/** A criterion of one of the kinds. `statement` is what applicants read. */
export type CriterionOf<Kinds extends CriterionKinds, Kind extends keyof Kinds = keyof Kinds> = {
  readonly [K in Kind]: { readonly id: string; readonly statement: string; readonly kind: K } & {
    readonly [Name in keyof Kinds[K]]: Amounts[Kinds[K][Name]];
  };
}[Kind];

export type FocusArea = { readonly id: string; readonly name: string };

/** How many of the schools to admit are at least wanted of a region or level, hosts and partners together. */
export type Quota = { readonly region?: string; readonly level?: Level; readonly atLeast: number };

/** What reviewers score: a statement, and what a high score takes. Facts are findings and aren't scored. */
export type ScoredPart = { readonly id: string; readonly statement: string; readonly lookFor: string };

type RubricGrade = { readonly score: number; readonly name: string; readonly meaning: string };

/** A place as GeoJSON has it, in degrees. */
export type Position = readonly [longitude: number, latitude: number];

/** The rings of a polygon: its edge, then its holes. */
export type Rings = readonly (readonly Position[])[];

/** The outlines of regions, as a GeoJSON FeatureCollection (RFC 7946). */
export type RegionOutlines = {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly type: 'Feature';
    readonly properties: { readonly name: string };
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: Rings }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };
  }[];
};

/** The most points that all outlines can have together. Every page reads them with the program. */
export const mostOutlinePoints = 300;

/** The polygons of all regions. */
export const polygonsOf = ({ features }: RegionOutlines): readonly Rings[] =>
  features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  );

/** What a district tells schools before they apply, in its own words. */
export type Guide = {
  /** How long teams are away from class. */
  readonly timeAway: string;
  /** Who covers their classes. */
  readonly coverage: string;
  /** What it costs a school, and what the district pays. */
  readonly money: string;
  readonly staff: readonly { readonly name: string; readonly title: string }[];
  readonly questions: readonly { readonly question: string; readonly answer: string }[];
};

/** The rules of a program. Another district changes this, not the code. */
export type Program = {
  readonly id: string;
  /** Raised with every change of the rules; a cycle keeps the version it opened with. */
  readonly rulesVersion: number;
  readonly name: string;
  readonly district: string;
  readonly timeZone: string;
  /** The language of pages and emails, as BCP 47: `en`. */
  readonly lang: string;
  readonly distanceUnit: DistanceUnit;
  readonly contactEmail: string;
  readonly summary: string;
  /** Absent if the program page has only what follows from the rules. */
  readonly guide?: Guide;
  readonly regions: readonly string[];
  /** What maps draw behind the schools; absent if maps have only the regions' names. */
  readonly regionOutlines?: RegionOutlines;
  readonly emphasis: readonly Level[];
  readonly targets: Readonly<Record<Role, number>>;
  readonly quotas: readonly Quota[];
  /** Partners a host may take. */
  readonly capacity: { readonly smallest: number; readonly usual: number; readonly largest: number };
  readonly focusAreas: readonly FocusArea[];
  /** What a host must meet. */
  readonly hostCriteria: readonly CriterionOf<typeof hostCriterionKinds>[];
  /** Marks of an ideal partner; any of them makes a school one. */
  readonly partnerMarks: readonly CriterionOf<typeof partnerMarkKinds>[];
  readonly review: {
    readonly readersPerApplication: number;
    /** The scale of every score. */
    readonly rubric: readonly RubricGrade[];
    /** Reasons that directors use again and again, with `{school}` for the school's name. */
    readonly reasons?: readonly string[];
    /** School days that a school has to answer a question. Five in cycles opened before there was a choice. */
    readonly answerSchoolDays?: number;
    /**
     * School days that an application or a question may wait for staff before directors are told. Ten in cycles opened before
     * there was a choice.
     */
    readonly waitingSchoolDays?: number;
    /** Absent in cycles opened before roles had rubrics: reviewers score each criterion or mark. */
    readonly scored?: Readonly<Record<Role, readonly ScoredPart[]>>;
  };
  /** How pairs are scored, and which may be. */
  readonly pairing: PairingRules;
  /** How many visits each pair has in a year, in which order, how far apart and when in the day. */
  readonly visits: VisitRules & VisitHours;
  /** Schools that the calendar knows by another name than their levels: `name` in it, for those whose kind says `kind`. */
  readonly calendarGroups: readonly { readonly name: string; readonly kind: string }[];
  /**
   * When accepted schools confirm their places: within how many days of the decision, and how many days before that they
   * get a reminder. Absent in cycles opened before schools confirmed.
   */
  readonly confirmation?: { readonly withinDays: number; readonly reminderDays: number };
  /** Hours after the deadline in which a draft opened before it may still be sent. */
  readonly graceHours: number;
};

/** The days that begin and end a school year. */
export const calendarMarks = ['first-day', 'last-day'] as const;
export type CalendarMark = (typeof calendarMarks)[number];

/** A stretch of days in a school year that differs from an ordinary one. `appliesTo`: levels and kinds, or "all". */
export type CalendarEntry = {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly appliesTo: readonly string[];
  readonly event: string;
  readonly studentsPresent: 'yes' | 'no' | 'early' | 'remote' | 'exam';
  /** Absent in calendars that only name the first and last day of school in their events. */
  readonly marks?: CalendarMark;
};

/** The name of a focus area, or its ID if the rules no longer have it. */
export const focusAreaName = ({ focusAreas }: Pick<Program, 'focusAreas'>, id: string): string =>
  focusAreas.find((area) => area.id === id)?.name ?? id;

export const focusAreaNames = (program: Program, ids: readonly string[]): string =>
  ids.map((id) => focusAreaName(program, id)).join('; ');
