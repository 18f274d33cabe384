import { referenceOf } from '#domain/admission/application.ts';
import { type ApplicationRequest, requestApplication as decide } from '#domain/admission/request.ts';
import { isRefusal } from '#domain/base/change.ts';
import { type Cycle, sayDeadline, stateOf } from '#domain/program/cycle.ts';
import { type Role, roleNames } from '#domain/program/program.ts';
import { type School, sayLevels } from '#domain/program/school.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { check, type FieldErrors } from '#http/fields.ts';
import { freshKey, idFrom, keyReused } from '#http/once.tsx';
import { tooManyRequests } from '#http/problem-pages.tsx';
import { isSame } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import type { FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { inCycle } from '../access.ts';
import { hadTooMany, store } from '../application-access.ts';
import { ContactFields, contactsIn, offeredIn } from '../contacts/contact-fields.tsx';
import { requestFields } from '../forms.ts';
import { Trap } from '../quoted.tsx';
import { closed, notYetOpen, schoolUnknown } from '../refusals.tsx';
import { roleOf, whyNotOpen } from './find-school.tsx';
import { sentTo, sentToCookie } from './sent-to.ts';

type ContactPageProps = {
  readonly cycle: Cycle;
  readonly role: Role;
  readonly school: School;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
};

function ContactPage({ cycle, role, school, values = {}, errors = {} }: ContactPageProps) {
  return (
    <PublicPage
      title="Who is applying?"
      program={cycle.program}
      backLink={{ href: hrefTo('findSchool', {}, { role }) }}
      error={Object.keys(errors).length > 0}
    >
      <ErrorSummary errors={errors} />
      <h1 class="govuk-heading-l">Who is applying?</h1>
      <SummaryList
        rows={[
          {
            key: 'School',
            value: (
              <>
                <bdi>{school.name}</bdi>
                <br />
                {[school.id, school.region, sayLevels(school)].join(', ')}
              </>
            ),
            change: { href: hrefTo('findSchool', {}, { role }), what: 'school' },
          },
          {
            key: 'Applying as',
            value: roleNames[role],
            change: { href: hrefTo('chooseRole', {}), what: 'host or partner' },
          },
        ]}
      />
      <Form
        action={hrefTo('requestApplication', {})}
        hidden={{
          ...{ role, school: school.id },
          ...offeredIn({ program: cycle.program, values, errors }),
          ...freshKey(),
        }}
      >
        <ContactFields program={cycle.program} whose="Your" values={values} errors={errors} />
        <Trap />
        <Button>Email me a link</Button>
      </Form>
    </PublicPage>
  );
}

export const nameApplicant = inCycle(async (request, cycle) => {
  const refused = whyNotOpen(cycle, request.now);
  if (refused) return refused;
  const role = roleOf(request.query.get('role'));
  const school = await store.school((request.query.get('school') ?? '').slice(0, 40));
  if (!role || !school) return schoolUnknown();
  return showPage(<ContactPage cycle={cycle} role={role} school={school} />, { role, school });
});

export const requestApplication = inCycle(async (request, cycle) => {
  const { fields, now } = request;
  const checked = check(requestFields, fields);
  if (checked.errors) return showContactErrors(cycle, request.fields, checked.errors);
  const { role, school: schoolId, remarks, idempotencyKey, ...said } = checked.value;
  if (remarks) return linkIsSent(said.email);
  const named = contactsIn(said, cycle.program);
  if (named.errors) return showContactErrors(cycle, fields, named.errors);
  const { applicant } = named.value;
  const school = await store.school(schoolId);
  if (!school) return schoolUnknown();
  const id = idFrom(request.routeKey, { idempotencyKey }, 32);
  const asking = { id, school: { id: school.id, name: school.name }, role, ...named.value };
  // A form that is sent twice doesn't count as another attempt. If both arrive at once, even the first may be one too many.
  const answerAgain = async () => {
    const before = await store.request(id);
    return (
      before && (isSame(asked(before), asked(asking)) ? linkIsSent(applicant.email) : keyReused(request))
    );
  };
  const again = await answerAgain();
  if (again) return again;
  if (await hadTooMany(store, { caller: request.callerAddress, email: applicant.email }, now))
    return (await answerAgain()) ?? tooManyRequests(cycle.program);
  const existing = await store.application(referenceOf(cycle.id, school.id));
  const outcome = decide(asking, existing, cycle, now);
  if (isRefusal(outcome)) return outcome.refused === 'cycle-closed' ? closed(cycle) : notYetOpen(cycle);
  const isFirst = (await store.commitRequest(outcome)) === 'committed';
  return (isFirst ? undefined : await answerAgain()) ?? linkIsSent(applicant.email);
});

/** What a request says, without what depends on its time. */
const asked = ({
  school,
  role,
  applicant,
  principal,
}: Pick<ApplicationRequest, 'school' | 'role' | 'applicant' | 'principal'>) => [
  school.id,
  role,
  applicant,
  principal,
];

/** The answer is the same whatever the email will say, so no one learns who has applied. */
export const linkIsSent = (email: string): Answer =>
  seeOther(hrefTo('linkSent', {}), { sent: 'link' }, { status: 202, cookies: [sentToCookie(email)] });

async function showContactErrors(cycle: Cycle, values: FieldValues, errors: FieldErrors): Promise<Answer> {
  const role = roleOf(String(values.role ?? ''));
  const school = await store.school(String(values.school ?? '').slice(0, 40));
  if (!role || !school) return { ...schoolUnknown(), ...jsonErrors(errors) };
  return showErrors(
    <ContactPage cycle={cycle} role={role} school={school} values={values} errors={errors} />,
    errors,
  );
}

/** API clients that leave out the role or the school see all field errors. People can't get there. */
const jsonErrors = (errors: FieldErrors): Pick<Answer, 'status' | 'data'> => {
  const { status, data } = showErrors(<span />, errors);
  return { status, data };
};

export const linkSent = inCycle((request, cycle) => {
  const { now } = request;
  const email = sentTo(request);
  return showPage(
    <PublicPage title="Check your email" program={cycle.program}>
      <h1 class="govuk-heading-l">Check your email</h1>
      <p class="govuk-body-l">
        We emailed you at {email === undefined ? 'the address you entered' : <strong>{email}</strong>}. Open
        the email to see what to do next.
      </p>
      <p class="govuk-body">
        It should arrive in a few minutes. If it doesn’t, check your spam folder and make sure you entered the
        right address, or{' '}
        <a class="govuk-link" href={hrefTo('askForLink', {})}>
          request a new link
        </a>
        .
      </p>
      {stateOf(cycle, now) === 'open' && (
        <p class="govuk-body">Applications close on {sayDeadline(cycle)}.</p>
      )}
    </PublicPage>,
    { sent: 'link' },
  );
});
