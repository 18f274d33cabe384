import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const usd = v.pipe(v.number(), v.minValue(0));

const pricesSchema = v.strictObject({
  /** When somebody last held them against AWS's pages: `2026-11-26`. */
  asOf: v.pipe(v.string(), v.isoDate()),
  region: v.string(),
  /** Of what is used, in US dollars. */
  dynamoDbPerMillionReads: usd,
  dynamoDbPerMillionWrites: usd,
  lambdaPerMillionRequests: usd,
  /** On Arm. */
  lambdaPerGbSecond: usd,
  httpApiPerMillionRequests: usd,
  sesPerThousandLetters: usd,
  logsPerGbWritten: usd,
  cognitoPlusPerActiveStaff: usd,
  /** Through CloudFront, in the United States. */
  dataOutPerGb: usd,
  /** By resource types that every request passes, where an environment has them. */
  perMillionRequestsThrough: v.record(v.string(), usd),
  /** Of what merely exists, in US dollars a month, by resource type; 0 where only its use is paid for. */
  perMonth: v.record(v.string(), usd),
});

export type Prices = v.InferOutput<typeof pricesSchema>;

/** The list prices, without any free allowance: `infra/cost/prices.json`. */
export const prices: Prices = v.parse(
  pricesSchema,
  JSON.parse(readFileSync(join(import.meta.dirname, 'prices.json'), 'utf8')),
);
