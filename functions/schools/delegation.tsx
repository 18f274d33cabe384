import { isRefusal } from '../../shared/domain/base/change.ts';
import type { Visit } from '../../shared/domain/partnership/visit.ts';
import { nameDelegation as name, type SchoolRefusal } from '../../shared/domain/visits/school-actions.ts';
import { revisePartnership } from '../../shared/store/revise.ts';
import { seeOther } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { forVisit, store } from './context.ts';
import { delegationFields } from './forms.ts';
import { ifSeen } from './if-seen.ts';
import { notAhead } from './refusals.tsx';
import { delegationShown } from './shown-of.ts';
import { isAhead, showChanged, showTyped } from './visit-page.tsx';

/** Saves who is coming to a visit from the school. A later answer replaces an earlier one. */
export const nameDelegation = forVisit(async ({ fields, now }, own) => {
  const { cycle, partnership, reference, school, visit } = own;
  if (!isAhead(own)) return notAhead(own, fields);
  const checked = check(delegationFields, fields);
  if (checked.errors) return showTyped(own, 'delegation', fields, checked.errors);
  const { seen, ...said } = checked.value;
  const delegation = { ...said, principal: said.principal === 'yes' };
  const form = {
    number: visit.number,
    seen,
    shown: (standing: Visit) => delegationShown(standing, school.id),
    wanted: (standing: Visit) => ({ ...delegationShown(standing, school.id), delegation }),
  };
  const outcome = await revisePartnership(
    store,
    cycle.id,
    partnership.host.id,
    ifSeen(form, (current) => name(current, visit.number, school.id, delegation, now, cycle)),
  );
  if (!outcome) return notAhead(own, fields);
  if (isRefusal<SchoolRefusal | 'changed'>(outcome))
    return outcome.refused === 'changed' ? showChanged(own, 'delegation', fields) : notAhead(own, fields);
  const location = hrefTo('schoolVisit', { reference, visit: String(visit.number) }, { done: 'delegation' });
  return seeOther(location, { reference, number: visit.number, delegation });
});
