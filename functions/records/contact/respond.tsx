import { randomUUID } from 'node:crypto';
import type { Application } from '#domain/admission/application.ts';
import { correctContact as withContact } from '#domain/admission/apply.ts';
import { type SentAgain, sentAgainKinds } from '#domain/admission/events.ts';
import { whyKeptFrom } from '#domain/admission/roster.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { ContactRole } from '#domain/base/person.ts';
import { sayList } from '#domain/base/wording.ts';
import {
  type OpenLetter,
  openLetters,
  settleLetter,
  type UndeliveredLetter,
} from '#domain/records/undelivered.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { check, type FieldErrors, type Fields, longestName } from '#http/fields.ts';
import { PersonFields } from '#http/person-fields.tsx';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
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

/** One of a school's contacts, and the undelivered letter that led here, if one did. */
type About = {
  readonly letter?: UndeliveredLetter;
  readonly application: Application;
  readonly contactRole: ContactRole;
};

async function letterOf({ parameters }: StaffRequest): Promise<Required<About> | undefined> {
  const letter = await store.undeliveredLetter(parameters.letter ?? '');
  const application = letter?.school && (await store.application(letter.school.reference));
  return letter && application && { letter, application, contactRole: whoHad(application, letter.to) };
}

const whoHad = ({ principal }: Application, email: string): ContactRole =>
  principal?.email === email ? 'principal' : 'applicant';

/** The application of the address, if this director may see it. */
async function applicationOf({ parameters, query, fields, staff }: StaffRequest): Promise<About | undefined> {
  const application = await store.application(parameters.reference ?? '');
  if (!application) return undefined;
  const why = whyKeptFrom(application, staff, await store.roster(application.cycleId));
  if (why) return undefined;
  const contactRole =
    query.get('contactRole') === 'principal' || fields.contactRole === 'principal'
      ? 'principal'
      : 'applicant';
  return { application, contactRole };
}

type Find = (request: StaffRequest) => Promise<About | undefined>;

const showContact = (find: Find) =>
  forStaff(['director'], async (request) => {
    const about = await find(request);
    if (!about) return noContact(request);
    const contact = about.application[about.contactRole];
    const { name = '', position = '', email = '' } = contact ?? {};
    const undelivered = await undeliveredTo(about);
    return showPage(
      <ContactPage {...{ request, about, undelivered }} values={{ name, position, email }} errors={{}} />,
      {
        ...(about.letter && { letter: about.letter }),
        contactRole: about.contactRole,
        ...(contact && { contact: { name, position, email } }),
      },
    );
  });

const updateContact = (find: Find) =>
  forStaff(['director'], async (request) => {
    const about = await find(request);
    return about ? update(about, request) : noContact(request);
  });

const noContact = (request: StaffRequest): Answer =>
  request.parameters.letter === undefined
    ? staffProblem(request.staff, {
        status: 404,
        title: 'Application not found',
        detail: 'Check the application number. It looks like 2027-H113.',
      })
    : noLetter(request);

export const contactPage = showContact(letterOf);
export const correctContact = updateContact(letterOf);
export const applicationContact = showContact(applicationOf);
export const changeContact = updateContact(applicationOf);

async function update(about: About, request: StaffRequest): Promise<Answer> {
  const { fields, staff, now } = request;
  const undelivered = await undeliveredTo(about);
  const isPrincipal = about.contactRole === 'principal';
  const checked = check(contactFields, isPrincipal ? { ...fields, position: 'Principal' } : fields);
  const again = (errors: FieldErrors) =>
    showErrors(<ContactPage {...{ request, about, undelivered, errors }} values={fields} />, errors);
  if (checked.errors) return again(checked.errors);
  const { application } = about;
  const cycle = (await store.cycle(application.cycleId)) ?? request.cycle;
  const toOthers = undelivered.filter(({ to }) => to !== checked.value.email);
  const ownership = randomUUID();
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    withContact(
      current,
      { ...checked.value, contactRole: about.contactRole },
      ownership,
      staff,
      now,
      sentAgain(toOthers),
    ),
  );
  if (!outcome) return noContact(request);
  if (isRefusal(outcome) && outcome.refused === 'other-contact')
    return again({ email: 'Enter a different address. This one is the school’s other contact.' });
  // The form was sent twice, or an earlier attempt stopped before it settled the emails.
  const isAlready = isRefusal(outcome) && checked.value.email !== about.letter?.to;
  if (isRefusal(outcome) && !isAlready)
    return again({ email: 'Enter a different address. Our email to this one didn’t arrive.' });
  await settleAll(toOthers, request);
  const { reference } = application;
  const next = about.letter
    ? hrefTo('undelivered', {}, done('corrected'))
    : hrefTo('staffApplication', { reference }, { done: 'contact' });
  return seeOther(next, { reference });
}

