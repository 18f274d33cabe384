import { parseReference, referenceOf } from '#domain/admission/application.ts';
import { requestLink as decide } from '#domain/admission/request.ts';
import { withoutHiddenMarks } from '#domain/base/characters.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { searchDirectory } from '#domain/program/directory.ts';
import { type DirectoryEntry, sayLevels } from '#domain/program/school.ts';
import { type Answer, showErrors, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { freshKey, idFrom } from '#http/once.tsx';
import { tooManyRequests } from '#http/problem-pages.tsx';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Radios } from '#ui/choices.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import type { FieldErrors, FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { TextField } from '#ui/text-field.tsx';
import { inCycle } from '../access.ts';
import { hadTooMany, store } from '../application-access.ts';
import { linkFields, longestQuery } from '../forms.ts';
import { Trap } from '../quoted.tsx';
import { linkIsSent } from './begin.tsx';
import { shownAtMost } from './find-school.tsx';

type AskPageProps = {
  readonly cycle: Cycle;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
  /** The matching schools, if there are several. */
  readonly found?: readonly DirectoryEntry[];
};

const AskPage = ({ cycle, values, errors = {}, found = [] }: AskPageProps) => (
  <PublicPage
    title="Return to your application"
    program={cycle.program}
    backLink={{ href: hrefTo('program', {}) }}
    error={Object.keys(errors).length > 0}
  >
    <ErrorSummary errors={errors} />
    <h1 class="govuk-heading-l">Return to your application</h1>
    <p class="govuk-body">We’ll email you a new link. You don’t need a password.</p>
    <Form action={hrefTo('requestLink', {})} hidden={freshKey()}>
      {found.length > 0 ? (
        <Radios
          name="school"
          label="Which school is yours?"
          errors={errors}
          options={found.map((school) => ({
            value: school.id,
            text: school.name,
            hint: [school.id, school.region, sayLevels(school)].join(', '),
          }))}
        />
      ) : (
        <TextField
          name="school"
          label="Application number, school name, or school ID"
          hint={`Your application number is in our emails and starts with “${cycle.id}-”.`}
          maxLength={longestQuery}
          values={values}
          errors={errors}
          spellcheck={false}
          autocomplete="off"
        />
      )}
      <TextField
        name="email"
        type="email"
        label="Email address you applied with"
        values={values}
        errors={errors}
        autocomplete="email"
        spellcheck={false}
      />
      <Trap />
      <Button>Email me a link</Button>
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
  const { school: given, email, remarks, idempotencyKey } = checked.value;
  if (remarks) return linkIsSent(email);
  // A form that is sent twice sends one link, and doesn’t count as another attempt.
  const id = idFrom(`${request.routeKey} ${given} ${email}`, { idempotencyKey }, 32);
  if (await store.request(id)) return linkIsSent(email);
  if (await hadTooMany(store, { caller: request.callerAddress, email }, request.now))
    return tooManyRequests(cycle.program);
  const asked = await schoolsAndCycle(given, cycle);
  const [school, ...others] = asked.schools;
  if (!school || others.length > 0) return showWhichSchool(cycle, request.fields, asked.schools);
  const reference = referenceOf(asked.cycle.id, school.id);
  const [existing, earlier] = await Promise.all([
    store.application(reference),
    store.lastRequest(reference, email),
  ]);
  const asking = {
    id,
    school: { id: school.id, name: school.name },
    // A return link starts no application, so the role and the name are not used.
    role: existing?.role ?? 'partner',
    applicant: { name: '', position: '', email },
  } as const;
  await store.commitRequest(decide(asking, { existing, earlier }, asked.cycle, request.now));
  return linkIsSent(email);
});

/** Asks again if the text matches no school or several. */
function showWhichSchool(cycle: Cycle, values: FieldValues, found: readonly DirectoryEntry[]): Answer {
  const canChoose = found.length > 0 && found.length <= shownAtMost;
  const errors = {
    school:
      found.length === 0
        ? 'We can’t find that application number, school name, or school ID. Check the spelling.'
        : canChoose
          ? 'Choose your school'
          : `${found.length} schools match. Type more of the name.`,
  };
  return showErrors(
    <AskPage cycle={cycle} values={values} errors={errors} found={canChoose ? found : []} />,
    errors,
  );
}

type SchoolsAndCycle = { readonly schools: readonly DirectoryEntry[]; readonly cycle: Cycle };

/** The schools that an application number, school ID, or school name could mean, and the cycle. */
async function schoolsAndCycle(given: string, current: Cycle): Promise<SchoolsAndCycle> {
  const directory = await store.directory();
  const schoolOf = (id: string) =>
    directory.find((entry) => entry.id === id) ??
    directory.find((entry) => entry.id.toLowerCase() === id.toLowerCase());
  const own = schoolAfter(current.id, given, directory);
  if (own) return { schools: [own], cycle: current };
  for (const text of [given, numberIn(given)]) {
    const byId = schoolOf(text);
    if (byId) return { schools: [byId], cycle: current };
    const named = parseReference(text);
    const school = named && schoolOf(named.schoolId);
    const cycle = named && (named.cycleId === current.id ? current : await store.cycle(named.cycleId));
    if (school && cycle) return { schools: [school], cycle };
  }
  return { schools: searchDirectory(directory, given), cycle: current };
}

/** The school whose ID follows the cycle's in a text: `No. 2027 H101, Ivy School`, in any letters and with any sign between. */
function schoolAfter(
  cycleId: string,
  given: string,
  directory: readonly DirectoryEntry[],
): DirectoryEntry | undefined {
  const [, ...rest] = withoutHiddenMarks(given.normalize('NFKC')).toLowerCase().split(cycleId.toLowerCase());
  const after = rest.at(-1)?.replace(/^[^\p{Letter}\p{Number}]+/u, '') ?? '';
  return directory.find(({ id }) => {
    const { length } = id;
    return after.startsWith(id.toLowerCase()) && !/^[\p{Letter}\p{Number}]/u.test(after.slice(length));
  });
}

/** An application number as it is in our emails, from a text with its label, another dash, or the end of its sentence. */
const numberIn = (given: string): string =>
  given
    .replace(/^.*[:#]\s*/, '')
    .replace(/\s*[\p{Dash_Punctuation}\u2212]\s*/gu, '-')
    .replace(/^[^\p{Letter}\p{Number}]+|[^\p{Letter}\p{Number}]+$/gu, '');
