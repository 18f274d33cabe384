import { distanceKm } from '#domain/pairing/geography.ts';
import type { School } from '#domain/program/school.ts';
import { shares } from './cells.ts';
import { folded, withoutZeros } from './names.ts';

/** A school with the place of its row: `hosts.csv:2`. */
type Placed = {
  readonly at: string;
  readonly school: Pick<School, 'id' | 'name' | 'location' | 'demographics'>;
};

/** Values that can be right but rarely are, a sentence each with its place. */
export const doubtsAbout = (schools: readonly Placed[]): readonly string[] => [
  ...farSchools(schools),
  ...fractions(schools),
  ...lostZeros(schools),
  ...garbledNames(schools),
];

/** An ID as a spreadsheet leaves it. */
export const idNumber = (id: string): string => withoutZeros(folded(id));

export const sayLostZeros = (id: string, other: string): string =>
  `${id} may be ${other}. A spreadsheet may have removed its zeros.`;

/** A spreadsheet makes 113 of 0113: two rows are one school. A school may also be a host and a partner. */
function lostZeros(schools: readonly Placed[]): readonly string[] {
  const byNumber = Map.groupBy(schools, ({ school }) => idNumber(school.id));
  return [...byNumber.values()].flatMap(([first, ...others]) =>
    others.flatMap(({ at, school: { id } }) =>
      first === undefined || folded(id) === folded(first.school.id)
        ? []
        : [`${at}: ${sayLostZeros(id, `${first.school.id} (${first.at})`)}`],
    ),
  );
}

// UTF-8 that was read as Windows-1252 and saved again, or a letter that an encoding doesn’t have.
const garbled = /\ufffd|â€|Ã[\u0080-\u00bf\u2018-\u2030ŠŒŽšœžŸƒ]/;

const garbledNames = (schools: readonly Placed[]): readonly string[] =>
  schools
    .filter(({ school }) => garbled.test(school.name))
    .map(
      ({ at, school }) =>
        `${at}: name: “${school.name}” looks garbled. Save the original file again as “CSV UTF-8”.`,
    );

type Place = NonNullable<School['location']>;

const middleOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;

// A district is never this wide, and a country's schools are never this many times farther than usual.
const farKm = 1000;
const farTimes = 5;

/** Schools at zero, or far from the middle of the others: a lost minus sign, or swapped columns. */
function farSchools(schools: readonly Placed[]): readonly string[] {
  const placed = schools.flatMap(({ at, school: { location } }) => (location ? [{ at, location }] : []));
  const middle = {
    latitude: middleOf(placed.map(({ location }) => location.latitude)),
    longitude: middleOf(placed.map(({ location }) => location.longitude)),
  };
  const usualKm = middleOf(placed.map(({ location }) => distanceKm(location, middle)));
  const isFar = (place: Place) => distanceKm(place, middle) > Math.max(farKm, farTimes * usualKm);
  return placed.flatMap(({ at, location }) => {
    if (isZero(location)) return [`${at}: 0, 0 is in the Atlantic. Leave unknown coordinates empty.`];
    if (isPolar(location)) return [`${at}: ${sayPlace(location)}: latitude and longitude may be swapped.`];
    if (!isFar(location)) return [];
    const cause = causes.find(({ meant }) => !isFar(meant(location)));
    return [
      `${at}: ${sayPlace(location)} is far from the other schools. ${cause?.says ?? 'Check the coordinates.'}`,
    ];
  });
}

const isZero = ({ latitude, longitude }: Place): boolean => latitude === 0 && longitude === 0;

/** No one lives there, but the longitudes of America are such numbers. */
const isPolar = ({ latitude }: Place): boolean => latitude < -60 || latitude > 75;

const sayPlace = ({ latitude, longitude }: Place): string => `${latitude}, ${longitude}`;

const causes: readonly { readonly meant: (place: Place) => Place; readonly says: string }[] = [
  {
    meant: ({ latitude, longitude }) => ({ latitude, longitude: -longitude }),
    says: 'The longitude may have the wrong sign.',
  },
  {
    meant: ({ latitude, longitude }) => ({ latitude: -latitude, longitude }),
    says: 'The latitude may have the wrong sign.',
  },
  {
    meant: ({ latitude, longitude }) => ({ latitude: longitude, longitude: latitude }),
    says: 'Latitude and longitude may be swapped.',
  },
];

/** A column of shares that are all 1 or less probably has fractions: 0.75 for 75 percent. */
const fractions = (schools: readonly Placed[]): readonly string[] =>
  shares.flatMap(([column, key]) => {
    const known = schools.flatMap(({ at, school }) => {
      const share = school.demographics[key];
      return share === undefined ? [] : [{ at, share }];
    });
    const first = known.find(({ share }) => share > 0 && share < 1);
    return first && known.every(({ share }) => share <= 1)
      ? [
          `${first.at}: ${column}: ${first.share} may be a fraction (expected a percentage, like ${sayPercentOf(first.share)}).`,
        ]
      : [];
  });

const sayPercentOf = (share: number): string => String(Number((share * 100).toPrecision(12)));
