import type { NamedStaff } from '../../shared/domain/person.ts';
import type { School } from '../../shared/domain/school.ts';
import { Button, ButtonGroup } from '../../shared/ui/button.tsx';
import { Select } from '../../shared/ui/choices.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import type { StaffRequest } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';

/** A person who can have the conflict. `costs` is what the application loses: a submitted review, a reviewer, or nothing. */
export type Concerned = NamedStaff & { readonly costs: 'review' | 'reading' | 'nothing' };

type DeclarationPageProps = {
  readonly request: StaffRequest;
  readonly school: Pick<School, 'id' | 'name'>;
  /** The signed-in person comes first. Only directors see others. */
  readonly concerned: readonly Concerned[];
};

const costWords: Readonly<Record<Concerned['costs'], string>> = {
  review:
    'You’ve reviewed its application. Your review will be deleted for good, and another reviewer will take your place.',
  reading: 'You’re assigned to its application. Another reviewer will take your place.',
  nothing: 'You’re not a reviewer of its application, so no review will be deleted.',
};

const costsOfColleague: Readonly<Record<Exclude<Concerned['costs'], 'nothing'>, string>> = {
  review:
    'has reviewed its application. That review will be deleted for good, and another reviewer will take over.',
  reading: 'is assigned to its application. Another reviewer will take over.',
};

/** Shows the cost of a conflict before it is declared. */
export function DeclarationPage({ request, school, concerned }: DeclarationPageProps) {
  const { email } = request.staff;
  const own = concerned.find((one) => one.email === email);
  return (
    <ConsolePage
      request={request}
      title={`Declare a conflict of interest with ${school.name}`}
      current="conflicts"
    >
      <h1>
        <span class="govuk-caption-l">{school.id}</span>
        Declare a conflict of interest with <span dir="auto">{school.name}</span>?
      </h1>
      <Form action={hrefTo('declareConflict', {})} hidden={{ school: school.id, step: 'send' }}>
        {concerned.length === 1 ? (
          <p class="govuk-body">{costWords[own?.costs ?? 'nothing']}</p>
        ) : (
          <>
            <Select
              name="email"
              label="Whose conflict of interest is it?"
              values={{ email }}
              options={concerned.map((one) => ({ value: one.email, text: nameOf(one, email) }))}
            />
            <CostsOfEach concerned={concerned} />
          </>
        )}
        <p class="govuk-body">
          The application will stay hidden until the conflict of interest is withdrawn.
        </p>
        <ButtonGroup>
          <Button variant="warning">Declare conflict of interest</Button>
          <a class="govuk-link" href={hrefTo('conflicts', {})}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
}

const nameOf = (one: Concerned, ownEmail: string): string => (one.email === ownEmail ? 'Mine' : one.name);

function CostsOfEach({ concerned }: Pick<DeclarationPageProps, 'concerned'>) {
  const losing = concerned.flatMap(({ name, costs }) => (costs === 'nothing' ? [] : [{ name, costs }]));
  if (losing.length === 0)
    return <p class="govuk-body">None of them reviews its application, so no review will be deleted.</p>;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {losing.map(({ name, costs }) => (
        <li key={name}>
          <span dir="auto">{name}</span> {costsOfColleague[costs]}
        </li>
      ))}
    </ul>
  );
}
