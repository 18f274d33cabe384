import { isRefusal, type Refusal } from '#domain/base/change.ts';
import { type CalendarDate, sayDate } from '#domain/base/time.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Impossible } from '#domain/visits/schedule.ts';
import { nameDelegation as name, proposeDate as propose } from '#domain/visits/school-actions.ts';
import { seeOther } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { ifSeen, isOvertaken, isSame, ofVisit } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { type Names, namesIn, sayFaults } from '#text/visits.ts';
import { forVisit, store } from '../access.ts';
import { dayFields, delegationFields, otherDay, proposalFields } from '../forms.ts';
import { notAhead } from '../refusals.tsx';
import { done } from '../text.tsx';
import { settingOf } from './current.ts';
import { delegationShown, proposalShown } from './form.tsx';
import { isAhead, showChanged, showTyped } from './page.tsx';

/** Saves who is coming to a visit from the school. A later answer replaces an earlier one. */
export const nameDelegation = forVisit(async ({ fields, now }, own) => {
  const { cycle, partnership, reference, school, visit } = own;
  if (!isAhead(own)) return notAhead(own, fields);
  const checked = check(delegationFields, fields);
  if (checked.errors) return showTyped(own, 'delegation', fields, checked.errors);
  const { seen, ...said } = checked.value;
  const delegation = { ...said, principal: said.principal === 'yes' };
  const shown = ofVisit(visit.number, (standing) => delegationShown(standing, school.id));
  const outcome = await revisePartnership(
    store,
    cycle.id,
    partnership.host.id,
    ifSeen({ seen, shown, wanted: { delegation } }, (current: Partnership) =>
      name(current, visit.number, school.id, delegation, now, cycle),
    ),
  );
  if (!outcome) return notAhead(own, fields);
  if (isRefusal(outcome))
    return outcome.refused === 'changed' ? showChanged(own, 'delegation', fields) : notAhead(own, fields);
  const location = hrefTo('schoolVisit', { reference, visit: String(visit.number) }, done('delegation'));
  return seeOther(location, { reference, number: visit.number, delegation });
});

/** Saves a request for another date. It replaces the school's earlier request. */
export const proposeDate = forVisit(async ({ fields, now }, own) => {
  const { cycle, partnership, reference, school, visit, today } = own;
  if (!isAhead(own) || visit.date === today) return notAhead(own, fields);
  const checked = check(proposalFields, fields);
  if (checked.errors) return showTyped(own, 'proposal', fields, checked.errors);
  const { date: chosen, otherDate, reason, seen } = checked.value;
  const [field, typed] = chosen === otherDay ? ['otherDate', otherDate] : ['date', chosen];
  const day = check(dayFields, { date: typed });
  if (day.errors) return showTyped(own, 'proposal', fields, { [field]: day.errors.date ?? '' });
  const { date } = day.value;
  const shown = ofVisit(visit.number, (standing) => proposalShown(standing, school.id));
  const wanted = { proposal: { date, reason } };
  // If the visit has moved, reasons against a date would be about a visit that this person hasn't seen.
  const standing = shown(partnership);
  if (isOvertaken(standing, seen) && !isSame(standing, { ...standing, ...wanted }))
    return showChanged(own, 'proposal', fields);
  const proposal = { school: school.id, date, reason, at: now };
  const setting = await settingOf(own);
  const outcome = await revisePartnership(
    store,
    cycle.id,
    partnership.host.id,
    ifSeen({ seen, shown, wanted }, (current: Partnership) =>
      propose(current, visit.number, proposal, setting),
    ),
  );
  if (!outcome) return notAhead(own, fields);
  if (isRefusal(outcome)) {
    if (outcome.refused === 'changed') return showChanged(own, 'proposal', fields);
    const why = sayWhyNot(outcome, date, namesIn([partnership]));
    return why === undefined ? notAhead(own, fields) : showTyped(own, 'proposal', fields, { [field]: why });
  }
  const location = hrefTo('schoolVisit', { reference, visit: String(visit.number) }, done('proposal'));
  return seeOther(location, { reference, number: visit.number, proposal: { date, reason } });
});

/** Why a date can't be requested; undefined if the date isn't the reason. */
function sayWhyNot(why: Refusal<string> | Impossible, date: CalendarDate, names: Names): string | undefined {
  if ('faults' in why) return `${sayDate(date)} doesn’t work: ${sayFaults(why.faults, names).join(' ')}`;
  switch (why.refused) {
    case 'day-over':
      return 'Choose a date after today';
    case 'same-day':
      return `The visit is already on ${sayDate(date)}. Choose a different date.`;
    default:
      return undefined;
  }
}
