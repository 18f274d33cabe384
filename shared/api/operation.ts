import type { GenericSchema } from 'valibot';

/** Whose session cookie a route asks for. */
export type Session = 'applicant' | 'staff';

/** What the OpenAPI document says of one route beyond its address. Only the build reads it: no function carries it. */
export type Operation = {
  readonly summary: string;
  readonly session?: Session;
  /** Each query parameter, and what it means. */
  readonly query?: Readonly<Record<string, string>>;
  /** The schema that a form is parsed by; several, by name, where the address decides which one counts. */
  readonly forms?: Readonly<Record<string, GenericSchema>>;
  /** The JSON face; left out where the answer is a file. */
  readonly answer?: GenericSchema;
  /** With which status a program is told it, and why with that; 200 alone where it is left out. */
  readonly statuses?: Readonly<Record<number, string>>;
  /** What is shown first, where a change wants to be seen before it is made (`step` is `preview`, then `send`). */
  readonly previews?: string;
  /** Where a browser is sent instead of being shown a page. */
  readonly sendsTo?: string;
  /** Problems that it tells beyond those of every route, by status. */
  readonly problems?: Readonly<Record<number, string>>;
  /** What a problem document says beyond the members that all have, by status. */
  readonly problemsTell?: Readonly<Record<number, GenericSchema>>;
};

/** What the fields of a form say of themselves, since a transformation cannot be read from a schema. */
export type FieldDescription = {
  readonly required: boolean;
  /** A JSON Schema of what may be sent. */
  readonly jsonSchema: Readonly<Record<string, unknown>>;
};
