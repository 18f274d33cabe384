import type { Application } from '#domain/admission/application.ts';
import { whyNotWithdrawn, withdrawApplication } from '#domain/admission/apply.ts';
import { isRefusal } from '#domain/base/change.ts';
import { sayList } from '#domain/base/wording.ts';
import { type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import { stateOf } from '#domain/program/cycle.ts';
import { seeOther, showPage } from '#http/answer.ts';
import { notFound } from '#http/problem-pages.tsx';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { partnershipFor } from '../application/partnership-section.tsx';
import { forApplicant, store } from '../application-access.ts';
import { leadBack } from '../refusals.tsx';

export const withdrawPage = forApplicant(async ({ now }, { application, cycle }) => {
  const { reference, school, state } = application;
  const location = hrefTo('application', { reference });
  if (whyNotWithdrawn(application)) return seeOther(location, { reference, state });
  const partnership = await partnershipFor(application);
  return showPage(
    <PublicPage title="Withdraw your application" program={cycle.program} backLink={{ href: location }}>
      <h1 class="govuk-heading-l">
        Withdraw <bdi>{school.name}</bdi>’s application?
      </h1>
      <p class="govuk-body">
        {consequenceOf(application)}{' '}
        {stateOf(cycle, now) === 'open'
          ? 'You can apply again until the deadline, but you’ll start with a blank application.'
          : 'The deadline has passed, so your school can’t apply again this year.'}
      </p>
      {partnership && <p class="govuk-body">{sayWhoIsTold(partnership, school.id)}</p>}
      <Form action={hrefTo('withdraw', { reference })}>
        <ButtonGroup>
          <Button variant="warning">Withdraw application</Button>
          <a class="govuk-link" href={location}>
            Cancel
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
      return 'Copy any answers you want to keep before you withdraw.';
    case 'decided':
      return application.decision.outcome === 'accepted'
        ? 'Your school will give up its place, and we may offer it to another school. You can’t undo this.'
        : 'You’ll give up your place on the waitlist.';
    default:
      return 'Our staff will stop reviewing it.';
  }
}

/** The facilitator is told right away, the other schools after a director decides what happens next. */
function sayWhoIsTold(partnership: Partnership, schoolId: string): string {
  const { host, facilitator } = partnership;
  const staying = schoolsOf(partnership).filter(({ id, withdrawnAt }) => id !== schoolId && !withdrawnAt);
  const told = staying.map(({ id, name }) => (id === host.id ? `your host ${name}` : name));
  const others = told.length > 0 ? ` We’ll tell ${sayList(told)} once we know what happens next.` : '';
  return `Your school is in a partnership. Any upcoming visits will be canceled for your school. We’ll tell your facilitator, ${facilitator.name}, right away.${others}`;
}

/** A second withdrawal changes nothing and leads to the status page. */
export const withdraw = forApplicant(async ({ now }, { application, cycle, person }) => {
  const { reference } = application;
  const partnership = await partnershipFor(application);
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    withdrawApplication(current, now, partnership, person.name),
  );
  if (!outcome) return notFound();
  return isRefusal(outcome) && outcome.refused === 'already-declined'
    ? leadBack(reference, 'This application was not selected, so there is nothing to withdraw')
    : seeOther(hrefTo('application', { reference }), { reference, state: 'withdrawn' });
});
