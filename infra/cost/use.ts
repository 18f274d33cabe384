import type { Counted, JourneyCount } from './counted.ts';
import type { Prices } from './prices.ts';

/** What so many applications come to, each with its reviews and a decision. */
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
 * What was not counted but taken for granted. A call of a function was measured at 5 to 30 ms of processor time, cold starts
 * apart; Lambda's own lines and the access log's are about 2 kB a request.
 */
export const assumed = { msPerCall: 50, memoryGb: 1, logBytesPerCall: 2000, bytesPerPage: 8000 } as const;

/** The bill of a season by its lines. `types` are those of the environment, because some are passed, and paid for, by every request. */
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
