import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { applicationSchema } from '#store/applications.ts';
import { storedCycleSchema } from '#store/cycles.ts';
import { explanationsSchema } from '#store/explanations.ts';
import { faqSchema } from '#store/faqs.ts';
import { heldLetterSchema } from '#store/held-letters.ts';
import { mailingSchema } from '#store/mailings.ts';
import { partnershipSchema, publishedSchema } from '#store/partnerships.ts';
import { requestSchema } from '#store/requests.ts';
import { rosterSchema, withConflicts } from '#store/rosters.ts';
import { scenarioSchema } from '#store/scenarios.ts';
import { directoryPageSchema, schoolSchema } from '#store/school-schema.ts';
import { standingSchema } from '#store/sent-letters.ts';
import { eventSchemas } from '#store/stream.ts';
import { threadSchema } from '#store/threads.ts';
import { undeliveredSchema } from '#store/undelivered.ts';
import { visitYearSchema } from '#store/visit-years.ts';
import { asJsonObject, isJsonObject } from '../bundle/openapi-schemas.ts';

const committed = <const A extends v.GenericSchema, const E extends v.GenericSchema>(
  aggregate: A,
  event: E,
) => v.object({ aggregate, events: v.array(event) });

/** Rosters are written the way the previous release reads them. */
const writtenRoster = v.pipe(
  rosterSchema,
  v.transform((roster) => withConflicts(roster)),
);

/** What each kind of record holds. */
export const storedKinds: Readonly<Record<string, v.GenericSchema>> = {
  application: committed(applicationSchema, eventSchemas.application),
  'application-request': committed(requestSchema, eventSchemas['application-request']),
  roster: writtenRoster,
  scenario: committed(scenarioSchema, eventSchemas.scenario),
  explanations: explanationsSchema,
  pairing: committed(publishedSchema, eventSchemas.pairing),
  partnership: committed(partnershipSchema, eventSchemas.partnership),
  thread: committed(threadSchema, eventSchemas.thread),
  mailing: committed(mailingSchema, eventSchemas.mailing),
  faq: faqSchema,
  'visit-year': committed(visitYearSchema, eventSchemas['visit-year']),
  'undelivered-letter': undeliveredSchema,
  'held-letter': heldLetterSchema,
  letter: standingSchema,
  cycle: storedCycleSchema,
  school: schoolSchema,
  'directory-page': directoryPageSchema,
};

const releasedSchema = v.object({
  schema: v.record(v.string(), v.unknown()),
  records: v.array(v.unknown()),
});

/** One kind of record in a release: its JSON Schema, and records that have each field and each alternative. */
export type ReleasedRecords = v.InferOutput<typeof releasedSchema>;

/** Samples don't keep them. */
const limits = ['iso_date', 'iso_timestamp', 'max_value', 'min_length', 'min_value', 'non_empty', 'regex'];

export function recordsOf(schema: v.GenericSchema): ReleasedRecords {
  // A conversion can't be described, but what it reads can.
  const described = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
    ignoreActions: limits,
  });
  const { $defs, ...own } = described;
  return { schema: { ...described }, records: [...samplesOf(own, asJsonObject($defs ?? {}))] };
}

type Definitions = Readonly<Record<string, unknown>>;

/** Values that a schema describes; none for a definition within itself. */
function samplesOf(schema: unknown, definitions: Definitions): readonly unknown[] {
  const {
    $ref,
    const: constant,
    enum: values,
    anyOf,
    oneOf,
    type,
    items,
    prefixItems,
    ...object
  } = asJsonObject(schema);
  if (typeof $ref === 'string') {
    const name = $ref.replace('#/$defs/', '');
    const { [name]: definition, ...others } = definitions;
    return definition === undefined ? [] : samplesOf(definition, others);
  }
  if (constant !== undefined) return [constant];
  if (Array.isArray(values)) return values;
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return choices.flatMap((choice) => samplesOf(choice, definitions));
  switch (type) {
    case 'object':
      return objectsOf(object, definitions);
    case 'array':
      return Array.isArray(prefixItems)
        ? [prefixItems.map((item) => samplesOf(item, definitions)[0])]
        : [samplesOf(items, definitions), []];
    case 'string':
      return ['text'];
    case 'integer':
    case 'number':
      return [1];
    case 'boolean':
      return [true, false];
    default:
      throw new Error(`No sample for ${JSON.stringify(schema)}`);
  }
}

