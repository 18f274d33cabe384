import { type Cycle, stateOf } from '#domain/program/cycle.ts';
import { searchDirectory } from '#domain/program/directory.ts';
import { type Role, roleNames } from '#domain/program/program.ts';
import { type DirectoryEntry, sayLevels } from '#domain/program/school.ts';
import { type Answer, showErrors, showPage } from '#http/answer.ts';
import type { FieldErrors } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Radios } from '#ui/choices.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { MailLink } from '#ui/link.tsx';
import { TextField } from '#ui/text-field.tsx';
import { inCycle } from '../access.ts';
import { store } from '../application-access.ts';
import { longestQuery } from '../forms.ts';
import { closed, notYetOpen } from '../refusals.tsx';

/** The page to show if no one can start an application now. */
export function whyNotOpen(cycle: Cycle, now: string): Answer | undefined {
  const state = stateOf(cycle, now);
  if (state === 'open') return undefined;
  return state === 'closed' ? closed(cycle) : notYetOpen(cycle);
}

export const roleOf = (given: string | null): Role | undefined =>
  given === 'host' || given === 'partner' ? given : undefined;

export const chooseRole = inCycle(
  (request, cycle) =>
    whyNotOpen(cycle, request.now) ??
    showPage(<RolePage cycle={cycle} errors={{}} />, { roles: Object.keys(roleNames) }),
);

function RolePage({ cycle, errors }: { readonly cycle: Cycle; readonly errors: FieldErrors }) {
  const { program } = cycle;
  return (
    <PublicPage
      title="Choose how to take part"
      program={program}
      backLink={{ href: hrefTo('program', {}) }}
      error={Object.keys(errors).length > 0}
    >
      <ErrorSummary errors={errors} />
      <Form action={hrefTo('findSchool', {})} method="get">
        <Radios
          name="role"
          label="How does your school want to take part?"
          labelSize="l"
          heading
          errors={errors}
          options={[
            {
              value: 'host',
              text: roleNames.host,
              hint: 'We have a practice that works and want to share it.',
            },
            {
              value: 'partner',
              text: roleNames.partner,
              hint: 'We want to improve in a specific area and learn from a host school.',
            },
          ]}
        />
        <Button>Continue</Button>
      </Form>
    </PublicPage>
  );
}

/** No one reads a longer list; typing more of the name is quicker. */
export const shownAtMost = 20;

export const findSchool = inCycle(async (request, cycle) => {
  const refused = whyNotOpen(cycle, request.now);
  if (refused) return refused;
  const role = roleOf(request.query.get('role'));
  if (!role) {
    const errors = { role: 'Choose host school or partner school' };
    return showErrors(<RolePage cycle={cycle} errors={errors} />, errors);
  }
  const typed = request.query.get('school');
  const query = (typed ?? '').slice(0, longestQuery).trim();
  if (typed !== null && query === '') {
    const errors = { school: 'Enter your school’s name or ID' };
    return showErrors(<SchoolPage cycle={cycle} role={role} query={query} errors={errors} />, errors);
  }
  const found = searchDirectory(await store.directory(), query);
  return showPage(
    <SchoolPage cycle={cycle} role={role} query={query} found={query === '' ? undefined : found} />,
    { role, query, found: found.length, schools: found.slice(0, shownAtMost) },
  );
});

type SchoolPageProps = {
  readonly cycle: Cycle;
  readonly role: Role;
  readonly query: string;
  /** Undefined before the first search. */
  readonly found?: readonly DirectoryEntry[] | undefined;
  readonly errors?: FieldErrors;
};

function SchoolPage({ cycle, role, query, found, errors = {} }: SchoolPageProps) {
  return (
    <PublicPage
      title="Find your school"
      program={cycle.program}
      backLink={{ href: hrefTo('chooseRole', {}) }}
      error={Object.keys(errors).length > 0}
    >
      <ErrorSummary errors={errors} />
      <h1 class="govuk-heading-l">Find your school</h1>
      <Form action={hrefTo('findSchool', {})} method="get" hidden={{ role }}>
        <TextField
          name="school"
          label="School name or ID"
          hint="You can type part of the name."
          type="search"
          values={{ school: query }}
          errors={errors}
          spellcheck={false}
          autocomplete="off"
        />
        <Button>Search</Button>
      </Form>
      {found && <Results role={role} query={query} found={found} contactEmail={cycle.program.contactEmail} />}
    </PublicPage>
  );
}

type ResultsProps = Pick<SchoolPageProps, 'role' | 'query'> & {
  readonly found: readonly DirectoryEntry[];
  readonly contactEmail: string;
};

function Results({ role, query, found, contactEmail }: ResultsProps) {
  if (found.length === 0)
    return (
      <>
        <h2 class="govuk-heading-m">
          No school found for “<bdi>{query}</bdi>”
        </h2>
        <p class="govuk-body">
          Check the spelling, try one word of the name, or enter the school ID. If your school isn’t in our
          directory, email <MailLink address={contactEmail} />.
        </p>
      </>
    );
  return (
    <>
      <h2 class="govuk-heading-m">{found.length === 1 ? 'One school' : `${found.length} schools`} found</h2>
      {found.length > shownAtMost && (
        <p class="govuk-body">
          Showing the first {shownAtMost} of {found.length}. Type more of the name to narrow the list.
        </p>
      )}
      <ul class="govuk-list govuk-list--spaced">
        {found.slice(0, shownAtMost).map((school) => (
          <li key={school.id}>
            <a class="govuk-link" href={hrefTo('nameApplicant', {}, { role, school: school.id })}>
              <bdi>{school.name}</bdi>
            </a>
            <br />
            <span class="govuk-hint">{[school.id, school.region, sayLevels(school)].join(', ')}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
