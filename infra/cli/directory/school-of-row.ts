import { levelsOfGrades, type School } from '#domain/program/school.ts';
import {
  type Cell,
  cellReader,
  known,
  readCount,
  readDemographics,
  readGrades,
  readLevels,
  readLine,
  readLocation,
  readLowestRating,
  readWhen,
  readYears,
  readYesNo,
} from '../cells.ts';
import { requiredColumns, type SchoolRow } from './columns.ts';

/** A school from its row in the documented columns. Notes every problem, so that the row can be fixed in one go. */
export function schoolOfRow(
  row: SchoolRow,
  note: (problem: string) => void,
  readOwnId: (text: string) => Cell<string>,
  readRegion: (text: string) => Cell<string>,
): School {
  let isGood = true;
  const noted = (problem: string) => {
    isGood = false;
    note(problem);
  };
  for (const column of requiredColumns) if (row[column] === '') noted(`${column}: missing`);
  const read = cellReader(row, noted);
  const grades = read('grades', readGrades) ?? [];
  const levels = read('levels', readLevels) ?? [];
  const school: School = {
    id: read('id', readOwnId) ?? '',
    name: read('name', readLine) ?? '',
    levels: levels.length > 0 ? levels : levelsOfGrades(grades),
    grades,
    region: read('region', readRegion) ?? '',
    ...known({
      neighborhood: read('neighborhood', readLine),
      kind: read('kind', readLine),
      location: readLocation(read, ['latitude', 'longitude'], noted),
      enrollment: read('enrollment', readCount),
    }),
    demographics: readDemographics(read),
    ...known({
      principalYearsHere: read('principal_years_here', readYears),
      qualityReview: qualityReviewOf(
        read('quality_review', readLowestRating),
        read('quality_review_when', readWhen),
      ),
      fullyScreened: read('fully_screened', readYesNo),
    }),
  };
  if (isGood && school.levels.length === 0) note('levels: empty, and grades has none of K to 12');
  return school;
}

const qualityReviewOf = (
  lowest: NonNullable<School['qualityReview']>['lowest'] | undefined,
  when: string | undefined,
): School['qualityReview'] => lowest && { lowest, ...known({ when }) };
