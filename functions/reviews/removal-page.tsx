import { countOf } from '../../shared/domain/amounts.ts';
import type { NamedStaff, StaffMember } from '../../shared/domain/person.ts';
import { Button, ButtonGroup } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { StaffPage } from '../../shared/ui/layout.tsx';
import { hrefTo } from '../routes.ts';

type RemovalPageProps = {
  readonly staff: StaffMember;
  readonly contact: string;
  readonly reader: NamedStaff;
  /** Applications that they still have to read. */
  readonly unread: number;
};

/** What it means to take somebody off the roster, before it is done. */
export function RemovalPage({ staff, contact, reader, unread }: RemovalPageProps) {
  const { email, name } = reader;
  return (
    <StaffPage title={`Remove ${name}`} staff={staff} current="reviewers" contact={contact}>
      <h1>
        Remove <span dir="auto">{name}</span> from the reviewers?
      </h1>
      <p class="govuk-body">
        {unread === 0
          ? 'Nothing waits to be read by them.'
          : `${countOf(unread, 'application')} that they have not read yet ${unread === 1 ? 'goes' : 'go'} to other readers.`}{' '}
        The reviews that they have written stay, and so do the conflicts of interest that they declared.
      </p>
      <Form action={hrefTo('removeReviewer', {})} hidden={{ email, step: 'send' }}>
        <ButtonGroup>
          <Button variant="warning">Remove</Button>
          <a class="govuk-link" href={hrefTo('reviewers', {})}>
            Keep them
          </a>
        </ButtonGroup>
      </Form>
    </StaffPage>
  );
}
