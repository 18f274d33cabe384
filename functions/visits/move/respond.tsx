import type { CalendarDate } from '#domain/base/time.ts';
import { comingVisit } from '#domain/partnership/visit-state.ts';
import { clashesIn } from '#domain/visits/debts.ts';
import {
  daysFreeFor,
  type MovePreview,
  moveVisit as move,
  previewMove,
  toMakeRoom,
} from '#domain/visits/move.ts';
import { ofFacilitator } from '#domain/visits/schedule.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { lookThenDo } from '#http/look-then-do.tsx';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { sayClashes } from '#text/visit-clashes.ts';
import { namesIn, sayFaults } from '#text/visits.ts';
import { store, withOwnVisit } from '../access.ts';
import { changedVisits, type Step, stepsTo, takeSteps, toldChange, yearShown } from '../apply-changes.ts';
import { dayFields, moveFields } from '../forms.ts';
import { addressOf } from '../links.ts';
import { dayImpossible, refusalWords } from '../refusals.tsx';
import { done } from '../text.tsx';
import { type Looked, MovePage, type MoveRequest } from './page.tsx';

const withMovable = (respond: (request: MoveRequest) => Answer | Promise<Answer>) =>
  withOwnVisit((request) => {
    const { partnership, visit, staff, cycle, now } = request;
    const movable = comingVisit(partnership, visit.number, cycle, now);
    if (!('refused' in movable)) return respond({ ...request, visit: movable });
    return staffProblem(staff, {
      status: 409,
      title: 'This visit can’t be moved',
      detail: refusalWords[movable.refused],
      to: { href: hrefTo('visit', addressOf(request)), text: 'See the visit' },
    });
  });

const moving = lookThenDo({
  read: (_, fields) => {
    if (fields.date === undefined) return undefined;
    const day = check(dayFields, fields);
    return day.errors ? day : { value: day.value.date };
  },
  look: (request: MoveRequest, date: CalendarDate | undefined) => ({
    free: daysFreeFor(request.setting, request.partnership, request.visit, request.today),
    day: date === undefined ? undefined : lookAt(request, date),
  }),
  page: (shown) => <MovePage {...shown} />,
  json: ({ free, day }, { partnership, visit }) => ({
    host: partnership.host.id,
    visit,
    free,
    date: day?.date ?? null,
    changes: day?.kind === 'possible' ? day.changes.map(toldChange) : [],
    faults: day?.kind === 'impossible' ? day.faults : [],
  }),
  stale: ({ setting, partnership, today }) =>
    yearShown(ofFacilitator(setting, partnership.facilitator.email), today),
  fields: moveFields,
  already: ({ request, asked: date }) => {
    const { setting, partnership, visit, today } = request;
    if (visit.date !== date) return undefined;
    const own = ofFacilitator(setting, partnership.facilitator.email);
    const left = clashesIn(own, today).filter((clash) => clash.visit.date === date);
    return moved(
      request,
      left.map((clash) => clash.partnership.host.id),
    );
  },
  do: async ({ request, sent: { date, reason } }, again) => {
    const { setting, partnership, visit, today, cycle } = request;
    const preview = previewMove(setting, partnership, visit, date, today);
    if (preview.kind === 'impossible')
      return again.refused(dayImpossible(sayFaults(preview.faults, namesIn(setting.partnerships))));
    const { left } = await takeSteps(store, cycle.id, stepsOf(request, preview, date, reason));
    if (left.includes(partnership.host.id)) return again.changed();
    return moved({ ...request, visit: { ...visit, date } }, left);
  },
});

/** `left`: the hosts whose visit did not make room and is on the same day now. The overview lists it first. */
function moved(request: MoveRequest, left: readonly string[]): Answer {
  const { partnership, visit } = request;
  const to =
    left.length > 0
      ? hrefTo('visits', {}, done('moved-some'))
      : hrefTo('visit', addressOf(request), done('moved'));
  return seeOther(to, { host: partnership.host.id, visit: visit.number, date: visit.date, left });
}

/** Shows the days that need no other move; with a date, a preview of the move. */
export const moveVisitPage = withMovable(moving.get);

/** Moves a visit and those that make room for it, exactly as shown, or nothing. */
export const moveVisit = withMovable(moving.post);

/** The change of each partnership: first the visit's own, then those that make room. */
function stepsOf(
  request: MoveRequest,
  { visits }: Extract<MovePreview, { kind: 'possible' }>,
  date: CalendarDate,
  reason: string,
): readonly Step[] {
  const { setting, partnership, visit, staff, now } = request;
  const own: Step = {
    partnership,
    decide: (standing) => move(standing, visit.number, date, setting, reason, staff, now),
  };
  const others = stepsTo(visits, setting, toMakeRoom, request).filter(
    (step) => step.partnership.host.id !== partnership.host.id,
  );
  return [own, ...others];
}

/** The changes that a move needs, or why the date is impossible. */
function lookAt(request: MoveRequest, date: CalendarDate): Looked {
  const { setting, partnership, visit, today } = request;
  const preview = previewMove(setting, partnership, visit, date, today);
  if (preview.kind === 'possible')
    return { kind: 'possible', date, changes: changedVisits(stepsOf(request, preview, date, '')) };
  const names = namesIn(setting.partnerships);
  return {
    kind: 'impossible',
    date,
    faults: sayFaults(preview.faults, names),
    clashes: sayClashes(preview.clashes, names),
  };
}
