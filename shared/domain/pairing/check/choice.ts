import type { ChoiceCertificate, Proof } from '#domain/pairing/problem.ts';
import { countingPlaces, type Question, type School, sideOf } from './question.ts';

type Leaf = Exclude<Proof, { readonly split: unknown }>;
const impossible = -(2 ** 50);
const isExact = (price: number) => Number.isInteger(price) && Math.abs(price) <= 2 ** 46;
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + BigInt(one), 0n);

/** Whether no choice has more than `points`, and none places more than `placed` partners. */
export function provesChoice(question: Question, certificate: ChoiceCertificate): boolean {
  const { points, placed = 0, proof, places } = certificate;
  if (question.choosesSchools) return holds(proof, question, points, 0);
  const counting = placed !== question.partners.length && countingPlaces(question);
  if (counting && !(places && holds(places, counting, placed, 0))) return false;
  return holds(proof, question, points, placed);
}

/** The two sides of a split leave no plan out, so the leaves cover all plans. */
function holds(proof: Proof, question: Question, points: number, placed: number): boolean {
  if (!('split' in proof)) return isBounded(proof, question, points, placed);
  const [yes, no] = [sideOf(question, proof.split, 'yes'), sideOf(question, proof.split, 'no')];
  return holds(proof.yes, yes, points, placed) && holds(proof.no, no, points, placed);
}

/**
 * Take any plan, and any prices. A host brings its partners' points less their prices: at most what its best way brings.
 * Partners give their prices back. A minimum's price is paid once, and given back by each school that it counts.
 */
function isBounded(leaf: Leaf, question: Question, points: number, placed: number): boolean {
  const { hosts, partners, targets } = question;
  const { per, partners: prices, place = 0, minimums = [], eitherRole = {} } = leaf;
  const positive = [per - 1, 10_000 * per, place, ...minimums, ...Object.values(eitherRole)];
  if (![...Object.values(prices), ...positive].every(isExact) || Math.min(...positive) < 0) return false;
  const bonus = ({ id, countsIn }: School) =>
    Number(sum(countsIn.map((at) => minimums[at] ?? 0))) - (eitherRole[id] ?? 0);
  const most = (schools: readonly School[], own: readonly number[], target?: number) => {
    const worth = schools.map((one, at) => (own[at] ?? 0) + per * one.quality + bonus(one));
    const inside = worth.filter((_, at) => schools[at]?.isIn);
    const open = worth.filter((_, at) => !schools[at]?.isIn);
    const room = target === undefined ? undefined : target - inside.length;
    return sum([...inside, ...worthiest(open, room ?? 0, room ?? open.length)]);
  };
  const gains = hosts.map(({ ways, capacity, least }) => {
    const worth = ways.map(({ fits }) => fits.map((fit) => per * fit.points + place - (prices[fit.id] ?? 0)));
    return Math.max(impossible, ...worth.map((own) => Number(sum(worthiest(own, least, capacity)))));
  });
  const given = partners.map(({ id }) => prices[id] ?? 0);
  const schools = most(hosts, gains, targets.host) + most(partners, given, targets.partner);
  const back = question.minimums.map((atLeast, at) => BigInt(atLeast) * BigInt(minimums[at] ?? 0));
  const paid = back.reduce((all, one) => all + one, BigInt(place) * BigInt(placed));
  return schools + sum(Object.values(eitherRole)) - paid < (BigInt(points) + 1n) * BigInt(per);
}

/** The numbers with the largest sum, so many at the least and at the most. */
function worthiest(numbers: readonly number[], least: number, most: number): readonly number[] {
  const taken = numbers.toSorted((a, b) => b - a).filter((one, at) => at < least || (at < most && one > 0));
  return most < 0 || taken.length < least ? [impossible] : taken;
}
