import { randomUUID } from 'node:crypto';
import type { Application } from '#domain/admission/application.ts';
import { correctContact as withContact } from '#domain/admission/apply.ts';
import { isRefusal } from '#domain/base/change.ts';
import { openLetters, settleLetter, type UndeliveredLetter } from '#domain/records/undelivered.ts';
import { seeOther, showErrors, showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { check, type FieldErrors, type Fields, longestName } from '#http/fields.ts';
import { PersonFields } from '#http/person-fields.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextField } from '#ui/text-field.tsx';
import { forStaff, store } from '../access.ts';
import { done } from '../done.ts';
import { contactFields } from '../forms.ts';
import { noLetter } from '../letters/respond.tsx';
import { kindName, sayNextStep, sayReason } from '../text.tsx';

/** Updates a school's contact, starting from an undelivered letter. */
type AboutLetter = { readonly letter: UndeliveredLetter; readonly application: Application };

async function letterOf({ parameters }: StaffRequest): Promise<AboutLetter | undefined> {
  const letter = await store.undeliveredLetter(parameters.letter ?? '');
  const application = letter?.school && (await store.application(letter.school.reference));
  return letter && application && { letter, application };
}

export const contactPage = forStaff(['director'], async (request) => {
  const about = await letterOf(request);
  if (!about) return noLetter(request);
  const { name, position, email } = about.application.applicant;
  return showPage(
    <ContactPage request={request} about={about} values={{ name, position, email }} errors={{}} />,
    { letter: about.letter, contact: about.application.applicant },
  );
});

export const correctContact = forStaff(['director'], async (request) => {
  const about = await letterOf(request);
  if (!about) return noLetter(request);
  const { fields, staff, now } = request;
  const checked = check(contactFields, fields);
  const again = (errors: FieldErrors) =>
    showErrors(<ContactPage request={request} about={about} values={fields} errors={errors} />, errors);
  if (checked.errors) return again(checked.errors);
  const { application } = about;
  const cycle = (await store.cycle(application.cycleId)) ?? request.cycle;
  const ownership = randomUUID();
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    withContact(current, checked.value, ownership, staff, now),
  );
  if (!outcome) return noLetter(request);
  // The form was sent twice, or an earlier attempt stopped before it settled the emails.
  const isAlready = isRefusal(outcome) && checked.value.email !== about.letter.to;
  if (isRefusal(outcome) && !isAlready)
    return again({ email: 'Enter a different address. Our email to this one didn’t arrive.' });
  await settleAll(about, request);
  return seeOther(hrefTo('undelivered', {}, done('corrected')), { reference: application.reference });
});

/** The new address settles every undelivered letter to the school's old one. */
async function settleAll({ letter, application }: AboutLetter, { staff, now }: StaffRequest): Promise<void> {
  const all = openLetters(await store.undelivered());
  const its = all.filter(({ to, school }) => to === letter.to && school?.reference === application.reference);
  for (const one of its) {
    const settled = settleLetter(one, staff, now);
    if (!isRefusal(settled)) await store.commitUndelivered(settled);
  }
}

type ContactPageProps = {
  readonly request: StaffRequest;
  readonly about: AboutLetter;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

function ContactPage({ request, about: { letter, application }, values, errors }: ContactPageProps) {
  const next = sayNextStep(letter);
  return (
    <ConsolePage request={request} title="Update contact" current="undelivered" errors={errors}>
      <h1>
        <span class="govuk-caption-l" dir="auto">
          {application.school.name}
        </span>
        Update contact
      </h1>
      <SummaryList
        rows={[
          { key: 'Email', value: kindName(letter.kind) },
          { key: 'To', value: letter.to },
          { key: 'Why it didn’t arrive', value: sayReason(letter) },
          ...(next === undefined ? [] : [{ key: 'What helps', value: next }]),
        ]}
      />
      <p class="govuk-body">
        The person you enter becomes the contact. They’ll get an email with a new link and all future emails.
        The undelivered email won’t be sent again. Links sent to the old address will stop working. Check with
        the school first.
      </p>
      <Form action={hrefTo('correctContact', { letter: letter.id })}>
        <PersonFields values={values} errors={errors}>
          <TextField
            name="position"
            label="Job title"
            maxLength={longestName}
            width={30}
            autocomplete="off"
            values={values}
            errors={errors}
          />
        </PersonFields>
        <ButtonGroup>
          <Button>Update contact</Button>
          <a class="govuk-link" href={hrefTo('undelivered', {})}>
            Back to undelivered emails
          </a>
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
}
