import type * as v from 'valibot';

/**
 * A resource type that the runner interprets: the properties it reads, and the ones it ignores, each with the
 * reason. Any other property is an error, because it might change the service.
 */
export type ResourceKind<Schema extends v.GenericSchema> = {
  readonly type: string;
  readonly reads: Schema;
  readonly leavesOut: Readonly<Record<string, string>>;
};

export const kind = <Schema extends v.GenericSchema>(
  type: string,
  reads: Schema,
  leavesOut: Readonly<Record<string, string>> = {},
): ResourceKind<Schema> => ({ type, reads, leavesOut: { Tags: 'only for the bill', ...leavesOut } });