/** Objects with every field, so many that each alternative of each field is in one, and one without optional fields. */
function objectsOf(
  { properties, required, additionalProperties }: Readonly<Record<string, unknown>>,
  definitions: Definitions,
): readonly unknown[] {
  if (!isJsonObject(properties) && isJsonObject(additionalProperties)) {
    const entries = samplesOf(additionalProperties, definitions);
    return [Object.fromEntries(entries.map((one, index) => [`text-${index}`, one]))];
  }
  const every = Object.entries(asJsonObject(properties)).map(([name, field]) => ({
    name,
    samples: samplesOf(field, definitions),
    isNeeded: Array.isArray(required) && required.includes(name),
  }));
  const fields = every.filter(({ samples }) => samples.length > 0);
  if (every.some(({ isNeeded, samples }) => isNeeded && samples.length === 0)) return [];
  const count = Math.max(1, ...fields.map(({ samples }) => samples.length));
  const full = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(fields.map(({ name, samples }) => [name, samples[index % samples.length]])),
  );
  const needed = fields.filter(({ isNeeded }) => isNeeded);
  const least = Object.fromEntries(needed.map(({ name, samples }) => [name, samples[0]]));
  return needed.length === every.length ? full : [...full, least];
}

/**
 * Why two releases can't work on the same records of a kind, one sentence each. During a deployment, both write for
 * some minutes.
 */
export function recordLosses(
  kind: string,
  released: ReleasedRecords,
  schema: v.GenericSchema,
): readonly string[] {
  return [...new Set([...lostFromLast(kind, released, schema), ...unreadableByLast(kind, released, schema)])];
}

function lostFromLast(kind: string, { records }: ReleasedRecords, schema: v.GenericSchema) {
  return records.flatMap((record) => {
    const { output, issues = [] } = v.safeParse(schema, record);
    const misfits = issues.filter((issue) => issue.kind === 'schema');
    if (misfits.length === 0)
      return missingIn(record, output).map(
        (place) =>
          `${kind}: this release drops ${place}, which the last release wrote. Keep it in the schema.`,
      );
    return misfits.map(
      (issue) =>
        `${kind}: this release can’t read ${placeOf(v.getDotPath(issue) ?? '')} of records that the last release wrote. Make it optional in the schema, or keep its alternatives.`,
    );
  });
}

/** Places are the same for all entries of a list. */
const placeOf = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, '.*') || 'its root';

/** Where `after` lacks what is in `before`. */
function missingIn(before: unknown, after: unknown, at = ''): readonly string[] {
  if (typeof before !== 'object' || before === null) return Object.is(before, after) ? [] : [placeOf(at)];
  const found: Readonly<Record<string, unknown>> =
    typeof after === 'object' && after !== null ? { ...after } : {};
  return Object.entries(before).flatMap(([name, value]) =>
    missingIn(value, found[name], at === '' ? name : `${at}.${name}`),
  );
}

function unreadableByLast(kind: string, released: ReleasedRecords, schema: v.GenericSchema) {
  const reads = new Ajv2020({ strict: false, allErrors: true }).compile(released.schema);
  return recordsOf(schema).records.flatMap((record) => {
    if (reads(record)) return [];
    const paths = (reads.errors ?? []).map(({ instancePath }) => instancePath.slice(1).replaceAll('/', '.'));
    // Every other alternative has errors too, and they are nearer to the root than the one that matters.
    const [deepest = ''] = paths.toSorted((a, b) => b.split('.').length - a.split('.').length);
    return [
      `${kind}: the last release can’t read ${placeOf(deepest)} of records that this release writes. Release the schema that reads it first, run \`npm run release-template -- prod\`, and then release what writes it.`,
    ];
  });
}

const folder = join(import.meta.dirname, '../released/records');
const pathOf = (kind: string): string => join(folder, `${kind}.json`);

/** The records of the last release. Undefined if it had none of that kind. */
export const readReleasedRecords = (kind: string): ReleasedRecords | undefined =>
  existsSync(pathOf(kind))
    ? v.parse(releasedSchema, JSON.parse(readFileSync(pathOf(kind), 'utf8')))
    : undefined;

export function writeReleasedRecords(): void {
  mkdirSync(folder, { recursive: true });
  for (const [kind, schema] of Object.entries(storedKinds))
    writeFileSync(pathOf(kind), inLines(recordsOf(schema)));
}

/** One record a line, so that a difference shows which. */
const inLines = ({ schema, records }: ReleasedRecords): string =>
  `{"schema":${JSON.stringify(schema)},\n"records":[\n${records.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`;
