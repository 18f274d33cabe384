import { isRefusal } from '../../shared/domain/change.ts';
import { type CalendarDate, sayDate } from '../../shared/domain/time.ts';
import { dayFaults } from '../../shared/domain/visits/moving.ts';
import { namesIn, sayFault } from '../../shared/domain/visits/saying.ts';
import { proposeDate as propose, type SchoolRefusal } from '../../shared/domain/visits/taking-part.ts';
import { isBooked } from '../../shared/domain/visits/visit.ts';
import { revisePartnership } from '../../shared/store/revise-partnership.ts';
import type { FieldErrors } from '../../shared/ui/field.tsx';
import { seeOther, showErrors } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import type { Request } from '../http/request.ts';
import { hrefTo } from '../routes.ts';
import { forVisit, type OwnVisit, store } from './context.ts';
import { dayFields, otherDay, proposalFields } from './forms.ts';
import { settingOf } from './own-setting.ts';
import { notAhead } from './refusals.tsx';
import { freeDaysOf, isAhead, VisitPage } from './visit-page.tsx';

/** Asks for another day, in the place of what the school asked before. */
export const proposeDate = forVisit(async (request, own) => {
  const { cycle, partnership, reference, school, visit, today } = own;
  if (!isAhead(own) || visit.date === today) return notAhead(own);
  const checked = check(proposalFields, request.fields);
  if (checked.errors) return showAgain(request, own, checked.errors);
  const { date: chosen, otherDate, reason } = checked.value;
  const [field, typed] = chosen === otherDay ? ['otherDate', otherDate] : ['date', chosen];
  const day = check(dayFields, { date: typed });
  if (day.errors) return showAgain(request, own, { [field]: day.errors.date ?? '' });
  const { date } = day.value;
  const why = await whyNot(own, date);
  if (why !== undefined) return showAgain(request, own, { [field]: why });
  const proposal = { school: school.id, date, reason, at: request.now };
  const outcome = await revisePartnership(store, cycle.id, partnership.host.id, (current) =>
    propose(current, visit.number, proposal, today),
  );
  if (!outcome || isRefusal<SchoolRefusal | 'day-over' | 'same-day'>(outcome)) return notAhead(own);
  const location = hrefTo('schoolVisit', { reference, visit: String(visit.number) }, { done: 'proposal' });
  return seeOther(location, { reference, number: visit.number, proposal: { date, reason } });
});

async function showAgain({ fields }: Request, own: OwnVisit, errors: FieldErrors) {
  const typed = { form: 'proposal', values: fields, errors } as const;
  return showErrors(<VisitPage own={own} freeDays={await freeDaysOf(own)} typed={typed} />, errors);
}

/** Why a day cannot be asked for. That another visit is on it is no reason: the facilitator can make room. */
async function whyNot(own: OwnVisit, date: CalendarDate): Promise<string | undefined> {
  const { visit, partnership, today } = own;
  if (date <= today) return 'Choose a day after today';
  if (date === visit.date) return `The visit is on ${sayDate(date)} already: choose another day`;
  const faults = isBooked(visit) ? dayFaults(await settingOf(own), partnership, visit, date) : [];
  const say = sayFault(namesIn([partnership]));
  return faults.length > 0 ? `${sayDate(date)} cannot be: ${faults.map(say).join(' ')}` : undefined;
}
