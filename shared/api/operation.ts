import * as v from 'valibot';

/** The build loads descriptions dynamically, so their types must be checked. */
export const isSchema = (value: unknown): value is v.GenericSchema =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';

const schema = v.custom<v.GenericSchema>(isSchema);
const maybe = v.exactOptional;
const byName = <const S extends v.GenericSchema>(value: S) => maybe(v.record(v.string(), value));

/** A route's entry in the OpenAPI document. Only the build reads it; functions don't bundle it. */
export const operationSchema = v.object({
  summary: v.string(),
  /** Query parameters with their descriptions. */
  query: byName(v.string()),
  /** The schemas that parse the form, by name. If there are several, the address decides which one is used. */
  forms: byName(schema),
  /** The JSON answer; left out if the answer is a file. */
  answer: maybe(schema),
  /** The media types of the file, if the answer is one. */
  files: maybe(v.array(v.string())),
  /** Statuses of the JSON answer with their descriptions (default: 200). */
  statuses: byName(v.string()),
  /** The contents of the preview, if the change has one (`step` is `preview`, then `send`). */
  previews: maybe(v.string()),
  /** The page that browsers are redirected to, if any. */
  sendsTo: maybe(v.string()),
  /** Problems besides those that follow from the address, by status. */
  problems: byName(v.string()),
  /** Additional members of problem documents, by status. */
  problemsTell: byName(schema),
});

export type Operation = v.InferOutput<typeof operationSchema>;

/** A field's own description, for schemas that transform and can't be converted. */
export type FieldDescription = {
  readonly required: boolean;
  /** The JSON Schema of the input. */
  readonly jsonSchema: Readonly<Record<string, unknown>>;
};
