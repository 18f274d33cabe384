import { PublicPage, renderPage } from '#ui/layout.tsx';

const title = 'Sorry, the service isn’t responding';

/**
 * What people see if CloudFront gets no answer from the API. What they sent may have arrived all the same, so the
 * page doesn't say that it was lost.
 */
export const outagePage = renderPage(
  <PublicPage title={title} program={false}>
    <h1 class="govuk-heading-l">{title}</h1>
    <p class="govuk-body">If you sent a form, we may not have received it.</p>
    <p class="govuk-body">
      Go back in your browser, copy your answers if they’re still there, and try again in a few minutes.
    </p>
  </PublicPage>,
).body;
