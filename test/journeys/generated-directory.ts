import { type Chance, chanceOf } from '../../infra/cli/seed/chance.ts';

const columns = [
  'id',
  'name',
  'region',
  'grades',
  'kind',
  'latitude',
  'longitude',
  'enrollment',
  'poverty_percent',
  'black_percent',
  'hispanic_percent',
  'disabilities_percent',
  'english_learners_percent',
  'chronically_absent_percent',
  'principal_years_here',
  'quality_review',
  'quality_review_when',
  'fully_screened',
] as const;

const first = [
  'Alder',
  'Birch',
  'Cedar',
  'Dogwood',
  'Elm',
  'Fern',
  'Ginkgo',
  'Hazel',
  'Juniper',
  'Linden',
] as const;
const second = [
  'Bridge',
  'Court',
  'Field',
  'Garden',
  'Harbor',
  'Hill',
  'Landing',
  'Meadow',
  'Park',
  'Square',
] as const;
const kinds = [
  { name: 'School', grades: 'K;1;2;3;4;5' },
  { name: 'Middle School', grades: '6;7;8' },
  { name: 'High School', grades: '9;10;11;12' },
] as const;
const ratings = ['Well Developed', 'Proficient', 'Proficient', 'Developing', ''] as const;

/** A directory of made-up schools in these regions, in the documented columns. The same arguments give the same text. */
export function generatedDirectory(regions: readonly string[], count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const school = schoolAt(index, regions, chanceOf(`generated ${index}`));
    return columns.map((column) => school[column]).join(',');
  });
  return [columns.join(','), ...rows].join('\n');
}

function schoolAt(
  index: number,
  regions: readonly string[],
  { between, pick }: Chance,
): Readonly<Record<(typeof columns)[number], string | number>> {
  const kind = pick(kinds);
  const rating = pick(ratings);
  return {
    id: `G${String(index + 1).padStart(3, '0')}`,
    name: `${pick(first)} ${pick(second)} ${kind.name} ${index + 1}`,
    region: regions[index % regions.length] ?? '',
    grades: kind.grades,
    kind: 'Generated',
    latitude: 40.55 + between(0, 340) / 1000,
    longitude: -74.2 + between(0, 450) / 1000,
    enrollment: between(150, 1400),
    poverty_percent: between(20, 97),
    black_percent: between(5, 45),
    hispanic_percent: between(5, 50),
    disabilities_percent: between(8, 32),
    english_learners_percent: between(2, 35),
    chronically_absent_percent: between(8, 45),
    principal_years_here: between(1, 12),
    quality_review: rating,
    quality_review_when: rating === '' ? '' : 'April 2025',
    fully_screened: between(1, 8) === 1 ? 'yes' : 'no',
  };
}
