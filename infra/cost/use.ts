import type { Counted, JourneyCount } from './counted.ts';
import type { Prices } from './prices.ts';

/** The use of this many applications, each with its reviews and a decision. */
export type Season = { readonly applications: number; readonly reviewsEach: number };

/** One line of the bill: `amount` of `unit` at a price. */
export type UseLine = {
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
export const assumed = { msPerCall: 50, memoryGb: 1, logBytesPerCall: 2000, bytesPerPage: 8000 } as const;

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
