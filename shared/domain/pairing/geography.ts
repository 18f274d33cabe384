/** A place on earth, in degrees. */
type Place = { readonly latitude: number; readonly longitude: number };

/** A place as a point on the unit sphere. */
type SpherePoint = { readonly x: number; readonly y: number; readonly z: number };

const earthRadiusKm = 6371;
const radians = Math.PI / 180;

/** The length of a degree of latitude, in km. */
export const kmPerDegree = earthRadiusKm * radians;

export const onSphere = ({ latitude, longitude }: Place): SpherePoint => ({
  x: Math.cos(latitude * radians) * Math.cos(longitude * radians),
  y: Math.cos(latitude * radians) * Math.sin(longitude * radians),
  z: Math.sin(latitude * radians),
});

/**
 * The great-circle distance in km of two points on the unit sphere, from the squared length of the straight line
 * between them. Half that line is the sine of half the angle. (This is the haversine formula in vectors; it is exact
 * at short distances.)
 */
export function kmOfSquaredChord(square: number): number {
  const sine = Math.min(1, Math.sqrt(square) / 2);
  return 2 * earthRadiusKm * (sine < shortSine ? shortAngle(sine) : Math.asin(sine));
}

/** The sine of half the angle of 60 km. Districts are no wider, and hundreds of thousands of their pairs are measured. */
const shortSine = 0.0047;

/** The arcsine of a small number by the first terms of its series. The next term is below the last bit. */
const shortAngle = (sine: number): number => {
  const square = sine * sine;
  return sine * (1 + square * (1 / 6 + square * (3 / 40)));
};

/** The straight line, in radii of the earth, between places this many km apart; at most the diameter. */
export const chordOfKm = (km: number): number =>
  2 * Math.sin(Math.min(km / (2 * earthRadiusKm), Math.PI / 2));

/** The great-circle distance of two places in km. */
export function distanceKm(a: Place, b: Place): number {
  const from = onSphere(a);
  const to = onSphere(b);
  const x = from.x - to.x;
  const y = from.y - to.y;
  const z = from.z - to.z;
  return kmOfSquaredChord(x * x + y * y + z * z);
}
