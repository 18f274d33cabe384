import type { VNode } from 'preact';
import type * as v from 'valibot';
import { type Answer, type Problem, showChanged, showErrors, showPage, showProblem } from './answer.ts';
import { type Checked, check, type FieldErrors, type Fields } from './fields.ts';
import type { Request } from './request.ts';
import { isOvertaken, seenOf } from './stale-form.ts';

/** What a page shows before a change is made. */
export type Shown<R, L> = {
  readonly request: R;
  /** What the change would do. */
  readonly looked: L;
  /** The form sends it back. */
  readonly seen: string;
  readonly values: Fields;
  readonly errors: FieldErrors;
  /** Whether someone changed something after the page was loaded. */
  readonly isChanged: boolean;
  /** Whether part of the change was made before. */
  readonly isPartlyDone: boolean;
};

/** A form that was sent: what it is about, and its fields. */
type Sent<R, A, F> = { readonly request: R; readonly asked: A; readonly sent: F };

/** The page again, with everything that was typed. */
export type Again<R> = {
  readonly changed: (fresh?: R, isPartlyDone?: boolean) => Answer;
  readonly refused: (problem: Problem, more?: { fresh?: R; errors?: FieldErrors }) => Answer;
};

type LookThenDo<R extends Request, A, L, F extends { readonly seen: string }> = {
  /** What to look at, from the address or the form. Undefined if nothing was chosen yet. */
  readonly read: (request: R, fields: Fields) => Checked<A> | undefined;
  readonly look: (request: R, asked: A | undefined) => L;
  readonly page: (shown: Shown<R, L>) => VNode;
  readonly json: (looked: L, request: R) => object;
  /** The state that decides what the change would do. */
  readonly stale: (request: R) => unknown;
  readonly fields: v.GenericSchema<unknown, F>;
  /** The answer to a form that was sent twice, if what it asks for is already so. */
  readonly already?: (sent: Sent<R, A, F>, again: Again<R>) => Answer | undefined;
  readonly do: (sent: Sent<R, A, F>, again: Again<R>) => Answer | Promise<Answer>;
};

/**
 * A page that shows what a change would do, and the form on it that makes the change exactly as shown. If someone else changed
 * something in between, nothing is done, and the page shows what the change would do now.
 */
export function lookThenDo<R extends Request, A, L, F extends { readonly seen: string }>(
  description: LookThenDo<R, A, L, F>,
) {
  const { read, look, page, json, stale, fields, already } = description;

  const show = (request: R, asked: A | undefined, more: Partial<Shown<R, L>>): Shown<R, L> => ({
    request,
    looked: look(request, asked),
    seen: seenOf(stale(request)),
    values: {},
    errors: {},
    isChanged: false,
    isPartlyDone: false,
    ...more,
  });

  const dataOf = ({ request, looked, seen, isChanged }: Shown<R, L>) => ({
    ...json(looked, request),
    seen,
    changed: isChanged,
  });

  function get(request: R): Answer {
    const values = Object.fromEntries(request.query);
    const asked = read(request, values);
    const shown = show(request, asked?.value, { values, errors: asked?.errors ?? {} });
    return asked?.errors ? showErrors(page(shown), asked.errors) : showPage(page(shown), dataOf(shown));
  }

  function post(request: R): Answer | Promise<Answer> {
    const values = request.fields;
    const asked = read(request, values);
    const checked = check(fields, values);
    if (asked?.value === undefined || checked.errors) {
      const errors = { ...asked?.errors, ...checked.errors };
      return showErrors(page(show(request, asked?.value, { values, errors })), errors);
    }
    const again: Again<R> = {
      changed: (fresh = request, isPartlyDone = false) => {
        const shown = show(fresh, asked.value, { values, isChanged: true, isPartlyDone });
        return showChanged(page(shown), dataOf(shown));
      },
      refused: (problem, { fresh = request, errors = {} } = {}) =>
        showProblem(page(show(fresh, asked.value, { values, errors })), { ...problem }),
    };
    const sent = { request, asked: asked.value, sent: checked.value };
    return isOvertaken(stale(request), checked.value.seen)
      ? (already?.(sent, again) ?? again.changed())
      : description.do(sent, again);
  }

  return { get, post };
}
