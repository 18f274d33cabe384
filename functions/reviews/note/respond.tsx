import { addNote as add, mostNotes } from '#domain/admission/staff-note.ts';
import { isRefusal } from '#domain/base/change.ts';
import { seeOther } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { store, withApplication } from '../access.ts';
import { notDone } from '../form-page.tsx';
import { noteFields } from '../forms.ts';
import { filledOutWrong, noApplication } from '../refusals.tsx';
import { done } from '../text.tsx';

const title = 'Your note wasn’t saved';

const refusals = {
  'not-submitted': 'The school hasn’t submitted this application, or it withdrew it.',
  'too-many-notes': `An application can have up to ${mostNotes} notes.`,
} as const;

/** Adds a note that only staff see. It never depends on what else changed. */
export const addNote = withApplication(['reviewer', 'director'], async (request) => {
  const { application, cycle, staff, fields, now } = request;
  const checked = check(noteFields, fields);
  if (checked.errors) return filledOutWrong(request, title, `${Object.values(checked.errors).join('. ')}.`);
  const { note } = checked.value;
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    add(current, note, staff, now),
  );
  if (!outcome) return noApplication(staff);
  if (isRefusal(outcome))
    return notDone(
      request,
      application,
      { status: 409, title, detail: refusals[outcome.refused] },
      { note: 'Note' },
    );
  const { reference } = application;
  return seeOther(hrefTo('staffApplication', { reference }, done('note')), { reference });
});
