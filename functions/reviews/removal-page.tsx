import type { NamedStaff, StaffMember } from '../../shared/domain/base/person.ts';
import { countOf } from '../../shared/domain/base/wording.ts';
import type { Program } from '../../shared/domain/program/program.ts';
import { Button, ButtonGroup } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { StaffPage } from '../../shared/ui/layout.tsx';
import { hrefTo } from '../routes.ts';

type RemovalPageProps = {
  readonly staff: StaffMember;
  readonly program: Program;
  readonly reader: NamedStaff;
  /** Applications they still have to review. */
  readonly unread: number;
};

/** Shows what happens to a reviewer's applications before the reviewer is removed. */
export function RemovalPage({ staff, program, reader, unread }: RemovalPageProps) {
  const { email, name } = reader;
  return (
    <StaffPage title={`Remove ${name}`} staff={staff} current="reviewers" program={program}>
      <h1>
        Remove <span dir="auto">{name}</span> as a reviewer?
      </h1>
      <p class="govuk-body">
        {unread === 0
          ? 'They have no applications to review.'
          : `${countOf(unread, 'application')} they haven’t reviewed will go to other reviewers.`}{' '}
        Their submitted reviews and declared conflicts of interest will be kept.
      </p>
      <Form action={hrefTo('removeReviewer', {})} hidden={{ email, step: 'send' }}>
        <ButtonGroup>
          <Button variant="warning">Remove reviewer</Button>
          <a class="govuk-link" href={hrefTo('reviewers', {})}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </StaffPage>
  );
}
