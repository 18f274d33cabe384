import type { ComponentChildren } from 'preact';
import { PublicPage } from '../../shared/ui/layout.tsx';
import type { PageProgram } from '../../shared/ui/page-program.ts';
import { type Answer, type Problem, showProblem } from './answer.ts';
import type { Unreadable } from './body.ts';

type Words = { readonly status: number; readonly title: string; readonly detail: string } & Pick<
  Problem,
  'errors'
>;

/**
 * A page that says in plain words what is wrong and what to do next; `children` add to it. `program`: as for any page.
 */
export const problem = (words: Words, children?: ComponentChildren, program?: PageProgram): Answer =>
  showProblem(
    <PublicPage title={words.title} program={program}>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body">{words.detail}</p>
      {children}
    </PublicPage>,
    words,
  );

export const notFound = (): Answer =>
  problem(
    {
      status: 404,
      title: 'Page not found',
      detail:
        'If you typed the web address, check that it is correct. If you pasted it, check that you copied all of it.',
    },
    <p class="govuk-body">
      <a class="govuk-link" href="/">
        Go to the program page
      </a>
    </p>,
  );

export const aroundFrontDoor = (): Answer =>
  problem({
    status: 403,
    title: 'This is not the address of the program',
    detail: 'Use the web address that the program gave you, or a link from one of its letters.',
  });

export const crossSite = (): Answer =>
  problem({
    status: 403,
    title: 'This form was sent from another website',
    detail:
      'To protect you, forms count only when they are sent from our own pages. Open the page again and send it from there.',
  });

export const bodyTooLarge = (): Answer =>
  problem({
    status: 413,
    title: 'That is more text than we can take',
    detail: 'Go back, shorten your answers and send them again.',
  });

export const unknownContentType = (): Answer =>
  problem({
    status: 415,
    title: 'That is a format we cannot read',
    detail: 'Send an HTML form or a JSON document.',
  });

/** Only programs send JSON, and get their answer in it. */
export const unreadable = (why: Unreadable): Answer => {
  if (why === 'no-json')
    return problem({ status: 400, title: 'This is not JSON', detail: 'What was sent cannot be parsed.' });
  const title = 'The fields cannot be read';
  if (why === 'no-object') return problem({ status: 422, title, detail: 'Send one JSON object.' });
  const detail = 'Send text, a number, true, false, or a list of these';
  return problem({ status: 422, title, detail, errors: why.nested.map((field) => ({ field, detail })) });
};

export const tooManyRequests = (): Answer =>
  problem({
    status: 429,
    title: 'Please wait before you try again',
    detail:
      'We had many requests from you within a short time. Try again in an hour; if it is urgent, write to us.',
  });

export const outage = (): Answer =>
  problem({
    status: 500,
    title: 'Sorry, there is a problem with the service',
    detail: 'Try again in a few minutes. What you had saved before is still there.',
  });
