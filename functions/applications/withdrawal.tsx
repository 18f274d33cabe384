import { withdrawApplication } from '../../shared/domain/applying.ts';
import { reviseApplication } from '../../shared/store/revise.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { seeOther, showPage } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { forApplicant, store } from './context.ts';

export const withdrawPage = forApplicant((_, { application, cycle }) => {
  const { reference, school } = application;
  return showPage(
    <PublicPage
      title="Withdraw your application"
      contact={cycle.program.contactEmail}
      backLink={{ href: hrefTo('application', { reference }) }}
    >
      <h1 class="govuk-heading-l">
        Withdraw the application of <bdi>{school.name}</bdi>?
      </h1>
      <p class="govuk-body">
        Staff stop reading it, and a place that was offered goes to another school. Until the deadline your
        school can apply again.
      </p>
      <Form action={hrefTo('withdraw', { reference })}>
        <Button variant="warning">Withdraw application</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('application', { reference })}>
          Keep the application
        </a>
      </p>
    </PublicPage>,
    { reference, state: application.state },
  );
});

/** Withdrawing twice, or what is declined already, changes nothing: the status page says how it stands. */
export const withdraw = forApplicant(async (request, { application, cycle }) => {
  const { reference } = application;
  await reviseApplication(store, cycle.program, reference, (current) =>
    withdrawApplication(current, request.now),
  );
  return seeOther(hrefTo('application', { reference }), { reference });
});
