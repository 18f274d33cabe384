import { notesShownTo } from '#domain/admission/staff-note.ts';
import { sayShort } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Details, Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextArea } from '#ui/text-field.tsx';
import type { AboutApplication } from '../access.ts';
import { longest } from '../forms.ts';

/** Notes of staff to each other, and a form for one more. */
export function Notes({ request }: { readonly request: AboutApplication }) {
  const { application, staff, cycle } = request;
  const notes = notesShownTo(staff, application);
  return (
    <Details
      summary={
        notes.length === 0
          ? 'Add a note for staff'
          : countOf(notes.length, 'note for staff', 'notes for staff')
      }
      open={notes.length > 0}
    >
      {notes.length > 0 && (
        <SummaryList
          rows={notes.map(({ by, at, text }) => ({
            key: by,
            value: (
              <>
                <Lines text={text} /> <span class="govuk-hint">{sayShort(cycle.program.timeZone, at)}</span>
              </>
            ),
          }))}
        />
      )}
      <Form action={hrefTo('addNote', { reference: application.reference })}>
        <TextArea
          name="note"
          label="Note"
          labelSize="s"
          hint="For directors, and for reviewers after they submit their review. Schools never see it."
          rows={3}
          maxLength={longest.note}
          values={{}}
          errors={{}}
        />
        <Button variant="secondary">Add note</Button>
      </Form>
    </Details>
  );
}
