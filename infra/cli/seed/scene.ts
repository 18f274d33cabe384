import type { Roster } from '../../../shared/domain/admission/roster.ts';
import type { ApplicationSummary } from '../../../shared/domain/admission/summary.ts';
import type { Instant } from '../../../shared/domain/base/time.ts';
import type { Cycle } from '../../../shared/domain/program/cycle.ts';
import type { School } from '../../../shared/domain/program/school.ts';
import type { Chance } from './chance.ts';
import type { Diary } from './diary.ts';
import type { Scenario } from './scenarios.ts';

export type District = {
  readonly cycle: Cycle;
  readonly schools: readonly School[];
  readonly roster: Roster;
  readonly now: Instant;
};

/** The input of one application's story. */
export type Scene = Scenario &
  Omit<District, 'schools'> & {
    readonly school: School;
    readonly chance: Chance;
    readonly diary: Diary;
    /** The earlier applications, for an even load of reviewers. */
    readonly earlier: readonly ApplicationSummary[];
  };
