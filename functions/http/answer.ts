import type { VNode } from 'preact';
import type { FieldErrors } from './fields.ts';

/** One answer in two forms: the page, and its data for clients that ask for JSON. */
export type Answer = {
  readonly status: number;
  readonly data: unknown;
  readonly page?: VNode;
  /** Content that is the same in both forms, already compressed if `encoding` is set. */
  readonly file?: File;
  /** Browsers are redirected to this address. API clients get it in a header. */
  readonly location?: string;
  readonly cookies?: readonly string[];
  /** The methods that an address accepts, if it doesn't accept this one. */
  readonly allow?: readonly string[];
  /** When a client may try again, in seconds. */
  readonly retryAfterSeconds?: number;
  /** Identifies this version of the content. Clients that already have it get no content. */
  readonly etag?: string;
  /** Only for answers that are the same for everyone and that browsers and caches may keep. */
  readonly cacheControl?: string;
};

export type File = {
  readonly content: Buffer;
  readonly type: string;
  readonly encoding?: 'br' | 'gzip' | undefined;
  /** If set, browsers save the file under this name. Letters, digits, dots, and dashes only. */
  readonly name?: string;
};

export const showPage = (page: VNode, data: unknown, more: Partial<Answer> = {}): Answer => ({
  status: 200,
  page,
  data,
  ...more,
});

/** Redirects after a change, so that reloading the page does not repeat it. */
export const seeOther = (location: string, data: unknown = {}, more: Partial<Answer> = {}): Answer => ({
  status: 200,
  location,
  data,
  ...more,
});

/** A problem document (RFC 9457). `errors` names each invalid field. */
export type Problem = {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly detail: string }[];
};

/** Shows the page again with its errors and everything that was typed. */
export const showErrors = (page: VNode, errors: FieldErrors): Answer =>
  showProblem(page, {
    status: 422,
    title: 'Some answers need your attention',
    errors: Object.entries(errors).map(([field, detail]) => ({ field, detail })),
  });

/** Also the title of the banner on such a page. */
export const changedTitle = 'Something changed while you were on this page';

/** Shows the page as it is now, with status 409: an action based on an older page is refused. `data` adds to the problem document. */
export const showChanged = (page: VNode, data: object): Answer =>
  showProblem(page, {
    status: 409,
    title: changedTitle,
    detail: 'We didn’t make your change. Check the page as it is now and try again.',
    ...data,
  });

/** A problem document may have members of its own. */
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
