import { isRefusal } from '../../shared/domain/change.ts';
import { setArc as set } from '../../shared/domain/visits/booking.ts';
import { revisePartnership } from '../../shared/store/revise-partnership.ts';
import { seeOther, showErrors, showPage } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { ArcPage } from './arc-page.tsx';
import { store } from './context.ts';
import { arcFields } from './forms.ts';
import { noPartnership, notDone } from './refusals.tsx';
import { withOwnPartnership } from './setting.ts';

/** What a partnership works on through the year. */
export const arcPage = withOwnPartnership((request) => {
  const { partnership } = request;
  const { arc } = partnership;
  const shared = partnership.host.focusAreas.filter((area) =>
    partnership.partners.some(({ focusAreas }) => focusAreas.includes(area)),
  );
  const values = arc ?? { focusArea: shared[0] ?? partnership.host.focusAreas[0] };
  return showPage(<ArcPage request={request} values={values} errors={{}} />, {
    host: partnership.host.id,
    arc: arc ?? null,
  });
});

/** Sets it; schools read it on their page, and above what each visit is about. */
export const setArc = withOwnPartnership(async (request) => {
  const { fields, partnership, cycle, staff, now } = request;
  const checked = check(arcFields, fields);
  const isKnown = cycle.program.focusAreas.some(({ id }) => id === checked.value?.focusArea);
  const errors = checked.errors ?? (isKnown ? undefined : { focusArea: 'Choose a focus area' });
  if (checked.errors || errors)
    return showErrors(<ArcPage request={request} values={fields} errors={errors ?? {}} />, errors ?? {});
  const { id, reference } = partnership.host;
  const outcome = await revisePartnership(store, cycle.id, id, (standing) =>
    set(standing, checked.value, staff, now),
  );
  if (!outcome) return noPartnership(staff);
  if (isRefusal<'ended'>(outcome))
    return notDone(staff, {
      status: 409,
      title: 'Nothing was changed',
      detail: 'This partnership has ended.',
    });
  const to = hrefTo('partnership', { partnership: reference }, { done: 'arc' });
  return seeOther(to, { host: id, arc: outcome.arc });
});
