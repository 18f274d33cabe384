import { createHash } from 'node:crypto';
import { type Aggregate, type Change, type Happening, type Refusal, refuse } from '#domain/base/change.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';

/** A hash of the data that a page showed; its form sends it back as `seen`. The order of keys does not matter. */
export const seenOf = (shown: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(shown ?? null, inOrder))
    .digest('base64url')
    .slice(0, 22);

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

export const isSame = (one: unknown, other: unknown): boolean => seenOf(one) === seenOf(other);

/** Whether the data changed after the form was made. A form without a hash counts as up to date. */
export const isOvertaken = (shown: unknown, seen: string): boolean => seen !== '' && seen !== seenOf(shown);

/** A form that comes back: with errors, or because someone else made a change. */
type SentBack = { readonly fields: Readonly<Record<string, unknown>>; readonly isChanged: boolean };

/** The hash for a form. If it comes back with errors, still that of the page on which it was filled in. */
export function seenFor(shown: unknown, back?: SentBack): string {
  const seen = back && !back.isChanged ? back.fields.seen : undefined;
  return typeof seen === 'string' && seen !== '' ? seen : seenOf(shown);
}

type Form<S> = {
  readonly seen: string;
  /** The part of the current state that the form shows. */
  readonly shown: (standing: S) => object | undefined;
  /** What was typed: the same part after the change. Undefined if the form can't be sent twice. */
  readonly wanted?: object | undefined;
};

/**
 * Decides only on what the form showed. If that part changed, but is already as wanted, the form was sent twice and nothing
 * changes. A refusal by the rules comes before someone else's change.
 */
export const ifSeen =
  <S extends Aggregate, E extends Happening, R extends Refusal<string> = never>(
    { seen, shown, wanted }: Form<NoInfer<S>>,
    decide: (standing: S) => Change<NoInfer<S>, E> | R,
  ): ((standing: S) => Change<S, E> | R | Refusal<'changed'>) =>
  (standing) => {
    const now = shown(standing);
    if (!isOvertaken(now, seen)) return decide(standing);
    if (wanted && isSame(now, { ...now, ...wanted })) return { after: standing, events: [] };
    const outcome = decide(standing);
    if ('refused' in outcome || outcome.after === standing) return outcome;
    return refuse('changed');
  };

/** The calendar link of a school or facilitator, which a form replaces. */
export const linkOf =
  (owner: string) =>
  ({ subscriptions }: Pick<Partnership, 'subscriptions'>): object => ({ link: subscriptions[owner] });

/** The part of one visit that a form shows. */
export const ofVisit =
  (number: number, shown: (visit: Visit) => object | undefined) =>
  ({ visits }: Partnership): object | undefined => {
    const visit = visits.find((one) => one.number === number);
    return visit && shown(visit);
  };
