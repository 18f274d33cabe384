import { type Answer, showPage } from '#http/answer.ts';
import { problem } from '#http/problem-pages.tsx';
import type { Request } from '#http/request.ts';
import { readToken } from '#links/token.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { inCycle, keys } from '../access.ts';
import { store } from '../application-access.ts';

const addressIn = ({ parameters: { token = '' }, now }: Request): string | undefined => {
  const read = readToken(keys, token, 'opt-out', now);
  return 'subject' in read ? read.subject : undefined;
};

/** Changes nothing, because mail scanners open every link. */
export const optOutPage = inCycle((request, { program }) => {
  const email = addressIn(request);
  if (email === undefined) return linkIsBroken();
  return showPage(
    <PublicPage title="Get no more invitations" program={program}>
      <h1 class="govuk-heading-l">Get no more invitations</h1>
      <p class="govuk-body">
        We’ve stopped sending invitations to <bdi>{email}</bdi>. You’ll still get emails about an application.
      </p>
      <Form action={hrefTo('optOut', { token: request.parameters.token ?? '' })}>
        <Button>Stop invitations</Button>
      </Form>
    </PublicPage>,
    { email, optedOut: false },
  );
});

/** The button on the page, and the one in mail programs. Again changes nothing. */
export const optOut = inCycle(async (request, { program }) => {
  const email = addressIn(request);
  if (email === undefined) return linkIsBroken();
  await store.optOut(email, request.now);
  return showPage(
    <PublicPage title="You’ll get no more invitations" program={program}>
      <h1 class="govuk-heading-l">You’ll get no more invitations</h1>
      <p class="govuk-body">
        We saved your choice for <bdi>{email}</bdi>. Your school can still apply at any time.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('program', {})}>
          See the program
        </a>
      </p>
    </PublicPage>,
    { email, optedOut: true },
  );
});

const linkIsBroken = (): Answer =>
  problem({
    status: 404,
    title: 'This link doesn’t work',
    detail: 'Copy the whole link from the email and try again. You can also reply to the email.',
  });
