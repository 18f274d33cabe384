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

const withRules = v.object({ Properties: v.object({ Rules: v.array(v.unknown()) }) });

type Resource = { readonly Type: string };

/**
 * The priced parts of resources: their types, one entry each, and the rules of a firewall, which are charged
 * one by one.
 */
export const pricedThings = (resources: readonly Resource[]): readonly string[] =>
  resources.flatMap((resource) => {
    const { Type } = resource;
    if (Type !== 'AWS::WAFv2::WebACL' || !v.is(withRules, resource)) return [Type];
    return [Type, ...resource.Properties.Rules.map(() => `${Type} Rule`)];
  });

const count = v.pipe(v.number(), v.minValue(0));
const journey = v.strictObject({
  readUnits: count,
  writeUnits: count,
  /** Requests from browsers, without styles, which browsers cache. */
  requests: count,
  letters: count,
  /** Changed records that letters follow; each is a call of a function. */
  changes: count,
});

const countedSchema = v.strictObject({ apply: journey, review: journey, decide: journey });

/** The use of one person's journey. */
export type Counted = v.InferOutput<typeof countedSchema>;
export type JourneyCount = v.InferOutput<typeof journey>;

export const countedFile = join(import.meta.dirname, 'counted.json');

/** The last result of `npm run bench:capacity -- --keep`. */
export const readCounted = (): Counted =>
  v.parse(countedSchema, JSON.parse(readFileSync(countedFile, 'utf8')));
