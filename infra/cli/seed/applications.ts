import type { Application } from '../../../shared/domain/application.ts';
import type { Cycle } from '../../../shared/domain/cycle.ts';
import type { Roster } from '../../../shared/domain/roster.ts';
import type { School } from '../../../shared/domain/school.ts';
import type { Instant } from '../../../shared/domain/time.ts';

type District = {
  readonly cycle: Cycle;
  readonly schools: readonly School[];
  readonly roster: Roster;
  readonly now: Instant;
};

export const sampleApplications = (_district: District): readonly Application[] => [];
