import { hrefTo } from '../routes.ts';
import type { Answer } from './answer.ts';
import { KeptForm } from './kept-form.tsx';
import { problem } from './problem-pages.tsx';
import type { Request } from './request.ts';

export const askForLink = (
  <p class="govuk-body">
    <a class="govuk-link" href={hrefTo('askForLink', {})}>
      Email me a new link
    </a>
  </p>
);

/** Answers sent after the 12 hours come back complete, so that people can send them again. */
export const notYours = ({ address, fields }: Pick<Request, 'address' | 'fields'>): Answer =>
  problem(
    {
      status: 403,
      title: 'Open your application from the link we sent you',
      detail:
        'Open the link in our latest email for this application. For your security, you need it again after 12 hours, in a different browser, or for a different school.',
    },
    Object.keys(fields).length === 0 ? (
      askForLink
    ) : (
      <KeptForm address={address} fields={fields}>
        In this browser, open the link in our latest email, or{' '}
        <a class="govuk-link" href={hrefTo('askForLink', {})} target="_blank" rel="noreferrer">
          get a new link by email (opens in a new tab)
        </a>
      </KeptForm>
    ),
  );
