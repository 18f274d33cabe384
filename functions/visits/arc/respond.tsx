import { isRefusal } from '#domain/base/change.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { setArc as set } from '#domain/visits/book.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { ifSeen, seenOf } from '#http/stale-form.ts';
import { KeptWords } from '#http/unsaved-text.tsx';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { type PartnershipRequest, store, withOwnPartnership } from '../access.ts';
import { arcFields } from '../forms.ts';
import { noPartnership, toVisits } from '../refusals.tsx';
import { ArcPage } from './page.tsx';

/** A partnership's learning focus. */
export const arcPage = withOwnPartnership((request) => {
  const { partnership } = request;
  const { arc } = partnership;
  const shared = partnership.host.focusAreas.filter((area) =>
    partnership.partners.some(({ focusAreas }) => focusAreas.includes(area)),
  );
  const values = arc ?? { focusArea: partnership.focusArea ?? shared[0] ?? partnership.host.focusAreas[0] };
  return showPage(<ArcPage request={request} values={values} errors={{}} isChanged={false} />, {
    host: partnership.host.id,
    arc: arc ?? null,
    seen: seenOf(arc),
  });
});

/** Sets the learning focus. Schools see it on their page. */
export const setArc = withOwnPartnership(async (request) => {
  const { fields, partnership, cycle, staff, now } = request;
  const checked = check(arcFields, fields);
  const isKnown = cycle.program.focusAreas.some(({ id }) => id === checked.value?.focusArea);
  const errors = checked.errors ?? (isKnown ? undefined : { focusArea: 'Choose a focus area' });
  if (checked.errors || errors)
    return showErrors(
      <ArcPage request={request} values={fields} errors={errors ?? {}} isChanged={false} />,
      errors ?? {},
    );
  const { seen, ...arc } = checked.value;
  const { id, reference } = partnership.host;
  const outcome = await revisePartnership(
    store,
    cycle.id,
    id,
    ifSeen({ seen, shown: (standing: Partnership) => standing.arc, wanted: arc }, (standing: Partnership) =>
      set(standing, arc, staff, now),
    ),
  );
  if (!outcome) return noPartnership(staff);
  if (!isRefusal(outcome))
    return seeOther(hrefTo('partnership', { partnership: reference }, { done: 'arc' }), {
      host: id,
      arc: outcome.arc,
    });
  return outcome.refused === 'changed' ? showChanged(request) : hasEnded(request);
});

const hasEnded = ({ staff, fields }: PartnershipRequest): Answer =>
  staffProblem(
    staff,
    { status: 409, title: 'Your changes weren’t saved', detail: 'This partnership has ended.', to: toVisits },
    <KeptWords fields={fields} labels={{ problemOfPractice: 'Problem of practice', goal: 'Goal' }} />,
  );

/** The page with what was typed and with the version that someone else saved. */
async function showChanged(request: PartnershipRequest): Promise<Answer> {
  const { cycle, partnership } = request;
  const standing = await store.partnership(cycle.id, partnership.host.id);
  const fresh = { ...request, partnership: standing ?? partnership };
  return showProblem(<ArcPage request={fresh} values={request.fields} errors={{}} isChanged={true} />, {
    status: 409,
    title: 'Your changes weren’t saved',
    detail: 'Someone else changed the learning focus while you were looking at it.',
  });
}
