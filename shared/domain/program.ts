import type { DistanceUnit } from './amounts.ts';
import type { PairingRules } from './pairing/problem.ts';
import type { Level, Rating } from './school.ts';
import type { CalendarDate } from './time.ts';
import type { VisitHours, VisitRules } from './visit-plan/rules.ts';

export type Role = 'host' | 'partner';

export const roleNames: Readonly<Record<Role, string>> = { host: 'Host school', partner: 'Partner school' };

/** One thing a host must meet. `statement` is what applicants read. */
export type HostCriterion = { readonly id: string; readonly statement: string } & (
  | { readonly kind: 'principal-years'; readonly atLeastYears: number }
  | { readonly kind: 'quality-review'; readonly atLeast: Rating }
  | { readonly kind: 'not-fully-screened' }
  | { readonly kind: 'shares-practice' }
  | { readonly kind: 'commits' }
);

/** One mark of an ideal partner; any of them makes a school one. Shares are percent. */
export type PartnerMark = { readonly id: string; readonly statement: string } & (
  | { readonly kind: 'new-principal'; readonly fromYears: number; readonly toYears: number }
  | {
      readonly kind: 'diverse-needs';
      readonly povertyPercent: number;
      readonly blackOrHispanicPercent: number;
      readonly otherNeedPercent: number;
    }
  | { readonly kind: 'wants-to-improve' }
);

export type FocusArea = { readonly id: string; readonly name: string };

/** How many of the schools to admit are at least wanted of a region or level, hosts and partners together. */
export type Quota = { readonly region?: string; readonly level?: Level; readonly atLeast: number };

export type RubricGrade = { readonly score: number; readonly name: string; readonly meaning: string };

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
  readonly regions: readonly string[];
  readonly emphasis: readonly Level[];
  readonly targets: Readonly<Record<Role, number>>;
  readonly quotas: readonly Quota[];
  /** Partners a host may take. */
  readonly capacity: { readonly smallest: number; readonly usual: number; readonly largest: number };
  readonly focusAreas: readonly FocusArea[];
  readonly hostCriteria: readonly HostCriterion[];
  readonly partnerMarks: readonly PartnerMark[];
  readonly review: { readonly readersPerApplication: number; readonly rubric: readonly RubricGrade[] };
  /** How pairs are scored, and which may be. */
  readonly pairing: PairingRules;
  /** How many visits each pair has in a year, in which order, how far apart and when in the day. */
  readonly visits: VisitRules & VisitHours;
  /** Schools that the calendar knows by another name than their levels: `name` in it, for those whose kind says `kind`. */
  readonly calendarGroups: readonly { readonly name: string; readonly kind: string }[];
  /** Hours after the deadline in which a draft opened before it may still be sent. */
  readonly graceHours: number;
};

/** A stretch of days in a school year that differs from an ordinary one. `appliesTo`: levels and kinds, or "all". */
export type CalendarEntry = {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly appliesTo: readonly string[];
  readonly event: string;
  readonly studentsPresent: 'yes' | 'no' | 'early' | 'remote' | 'exam';
};

/** The words of a program in the reasons for a pair. */
export const pairWordsOf = (program: Program) => ({
  areaName: (id: string) => focusAreaName(program, id),
  distanceUnit: program.distanceUnit,
});

/** The name of a focus area; its id where a later version of the rules has it no more. */
export const focusAreaName = (program: Program, id: string): string =>
  program.focusAreas.find((area) => area.id === id)?.name ?? id;

export const focusAreaNames = (program: Program, ids: readonly string[]): string =>
  ids.map((id) => focusAreaName(program, id)).join('; ');
