import type { Application } from '../../shared/domain/application.ts';
import {
  type WithdrawalRefusal,
  whyNotWithdrawn,
  withdrawApplication,
} from '../../shared/domain/applying.ts';
import { isRefusal } from '../../shared/domain/change.ts';
import { stateOf } from '../../shared/domain/cycle.ts';
import { reviseApplication } from '../../shared/store/revise.ts';
import { Button, ButtonGroup } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { seeOther, showPage } from '../http/answer.ts';
import { notFound } from '../http/problem-pages.tsx';
import { hrefTo } from '../routes.ts';
import { forApplicant, store } from './context.ts';
import { leadBack } from './refusals.tsx';

export const withdrawPage = forApplicant(({ now }, { application, cycle }) => {
  const { reference, school, state } = application;
  const location = hrefTo('application', { reference });
  if (whyNotWithdrawn(application)) return seeOther(location, { reference, state });
  return showPage(
    <PublicPage
      title="Withdraw your application"
      contact={cycle.program.contactEmail}
      backLink={{ href: location }}
    >
      <h1 class="govuk-heading-l">
        Withdraw the application of <bdi>{school.name}</bdi>?
      </h1>
      <p class="govuk-body">
        {consequenceOf(application)}{' '}
        {stateOf(cycle, now) === 'open'
          ? 'Your school can apply again until the deadline.'
          : 'The deadline has passed, so your school cannot apply again.'}
      </p>
      <Form action={hrefTo('withdraw', { reference })}>
        <ButtonGroup>
          <Button variant="warning">Withdraw application</Button>
          <a class="govuk-link" href={location}>
            Keep the application
          </a>
        </ButtonGroup>
      </Form>
    </PublicPage>,
    { reference, state },
  );
});

function consequenceOf(application: Application): string {
  switch (application.state) {
    case 'draft':
      return 'You can no longer change or send what you have answered so far.';
    case 'decided':
      return application.decision.outcome === 'accepted'
        ? 'The place that you were offered goes to another school.'
        : 'Your school gives up its place on the waitlist.';
    default:
      return 'Our staff stop reading it.';
  }
}

/** Withdrawing twice changes nothing: the status page says how it stands. */
export const withdraw = forApplicant(async ({ now }, { application, cycle }) => {
  const { reference } = application;
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    withdrawApplication(current, now),
  );
  if (!outcome) return notFound();
  return isRefusal<WithdrawalRefusal>(outcome) && outcome.refused === 'already-declined'
    ? leadBack(reference, 'This application was declined: there is nothing to withdraw')
    : seeOther(hrefTo('application', { reference }), { reference, state: 'withdrawn' });
});
