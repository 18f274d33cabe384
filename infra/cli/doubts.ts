import { distanceKm } from '#domain/pairing/geography.ts';
import type { School } from '#domain/program/school.ts';
import { shares } from './cells.ts';

/** A school with the place of its row: `hosts.csv:2`. */
type Placed = { readonly at: string; readonly school: Pick<School, 'location' | 'demographics'> };

/** Values that can be right but rarely are, a sentence each with its place. */
export const doubtsAbout = (schools: readonly Placed[]): readonly string[] => [
  ...farSchools(schools),
  ...fractions(schools),
];

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
