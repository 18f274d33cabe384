import type { ComponentChildren } from 'preact';
import { isTooBusy } from '#store/too-busy.ts';
import { type PageProgram, PublicPage } from '#ui/layout.tsx';
import { type Answer, type Problem, showProblem } from './answer.ts';
import type { Request, Unreadable } from './request.ts';
import { ResendForm } from './resend-form.tsx';

/** A link from a refusal to where people can continue. */
type WayBack = { readonly href: string; readonly text: string };

/** Says what was not done, why, and where to go next. `to` is only for the page. */
export type Words = Problem & { readonly detail: string; readonly to?: WayBack };

/** The page of a refusal without its frame; `children` come last. */
export const Refused = ({ detail, to, children }: Words & { readonly children?: ComponentChildren }) => (
  <>
    <p class="govuk-body">{detail}</p>
    {to && (
      <p class="govuk-body">
        <a class="govuk-link" href={to.href}>
          {to.text}
        </a>
      </p>
    )}
    {children}
  </>
);

/** A page with the problem and what to do next; `children` come below. `program` is the same as on other pages. */
export const problem = (words: Words, children?: ComponentChildren, program?: PageProgram): Answer => {
  const { to: _, ...data } = words;
  return showProblem(
    <PublicPage title={words.title} program={program}>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <Refused {...words}>{children}</Refused>
    </PublicPage>,
    data,
  );
};

export const notFound = (): Answer =>
  problem({
    status: 404,
    title: 'Page not found',
    detail:
      'If you typed the web address, check that it’s correct. If you pasted it, make sure you copied all of it.',
    to: { href: '/', text: 'Go to the program page' },
  });

export const aroundFrontDoor = (): Answer =>
  problem({
    status: 403,
    title: 'This isn’t the program’s web address',
    detail: 'Use the web address the program gave you, or a link from one of our emails.',
  });

export const crossSite = (): Answer =>
  problem({
    status: 403,
    title: 'This form was sent from another website',
    detail:
      'For your protection, we only accept forms sent from our own pages. Open the page again and send the form from there.',
  });

export const bodyTooLarge = (): Answer =>
  problem({
    status: 413,
    title: 'Your text is too long',
    detail: 'Go back, shorten your answers, and try again.',
  });

export const unknownContentType = (): Answer =>
  problem({
    status: 415,
    title: 'Unsupported format',
    detail: 'Send an HTML form or JSON.',
  });

/** Only API clients send JSON, so these words never become a page. */
export const unreadable = (why: Unreadable): Answer => {
  if (why === 'no-json')
    return problem({ status: 400, title: 'Invalid JSON', detail: 'We couldn’t parse the request body.' });
  const title = 'Invalid fields';
  if (why === 'no-object') return problem({ status: 422, title, detail: 'Send one JSON object.' });
  const detail = 'Send text, a number, true, false, or a list of these';
  return problem({ status: 422, title, detail, errors: why.nested.map((field) => ({ field, detail })) });
};

export const tooManyRequests = (program: Extract<PageProgram, object>): Answer =>
  problem(
    {
      status: 429,
      title: 'Please wait before you try again',
      detail: `There were too many attempts from your network or for this email address. Try again in an hour. If it’s urgent, email ${program.contactEmail}.`,
    },
    undefined,
    program,
  );

const busySeconds = 5;

/** The answer after an error. A form comes back complete, so that people can send it again. */
export function outage(error: unknown, request: Request): Answer {
  const kept = !request.routeKey.startsWith('GET ') && (
    <>
      <p class="govuk-body">Nothing you typed is lost. Keep this page open, and resend the form from here.</p>
      <ResendForm {...request} />
    </>
  );
  return isTooBusy(error)
    ? {
        ...problem(
          {
            status: 503,
            title: 'The service is very busy',
            detail: 'Try again in a few seconds. Anything you already saved is safe.',
          },
          kept,
        ),
        retryAfterSeconds: busySeconds,
      }
    : problem(
        {
          status: 500,
          title: 'Sorry, something went wrong',
          detail: 'Try again in a few minutes. Anything you already saved is safe.',
        },
        kept,
      );
}

export const methodNotAllowed = (allow: readonly string[]): Answer => ({
  ...problem({
    status: 405,
    title: 'This address doesn’t accept that request',
    detail: `Go back to the previous page and try again. Accepted methods: ${allow.join(', ')}.`,
    to: { href: '/', text: 'Go to the program page' },
  }),
  allow,
});
