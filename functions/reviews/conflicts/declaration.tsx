import type { NamedStaff } from '#domain/base/person.ts';
import type { School } from '#domain/program/school.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Select } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';

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

const costsOfEach: Readonly<Record<Exclude<Concerned['costs'], 'nothing'>, string>> = {
  review: 'the submitted review will be deleted for good, and another reviewer will take over.',
  reading: 'another reviewer will take over.',
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
            <CostsOfEach concerned={concerned} email={email} />
          </>
        )}
        <p class="govuk-body">
          {concerned.length === 1 ? 'You' : 'The person you choose'} won’t see the application until the
          conflict of interest is withdrawn.
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

function CostsOfEach({
  concerned,
  email,
}: Pick<DeclarationPageProps, 'concerned'> & { readonly email: string }) {
  const losing = concerned.flatMap((one) =>
    one.costs === 'nothing' ? [] : [{ name: nameOf(one, email), costs: one.costs }],
  );
  if (losing.length === 0)
    return <p class="govuk-body">None of them reviews its application, so no review will be deleted.</p>;
  return (
    <>
      <p class="govuk-body">What happens depends on the person you choose:</p>
      <ul class="govuk-list govuk-list--bullet">
        {losing.map(({ name, costs }) => (
          <li key={name}>
            <span dir="auto">{name}</span>: {costsOfEach[costs]}
          </li>
        ))}
        {losing.length < concerned.length && <li>Anyone else: no review will be deleted.</li>}
      </ul>
    </>
  );
}
