import { parseReference } from '#domain/admission/application.ts';
import { assignedTo, recuseReviewer } from '#domain/admission/review.ts';
import { isRecused, recuseFrom } from '#domain/admission/roster.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { StaffMember } from '#domain/base/person.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { reviseApplication, reviseRoster } from '#store/revise.ts';
import { Button } from '#ui/button.tsx';
import { type AboutApplication, store, withApplication } from '../access.ts';
import { FormPage, type FormProps } from '../form-page.tsx';
import { longest, recusalFields } from '../forms.ts';
import { keptFrom, noApplication } from '../refusals.tsx';
import { notAReader } from '../review/respond.tsx';
import { done } from '../text.tsx';

export const recusePage = withApplication(['reviewer', 'director'], (request) => {
  const { application, staff } = request;
  const own = assignedTo(application, staff);
  if (isRefusal(own)) return notAReader(request, own.refused);
  return showPage(<RecusalPage request={request} values={{}} errors={{}} />, {
    reference: application.reference,
  });
});

/** Sending the form twice recuses once. */
export const recuse = withApplication(['reviewer', 'director'], stepBack, (staff, why, reference) =>
  why === 'recused' ? steppedBack(staff, reference) : keptFrom(staff, why),
);

/** Records the recusal in the roster too, even if an earlier attempt stopped after the application. */
async function steppedBack({ email }: StaffMember, reference: string): Promise<Answer> {
  const about = parseReference(reference);
  if (about) await reviseRoster(store, about.cycleId, (roster) => recuseFrom(roster, email, about.schoolId));
  return seeOther(hrefTo('queue', {}, done('recusal')), { reference });
}

async function stepBack(request: AboutApplication): Promise<Answer> {
  const { application, cycle, staff, fields, now } = request;
  const checked = check(recusalFields, fields);
  if (checked.errors)
    return showErrors(
      <RecusalPage request={request} values={fields} errors={checked.errors} />,
      checked.errors,
    );
  const { reason } = checked.value;
  // The roster comes second. Otherwise its follower would take the reviewer off first, without their reason.
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    recuseReviewer(current, reason, staff, now),
  );
  if (!outcome) return noApplication(staff);
  if (isRefusal(outcome)) {
    const current = await store.application(application.reference);
    if (!current || !isRecused(current, staff)) return notAReader(request, outcome.refused);
  }
  return steppedBack(staff, application.reference);
}

const RecusalPage = (props: FormProps) => (
  <FormPage
    {...props}
    title="Recuse yourself"
    heading={
      <>
        Recuse yourself from <span dir="auto">{props.request.application.school.name}</span>’s application
      </>
    }
    intro="Another reviewer will take your place. Any review you’ve submitted will be deleted, and you won’t see this application again."
    action={hrefTo('recuse', { reference: props.request.application.reference })}
    field={{
      name: 'reason',
      label: 'Why are you recusing yourself?',
      hint: 'For the director only. The school won’t see this.',
      rows: 3,
      maxLength: longest.recusal,
    }}
    button={<Button variant="warning">Recuse yourself</Button>}
  />
);
