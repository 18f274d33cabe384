import type { VNode } from 'preact';
import type { FieldErrors } from './fields.ts';

/** One answer with two faces: the page, and its data as JSON for who asks for that. */
export type Answer = {
  readonly status: number;
  readonly data: unknown;
  readonly page?: VNode;
  /** Content that is the same in both faces, already compressed where `encoding` says so. */
  readonly file?: File;
  /** A browser is sent on to this address; a program is told it. */
  readonly location?: string;
  readonly cookies?: readonly string[];
  /** Names this version of the content; who holds it already is told so, and gets no content. */
  readonly etag?: string;
  /** Only for what is the same for everybody and may be kept by browsers and caches. */
  readonly cacheControl?: string;
};

export type File = {
  readonly content: Buffer;
  readonly type: string;
  readonly encoding?: 'br' | 'gzip' | undefined;
  /** A browser saves it under this name in place of showing it; plain letters, digits, dots and dashes. */
  readonly name?: string;
};

export const showPage = (page: VNode, data: unknown, more: Partial<Answer> = {}): Answer => ({
  status: 200,
  page,
  data,
  ...more,
});

/** After a change: sends a browser on, so that reloading the page changes nothing again. */
export const seeOther = (location: string, data: unknown = {}, more: Partial<Answer> = {}): Answer => ({
  status: 200,
  location,
  data,
  ...more,
});

/** A problem document (RFC 9457); `errors` names each field that is wrong. */
export type Problem = {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly detail: string }[];
};

/** The same page again with what is wrong with it; nothing that was typed is lost. */
export const showErrors = (page: VNode, errors: FieldErrors): Answer =>
  showProblem(page, {
    status: 422,
    title: 'Some answers need your attention',
    errors: Object.entries(errors).map(([field, detail]) => ({ field, detail })),
  });

/** A page that says so itself has this as the title of its banner. */
export const changedTitle = 'Something changed while you were on this page';

/** The page again, as it is now: whoever acted on what stood before must not take it for a yes. `data`: the same for programs. */
export const showChanged = (page: VNode, data: object): Answer =>
  showProblem(page, {
    status: 409,
    title: changedTitle,
    detail: 'We didn’t make your change. Check the page as it is now and try again.',
    ...data,
  });

/** Beside its own members, a problem document may say more of what is wrong. */
export const showProblem = (
  page: VNode,
  problem: Problem & Readonly<Record<string, unknown>>,
  more: Partial<Answer> = {},
): Answer => ({
  status: problem.status,
  page,
  data: problem,
  ...more,
});
