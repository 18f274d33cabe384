import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeHost } from '#domain/admission/criteria.ts';
import { readMonth } from '#domain/base/time.ts';
import { loadProgram } from '../../infra/cli/cycle-file.ts';
import { loadDirectory } from '../../infra/cli/directory/read-directory.ts';
import { isBroken, type Parsed } from '../../infra/parsing/parsed.ts';

const realFile = '../shared/data/nyc-schools.csv';

const read = async <T>(file: Promise<Parsed<T>>): Promise<T> => {
  const parsed = await file;
  if (isBroken(parsed)) throw new Error(parsed.problems.join('\n'));
  return parsed.parsed;
};

// The City's open data isn't part of this repository.
describe.skipIf(!existsSync(realFile))(
  'the real directory of New York City, by its shipped mapping',
  async () => {
    const { schools, problems } = existsSync(realFile)
      ? await read(loadDirectory(realFile, { columnsFile: 'programs/columns/nyc-schools.json' }))
      : { schools: [], problems: [] };
    const program = await read(loadProgram('programs/learning-partners/program.json'));

    test('all 1,823 schools are read, each in a borough of the program and of some level', () => {
      expect(problems).toEqual([]);
      expect(schools).toHaveLength(1823);
      expect(new Set(schools.map(({ region }) => region))).toEqual(new Set(program.regions));
      expect(schools.filter(({ levels }) => levels.length === 0)).toEqual([]);
    });

    test('a school matches its row', () => {
      expect(schools.find(({ id }) => id === '01M015')).toEqual({
        id: '01M015',
        name: 'P.S. 015 Roberto Clemente',
        levels: ['elementary'],
        grades: ['PK', 'K', '1', '2', '3', '4', '5'],
        region: 'Manhattan',
        neighborhood: 'Lower East Side',
        kind: 'DOE, General Academic',
        location: { latitude: 40.722075, longitude: -73.978747 },
        enrollment: 183,
        demographics: {
          poverty: 92.3,
          black: 35.5,
          hispanic: 58.5,
          studentsWithDisabilities: 35,
          englishLanguageLearners: 9.3,
          chronicallyAbsent: 22.7,
        },
        principalYearsHere: 8.9,
        qualityReview: { lowest: 'Proficient', when: 'March 2017' },
        fullyScreened: false,
      });
    });

    test('if grades are empty, the category gives the levels', () => {
      const levelsOf = (id: string) => schools.find((school) => school.id === id)?.levels;
      expect(levelsOf('84K892')).toEqual(['high']);
      expect(levelsOf('07X584')).toEqual(['middle']);
      expect(levelsOf('84X587')).toEqual(['elementary', 'middle', 'high']);
      expect(levelsOf('84M337')).toEqual(['elementary', 'middle', 'high']);
    });

    test('396 schools lack the principal’s years or the Quality Review', () => {
      const unknown = schools.filter(
        ({ principalYearsHere, qualityReview }) => principalYearsHere === undefined || !qualityReview,
      );
      expect(unknown).toHaveLength(396);
      for (const school of unknown) {
        const outcomes = judgeHost(program, school, {}).map(({ outcome }) => outcome);
        expect(outcomes.slice(0, 2)).toContain('cannot-verify');
      }
    });

    test('each Quality Review date is a month and year, however the file spells it', () => {
      const dates = schools.flatMap(({ qualityReview }) => qualityReview?.when ?? []);
      expect(dates.length).toBeGreaterThan(1400);
      expect(dates.filter((when) => readMonth(when) !== when)).toEqual([]);
    });

    test('569 schools meet every host requirement that the directory covers', () => {
      const meet = schools.filter((school) =>
        judgeHost(program, school, {})
          .slice(0, 3)
          .every(({ outcome }) => outcome === 'met'),
      );
      expect(meet).toHaveLength(569);
    });
  },
);
