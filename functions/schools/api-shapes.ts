import * as v from 'valibot';
import { role } from '../../shared/api/shapes.ts';
import { delegation, placed, proposal, reflection, visitState } from '../../shared/api/visit-shapes.ts';
import { instant, maybe, named, said, text } from '../../shared/api/words.ts';
import { visitYearSchema } from '../../shared/store/visit-schemas.ts';

export const otherSchool = v.object({
  id: text('The id of the school'),
  name: text('Its name'),
  role,
  contact: v.object({ name: text('Who leads it'), position: v.string() }),
  why: maybe(text('Why the two fit, where one is the host of the other')),
});

export const asked = v.pick(proposal.pipe[0], ['date', 'reason']);

/** A visit as one of its schools sees it: of other schools it is told how many come, and no more. */
export const ownVisit = {
  number: said(placed.number, 'The number of the visit in its partnership'),
  state: visitState,
  date: said(placed.date, 'The day'),
  startsAt: instant('When it begins, in UTC'),
  endsAt: instant('When it ends, in UTC'),
  visiting: said(placed.visiting, 'The ids of the schools that travel'),
  visited: said(placed.visited, 'The id of the school that they visit'),
  place: said(placed.place, 'Where in the visited school'),
  theme: said(placed.theme, 'What it is about'),
  lookFor: said(placed.lookFor, 'What to look for'),
  delegations: said(
    v.record(
      v.string(),
      named(
        'DelegationSeen',
        v.object({ ...delegation.pipe[0].entries, remark: maybe(text('The own school’s')) }),
      ),
    ),
    'Who comes, by the id of each school that has said so',
  ),
  reason: maybe(text('Why it is cancelled, where it is')),
  proposal: maybe(said(asked, 'The day for which the school has asked, while that is open')),
  reflection: maybe(said(reflection, 'What the school took from it, once it has said so')),
};

export const schoolVisit = named('SchoolVisit', v.object(ownVisit));
export const schoolSession = named(
  'SchoolSession',
  v.omit(visitYearSchema.entries.coaching.item, ['sequence']),
);
