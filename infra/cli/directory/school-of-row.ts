import { levelsOfGrades, type School } from '#domain/program/school.ts';
import {
  cellReader,
  known,
  locationOf,
  readCount,
  readDemographics,
  readGrades,
  readId,
  readLatitude,
  readLevels,
  readLine,
  readLongitude,
  readLowestRating,
  readWhen,
  readYears,
  readYesNo,
} from '../cells.ts';
import { requiredColumns, type SchoolColumn, type SchoolRow } from './columns.ts';

/** Why a row can't be kept: one reason per bad cell. */
type BadRow = { readonly reasons: readonly string[] };

/** A school, or the problems of its row. Checks the whole row, so that it can be fixed in one go. */
export function schoolOfRow(row: SchoolRow): School | BadRow {
  const reasons: string[] = requiredColumns
    .filter((column) => row[column] === '')
    .map((column) => `${column}: missing`);
  const read = cellReader(row, (problem) => reasons.push(problem));
  const line = (column: SchoolColumn) => read(column, readLine);

  const grades = read('grades', readGrades) ?? [];
  const levels = read('levels', readLevels) ?? [];
  const school: School = {
    id: read('id', readId) ?? '',
    name: line('name') ?? '',
    levels: levels.length > 0 ? levels : levelsOfGrades(grades),
    grades,
    region: line('region') ?? '',
    ...known({
      neighborhood: line('neighborhood'),
      kind: line('kind'),
      location: locationOf(read('latitude', readLatitude), read('longitude', readLongitude)),
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
  if ((row.latitude === '') !== (row.longitude === ''))
    reasons.push('latitude, longitude: give both or neither');
  if (school.levels.length === 0 && reasons.length === 0)
    reasons.push('levels: empty, and grades has none of K to 12');
  return reasons.length > 0 ? { reasons } : school;
}

const qualityReviewOf = (
  lowest: NonNullable<School['qualityReview']>['lowest'] | undefined,
  when: string | undefined,
): School['qualityReview'] => lowest && { lowest, ...known({ when }) };