/** The application's undelivered letters: those to the address of `letter`, or to any but the other contact's. */
async function undeliveredTo({ letter, application, contactRole }: About): Promise<readonly OpenLetter[]> {
  const all = openLetters(await store.undelivered());
  const other = application[contactRole === 'principal' ? 'applicant' : 'principal']?.email;
  return all.filter(
    ({ to, school }) =>
      school?.reference === application.reference && (letter ? to === letter.to : to !== other),
  );
}

/** The kinds of undelivered letters that the new contact gets again. */
const sentAgain = (undelivered: readonly OpenLetter[]): readonly SentAgain[] =>
  sentAgainKinds.filter((kind) => undelivered.some((one) => one.kind === kind));

/** The new address settles every undelivered letter to the school's old one. */
async function settleAll(undelivered: readonly OpenLetter[], { staff, now }: StaffRequest): Promise<void> {
  for (const one of undelivered) {
    const settled = settleLetter(one, staff, now);
    if (!isRefusal(settled)) await store.commitUndelivered(settled);
  }
}

type ContactPageProps = {
  readonly request: StaffRequest;
  readonly about: About;
  readonly undelivered: readonly OpenLetter[];
  readonly values: Fields;
  readonly errors: FieldErrors;
};

function ContactPage({ request, about, undelivered, values, errors }: ContactPageProps) {
  const { letter, application, contactRole } = about;
  const { reference, applicant, principal } = application;
  const isPrincipal = contactRole === 'principal';
  const other = isPrincipal ? applicant : principal;
  const title = isPrincipal ? (principal ? 'Update principal' : 'Add principal') : 'Update contact';
  const again = sentAgain(undelivered).map((kind) => kindName(kind));
  return (
    <ConsolePage request={request} title={title} current="undelivered" errors={errors}>
      <h1>
        <span class="govuk-caption-l" dir="auto">
          {application.school.name}
        </span>
        {title}
      </h1>
      {letter && <Undelivered letter={letter} />}
      <p class="govuk-body">
        {other
          ? `The person you enter becomes a contact, together with ${other.name}. They’ll get an email with their own link, and all future emails go to both.`
          : 'The person you enter becomes the contact. They’ll get an email with a new link and all future emails.'}
        {again.length > 0 && ` We’ll also send again what didn’t arrive: ${sayList(again)}.`}
        {application[contactRole] && ' Links sent to the old address will stop working.'} Check with the
        school first.
      </p>
      <Form
        hidden={{ contactRole }}
        action={
          letter ? hrefTo('correctContact', { letter: letter.id }) : hrefTo('changeContact', { reference })
        }
      >
        <PersonFields values={values} errors={errors}>
          {!isPrincipal && (
            <TextField
              name="position"
              label="Job title"
              maxLength={longestName}
              width={30}
              autocomplete="off"
              values={values}
              errors={errors}
            />
          )}
        </PersonFields>
        <ButtonGroup>
          <Button>{title}</Button>
          {letter ? (
            <a class="govuk-link" href={hrefTo('undelivered', {})}>
              Back to undelivered emails
            </a>
          ) : (
            <a class="govuk-link" href={hrefTo('staffApplication', { reference })}>
              Cancel
            </a>
          )}
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
}

function Undelivered({ letter }: { readonly letter: UndeliveredLetter }) {
  const next = sayNextStep(letter);
  return (
    <SummaryList
      rows={[
        { key: 'Email', value: kindName(letter.kind) },
        { key: 'To', value: letter.to },
        { key: 'Why it didn’t arrive', value: sayReason(letter) },
        ...(next === undefined ? [] : [{ key: 'What helps', value: next }]),
      ]}
    />
  );
}
