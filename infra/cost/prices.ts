import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const usd = v.pipe(v.number(), v.minValue(0));

const pricesSchema = v.strictObject({
  /** When someone last compared them with AWS's pages: `2026-11-26`. */
  asOf: v.pipe(v.string(), v.isoDate()),
  region: v.string(),
  /** Prices for use, in US dollars. */
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
  /** By the types of resources that every request passes through, if the environment has them. */
  perMillionRequestsThrough: v.record(v.string(), usd),
  /** Monthly prices for existing resources, in US dollars, by type; 0 if only use is charged. */
  perMonth: v.record(v.string(), usd),
});

export type Prices = v.InferOutput<typeof pricesSchema>;

/** The list prices, without the free tier: `infra/cost/prices.json`. */
export const prices: Prices = v.parse(
  pricesSchema,
  JSON.parse(readFileSync(join(import.meta.dirname, 'prices.json'), 'utf8')),
);
