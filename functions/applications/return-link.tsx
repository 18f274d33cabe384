import { randomUUID } from 'node:crypto';
import { parseReference, referenceOf } from '../../shared/domain/application.ts';
import type { Cycle } from '../../shared/domain/cycle.ts';
import { requestLink as decide } from '../../shared/domain/request.ts';
import type { DirectoryEntry } from '../../shared/domain/school.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import type { FieldErrors, FieldValues } from '../../shared/ui/field.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { showErrors, showPage } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import { tooManyRequests } from '../http/problem-pages.tsx';
import { hrefTo } from '../routes.ts';
import { inCycle, store } from './context.ts';
import { linkFields } from './forms.ts';
import { hadTooMany } from './limits.ts';
import { linkIsSent } from './request-application.tsx';
import { Trap } from './trap.tsx';

type AskPageProps = { readonly cycle: Cycle; readonly values?: FieldValues; readonly errors?: FieldErrors };

const AskPage = ({ cycle, values, errors = {} }: AskPageProps) => (
  <PublicPage
    title="Return to your application"
    contact={cycle.program.contactEmail}
    backLink={{ href: hrefTo('program', {}) }}
    error={Object.keys(errors).length > 0}
  >
    <ErrorSummary errors={errors} />
    <h1 class="govuk-heading-l">Return to your application</h1>
    <p class="govuk-body">We send you a letter with a new link. There is no password to remember.</p>
    <Form action={hrefTo('requestLink', {})}>
      <TextField
        name="school"
        label="Reference of your application, or id of your school"
        hint={`The reference is in our letters and begins with “${cycle.id}-”.`}
        values={values}
        errors={errors}
        spellcheck={false}
        autocomplete="off"
        width={20}
      />
      <TextField
        name="email"
        type="email"
        label="E-mail address that you applied with"
        values={values}
        errors={errors}
        autocomplete="email"
        spellcheck={false}
      />
      <Trap />
      <Button>Send me a link</Button>
    </Form>
  </PublicPage>
);

export const askForLink = inCycle((_, cycle) =>
  showPage(<AskPage cycle={cycle} />, { fields: ['school', 'email'] }),
);

export const requestLink = inCycle(async (request, cycle) => {
  const checked = check(linkFields, request.fields);
  if (checked.errors)
    return showErrors(
      <AskPage cycle={cycle} values={request.fields} errors={checked.errors} />,
      checked.errors,
    );
  const { school: given, email, remarks } = checked.value;
  if (remarks) return linkIsSent();
  if (await hadTooMany(store, { caller: request.callerAddress, email }, request.now))
    return tooManyRequests();
  const asked = await schoolAndCycle(given, cycle);
  if (!asked) {
    const errors = { school: 'Our directory has no school with this id' };
    return showErrors(<AskPage cycle={cycle} values={request.fields} errors={errors} />, errors);
  }
  const existing = await store.application(referenceOf(asked.cycle.id, asked.school.id));
  const asking = {
    id: randomUUID(),
    school: { id: asked.school.id, name: asked.school.name },
    // Who only comes back starts nothing, so that neither role nor name is looked at.
    role: existing?.role ?? 'partner',
    applicant: { name: '', position: '', email },
  } as const;
  await store.commitRequest(decide(asking, existing, asked.cycle, request.now));
  return linkIsSent();
});

type SchoolAndCycle = { readonly school: DirectoryEntry; readonly cycle: Cycle };

/** What somebody typed who was asked for the id of a school or the reference of an application. */
async function schoolAndCycle(given: string, current: Cycle): Promise<SchoolAndCycle | undefined> {
  const directory = await store.directory();
  const schoolOf = (id: string) => directory.find((entry) => entry.id.toLowerCase() === id.toLowerCase());
  const byId = schoolOf(given);
  if (byId) return { school: byId, cycle: current };
  const named = parseReference(given);
  const school = named && schoolOf(named.schoolId);
  const cycle = named && (named.cycleId === current.id ? current : await store.cycle(named.cycleId));
  return school && cycle && { school, cycle };
}
