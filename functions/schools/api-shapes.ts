import * as v from 'valibot';
import { instant, maybe, named, said, text } from '../../shared/api/schema.ts';
import { delegation, placed, proposal, reflection, role, visitState } from '../../shared/api/shapes.ts';
import { visitYearSchema } from '../../shared/store/visit-schema.ts';

export const otherSchool = v.object({
  id: text('School ID'),
  name: text('School name'),
  role,
  contact: v.object({ name: text('The person who leads the school'), position: v.string() }),
  why: maybe(text('Why the two schools were matched, if one hosts the other')),
});

export const asked = v.pick(proposal.pipe[0], ['date', 'reason']);

/** A visit as one of its schools sees it. It shows how many people other schools bring, and nothing else about them. */
export const ownVisit = {
  number: said(placed.number, 'Number of the visit in its partnership'),
  state: visitState,
  date: said(placed.date, 'Date of the visit'),
  startsAt: instant('Start, in UTC'),
  endsAt: instant('End, in UTC'),
  visiting: said(placed.visiting, 'IDs of the visiting schools'),
  visited: said(placed.visited, 'ID of the visited school'),
  place: said(placed.place, 'Place in the visited school'),
  theme: said(placed.theme, 'Theme of the visit'),
  lookFor: said(placed.lookFor, 'What to look for'),
  delegations: said(
    v.record(
      v.string(),
      named(
        'DelegationSeen',
        v.object({ ...delegation.pipe[0].entries, remark: maybe(text('The school’s own remark')) }),
      ),
    ),
    'Who’s coming, by the ID of each school that has answered',
  ),
  reason: maybe(text('Reason for the cancellation')),
  proposal: maybe(said(asked, 'The school’s open date request')),
  reflection: maybe(said(reflection, 'The school’s reflection')),
};

export const schoolVisit = named('SchoolVisit', v.object(ownVisit));
export const schoolSession = named(
  'SchoolSession',
  v.omit(visitYearSchema.entries.coaching.item, ['sequence']),
);
