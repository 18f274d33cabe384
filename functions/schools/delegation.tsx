import { isRefusal } from '../../shared/domain/change.ts';
import { nameDelegation as name, type SchoolRefusal } from '../../shared/domain/visits/taking-part.ts';
import { revisePartnership } from '../../shared/store/revise-partnership.ts';
import { seeOther, showErrors } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { forVisit, store } from './context.ts';
import { delegationFields } from './forms.ts';
import { notAhead } from './refusals.tsx';
import { freeDaysOf, isAhead, VisitPage } from './visit-page.tsx';

/** Says who comes to a visit; saying it again replaces it. */
export const nameDelegation = forVisit(async ({ fields, now }, own) => {
  const { cycle, partnership, reference, school, visit } = own;
  if (!isAhead(own)) return notAhead(own);
  const checked = check(delegationFields, fields);
  if (checked.errors) {
    const typed = { form: 'delegation', values: fields, errors: checked.errors } as const;
    return showErrors(<VisitPage own={own} freeDays={await freeDaysOf(own)} typed={typed} />, checked.errors);
  }
  const delegation = { ...checked.value, principal: checked.value.principal === 'yes' };
  const outcome = await revisePartnership(store, cycle.id, partnership.host.id, (current) =>
    name(current, visit.number, school.id, delegation, now),
  );
  if (!outcome || isRefusal<SchoolRefusal>(outcome)) return notAhead(own);
  const location = hrefTo('schoolVisit', { reference, visit: String(visit.number) }, { done: 'delegation' });
  return seeOther(location, { reference, number: visit.number, delegation });
});
