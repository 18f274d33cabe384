import * as v from 'valibot';
import { findingFilters, type ListFilter, type ListOrder, listOrders } from '#domain/admission/listing.ts';
import { standings } from '#domain/admission/queue.ts';
import { roles } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';

/** The query of a list's URL. */
export type ListQuery = {
  readonly filter: ListFilter;
  readonly order: ListOrder;
  /** From 1. */
  readonly page: number;
};

const longestText = 100;

// People type, bookmark, and share these URLs, so unknown values are ignored.
const oneOf = <const T extends string>(options: readonly T[]) =>
  v.fallback(v.optional(v.picklist(options)), undefined);
const text = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.transform((typed) => typed.slice(0, longestText) || undefined),
    ),
  ),
  undefined,
);

const listQuery = v.object({
  role: oneOf(roles),
  standing: oneOf(standings),
  region: text,
  level: oneOf(levels),
  area: text,
  findings: oneOf(findingFilters),
  text,
  order: v.fallback(v.picklist(listOrders), 'oldest'),
  page: v.fallback(v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number)), 1),
});

/** Whether an order shows what reviewers think. Then it's only for directors. */
export const tellsOpinions = (order: ListOrder): boolean => order === 'score' || order === 'recommendation';

export function parseListQuery(query: URLSearchParams): ListQuery {
  const { order, page, ...filter } = v.parse(listQuery, Object.fromEntries(query));
  return { filter, order, page };
}

/** The inverse of `parseListQuery`. */
export const queryOf = ({
  filter,
  order,
  page,
}: ListQuery): Readonly<Record<string, string | undefined>> => ({
  ...filter,
  order: order === 'oldest' ? undefined : order,
  page: page === 1 ? undefined : String(page),
});

/** The same as the text of a query; never empty. */
export const queryTextOf = (query: ListQuery): string =>
  new URLSearchParams(
    Object.entries(queryOf(query)).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  ).toString() || 'order=oldest';
