import type { PairedSchool } from '../../shared/domain/partnership/partnership.ts';
import type { Whose } from '../../shared/domain/visits/visit-year.ts';

/** "all schools", "all schools in Queens", "P.S. 112" */
export function sayWhose(whose: Whose, schools: readonly Pick<PairedSchool, 'id' | 'name'>[]): string {
  switch (whose.kind) {
    case 'all':
      return 'all schools';
    case 'region':
      return `all schools in ${whose.region}`;
    case 'school':
      return schools.find(({ id }) => id === whose.school)?.name ?? whose.school;
  }
}
