import { sayCount } from '#domain/base/wording.ts';
import type { Counted, JourneyCount, Prices } from './prices.ts';
import { type Standing, standingCost } from './standing.ts';

/** The use of this many applications, each with its reviews and a decision. */
type Season = { readonly applications: number; readonly reviewsEach: number };

/** One line of the bill: `amount` of `unit` at a price. */
type UseLine = {
  readonly service: string;
  readonly unit: string;
  readonly amount: number;
  readonly usdPerMillion: number;
  readonly usd: number;
};

/**
 * Assumptions, not counts. A function call took 5 to 30 ms of processor time, without cold starts. Lambda's
 * own log lines and the access log are about 2 kB per request.
 */
const assumed = { msPerCall: 50, memoryGb: 1, logBytesPerCall: 2000, bytesPerPage: 8000 } as const;

/**
 * The lines of a season's bill. `types` are those of the environment, because every request passes through
 * some of them and is charged there.
 */
export function useOf(
  counted: Counted,
  season: Season,
  prices: Prices,
  types: readonly string[],
): readonly UseLine[] {
  const total = (of: (journey: JourneyCount) => number) =>
    season.applications * (of(counted.apply) + season.reviewsEach * of(counted.review) + of(counted.decide));
  const requests = total((journey) => journey.requests);
  const calls = requests + total(({ changes }) => changes);
  const line = (service: string, unit: string, amount: number, usdPerMillion: number): UseLine => ({
    service,
    unit,
    amount,
    usdPerMillion,
    usd: (amount * usdPerMillion) / 1e6,
  });
  const passed = Object.entries(prices.perMillionRequestsThrough)
    .filter(([type]) => types.includes(type))
    .map(([type, usd]) => line(type.split('::')[1] ?? type, 'requests', requests, usd));
  const gigabytesOut = (requests * assumed.bytesPerPage) / 1e9;
  return [
    line(
      'DynamoDB',
      'read units',
      total(({ readUnits }) => readUnits),
      prices.dynamoDbPerMillionReads,
    ),
    line(
      'DynamoDB',
      'write units',
      total(({ writeUnits }) => writeUnits),
      prices.dynamoDbPerMillionWrites,
    ),
    line('HTTP API', 'requests', requests, prices.httpApiPerMillionRequests),
    ...passed,
    line('Data to browsers', 'MB', gigabytesOut * 1000, prices.dataOutPerGb * 1000),
    line('Lambda', 'calls', calls, prices.lambdaPerMillionRequests),
    line(
      'Lambda',
      'GB-seconds',
      (calls * assumed.msPerCall * assumed.memoryGb) / 1000,
      prices.lambdaPerGbSecond * 1e6,
    ),
    line('CloudWatch Logs', 'MB', (calls * assumed.logBytesPerCall) / 1e6, prices.logsPerGbWritten * 1000),
    line(
      'SES',
      'emails',
      total(({ letters }) => letters),
      prices.sesPerThousandLetters * 1000,
    ),
  ];
}

export const sumOf = (lines: readonly { readonly usd: number }[]): number =>
  lines.reduce((sum, { usd }) => sum + usd, 0);

/** An environment's name and all its resource types. */
export type Priced = { readonly name: string; readonly types: readonly string[] };

const season: Season = { applications: 1000, reviewsEach: 2 };

/** The tables of docs/costs.md, in Markdown, for the environments in order. The use is priced for the last one. */
export function costTables(environments: readonly Priced[], counted: Counted, prices: Prices): string {
  const busiest = environments.at(-1);
  const use = useOf(counted, season, prices, busiest?.types ?? []);
  const standing = environments.map(({ name, types }) => ({ name, standing: standingCost(types, prices) }));
  return [
    `List prices in ${prices.region} on ${prices.asOf}, without the free tier, for ${sayCount(season.applications)} applications, each with ${season.reviewsEach} reviews and a decision:`,
    '',
    '| | amount | $ per million | $ |',
    '|---|---:|---:|---:|',
    ...use.map(useRow),
    `| **all** | | | **${sumOf(use).toFixed(3)}** |`,
    '',
    arithmetic(counted, use),
    '',
    '| per month, used or not | $ | includes |',
    '|---|---:|---|',
    ...standing.map((one) => standingRow(one)),
    `| each staff member who signs in | ${prices.cognitoPlusPerActiveStaff.toFixed(2)} | Cognito Plus plan |`,
  ].join('\n');
}

const useRow = ({ service, unit, amount, usdPerMillion, usd }: UseLine): string =>
  `| ${service}, ${unit} | ${sayCount(Math.round(amount))} | ${Number(usdPerMillion.toFixed(3))} | ${usd.toFixed(3)} |`;

function standingRow({ name, standing }: { readonly name: string; readonly standing: Standing }): string {
  const parts = standing.lines.map(
    ({ type, count, usd }) => `${count} × ${type.split('::').slice(1).join(' ')} ${usd.toFixed(2)}`,
  );
  const missing = standing.unpriced.length > 0 ? `; no price: ${standing.unpriced.join(', ')}` : '';
  return `| \`${name}\` | ${standing.usd.toFixed(2)} | ${parts.join(', ')}${missing} |`;
}

/** The calculation of the first line, and the assumptions. */
function arithmetic({ apply, review, decide }: Counted, [reads]: readonly UseLine[]): string {
  const units = `${sayCount(season.applications)} × (${apply.readUnits} + ${season.reviewsEach} × ${review.readUnits} + ${decide.readUnits}) = ${sayCount(reads?.amount ?? 0)} read units, × ${reads?.usdPerMillion} ÷ 1,000,000 = $${(reads?.usd ?? 0).toFixed(3)}`;
  return `Each line is applications × (apply + ${season.reviewsEach} × review + decide) × price. For example, ${units}. Assumed: ${assumed.msPerCall} ms at ${assumed.memoryGb} GB per call, ${assumed.logBytesPerCall / 1000} kB of log per call, and ${assumed.bytesPerPage / 1000} kB per page.`;
}
