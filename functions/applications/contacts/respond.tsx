import { randomUUID } from 'node:crypto';
import type { Application, DraftApplication } from '#domain/admission/application.ts';
import { changeContacts as change, editableDraft, type NamedContacts } from '#domain/admission/apply.ts';
import { isRefusal } from '#domain/base/change.ts';
import { asEachContact, contactsOf } from '#domain/base/person.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { check, type FieldErrors } from '#http/fields.ts';
import { notFound, tooManyRequests } from '#http/problem-pages.tsx';
import { beginApplicantSession } from '#http/sessions.ts';
import { ifSeen, seenFor, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import type { FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { sessions } from '../access.ts';
import { forApplicant, hadTooMany, store } from '../application-access.ts';
import { contactsFields } from '../forms.ts';
import { draftRefused } from '../refusals.tsx';
import { ContactFields, contactsIn, offeredIn } from './contact-fields.tsx';

/** The contacts as the form shows them. */
const shown = ({ applicant, principal }: Application | NamedContacts) => ({
  applicant,
  principal: principal && { name: principal.name, position: principal.position, email: principal.email },
});

const valuesOf = ({ applicant: { name, position, email }, principal }: Application): FieldValues => ({
  ...{ name, position, email },
  isPrincipal: principal ? 'no' : 'yes',
  ...(principal && { principalName: principal.name, principalEmail: principal.email }),
});

type PageProps = {
  readonly draft: DraftApplication;
  readonly cycle: Cycle;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
  /** Whether someone changed the contacts after the page was loaded. */
  readonly isChanged?: boolean;
};

function ContactsPage({ draft, cycle, values, errors = {}, isChanged = false }: PageProps) {
  const { reference } = draft;
  const { program } = cycle;
  const location = hrefTo('checkAnswers', { reference });
  const typed = values ?? valuesOf(draft);
  return (
    <PublicPage
      title="Contacts"
      program={program}
      backLink={{ href: location }}
      error={Object.keys(errors).length > 0}
    >
      <ErrorSummary errors={errors} />
      {isChanged && (
        <ChangedBanner>
          Your changes weren’t saved because someone else changed the contacts first. Their version is below.
        </ChangedBanner>
      )}
      <h1 class="govuk-heading-l">Who are your school’s contacts?</h1>
      <p class="govuk-body">
        If you change an email address, we’ll email a link to the new one, and links sent to the old one will
        stop working.
      </p>
      <Form
        action={hrefTo('changeContacts', { reference })}
        hidden={{
          seen: seenFor(shown(draft), { fields: typed, isChanged }),
          ...offeredIn({ program, values: typed, errors }),
        }}
      >
        <ContactFields program={program} whose="Applicant’s" values={typed} errors={errors} />
        <ButtonGroup>
          <Button>Save contacts</Button>
          <a class="govuk-link" href={location}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </PublicPage>
  );
}

export const contacts = forApplicant(({ now }, { application, cycle }) => {
  const draft = editableDraft(application, cycle, now);
  if (isRefusal(draft)) return draftRefused(draft.refused, application, cycle);
  return showPage(<ContactsPage draft={draft} cycle={cycle} />, {
    reference: draft.reference,
    ...shown(draft),
    seen: seenOf(shown(draft)),
  });
});

/**
 * Changes the contacts of a draft. A person who changes their own address stays signed in, so that they can still mend a
 * mistake in it.
 */
export const changeContacts = forApplicant(async (request, { application, cycle, person }) => {
  const { fields, now, callerAddress: caller } = request;
  const { reference } = application;
  const draft = editableDraft(application, cycle, now);
  if (isRefusal(draft)) return draftRefused(draft.refused, application, cycle);
  const again = (errors: FieldErrors) =>
    showErrors(<ContactsPage draft={draft} cycle={cycle} values={fields} errors={errors} />, errors);
  const checked = check(contactsFields, fields);
  if (checked.errors) return again(checked.errors);
  const { seen, ...said } = checked.value;
  const named = contactsIn(said, cycle.program);
  if (named.errors) return again(named.errors);
  const known = contactsOf(draft).map(({ email }) => email);
  for (const { email } of [named.value.applicant, named.value.principal ?? named.value.applicant])
    if (!known.includes(email) && (await hadTooMany(store, { caller, email }, now)))
      return tooManyRequests(cycle.program);
  const ownership = randomUUID();
  const outcome = await reviseApplication(
    store,
    cycle.program,
    application,
    ifSeen({ seen, shown, wanted: shown(named.value) }, (current: Application) =>
      change(current, named.value, ownership, person.name, cycle, now),
    ),
  );
  if (!outcome) return notFound();
  if (isRefusal(outcome)) {
    const standing = editableDraft((await store.application(reference)) ?? draft, cycle, now);
    return isRefusal(standing)
      ? draftRefused(standing.refused, application, cycle)
      : changedByOthers({ draft: standing, cycle });
  }
  const answer = { reference, ...shown(outcome) };
  const [first, other] = asEachContact(outcome);
  const own = person.email === application.applicant.email ? first : other;
  // A principal who isn't one anymore has nothing to go back to.
  return own
    ? seeOther(hrefTo('checkAnswers', { reference }), answer, {
        cookies: [beginApplicantSession(sessions, own, now)],
      })
    : seeOther(hrefTo('program', {}), answer);
});

const changedByOthers = (page: PageProps) =>
  showProblem(<ContactsPage {...page} isChanged />, {
    status: 409,
    title: 'Your changes weren’t saved',
    detail: 'Someone else changed the contacts while you were on this page.',
  });
