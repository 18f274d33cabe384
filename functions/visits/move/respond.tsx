import type { CalendarDate } from '#domain/base/time.ts';
import type { BookedVisit } from '#domain/partnership/visit.ts';
import { comingVisit } from '#domain/partnership/visit-state.ts';
import {
  daysFreeFor,
  type MovePreview,
  moveVisit as move,
  previewMove,
  toMakeRoom,
} from '#domain/visits/move.ts';
import { settlePartnership } from '#domain/visits/replan.ts';
import { ofFacilitator } from '#domain/visits/schedule.ts';
import { type Answer, seeOther, showChanged, showPage, showProblem } from '#http/answer.ts';
import { check, type FieldErrors, type Fields } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { isOvertaken, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { sayClashes } from '#text/visit-clashes.ts';
import { namesIn, sayFaults } from '#text/visits.ts';
import { store, type VisitRequest, withOwnVisit } from '../access.ts';
import { changedVisits, type Step, takeSteps, toldChange, yearShown } from '../apply-changes.ts';
import { dayFields, moveFields } from '../forms.ts';
import { addressOf } from '../links.ts';
import { done, refusalWords } from '../text.tsx';
import { type Looked, MovePage } from './page.tsx';

/** A request about a visit that can move. */
type MoveRequest = VisitRequest & { readonly visit: BookedVisit };

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

/** Shows the days that need no other move; with a date, a preview of the move. */
export const moveVisitPage = withMovable((request) => {
  const { query } = request;
  if (!query.has('date')) return show(request, {}, { date: undefined });
  const checked = check(dayFields, { date: query.get('date') ?? '' });
  return checked.errors
    ? show(request, { errors: checked.errors }, { date: undefined })
    : show(request, {}, { date: checked.value.date });
});

/** Moves a visit and those that make room for it, exactly as shown, or nothing. */
export const moveVisit = withMovable(async (request) => {
  const { fields, setting, partnership, visit, today, cycle } = request;
  const day = check(dayFields, fields);
  const checked = check(moveFields, fields);
  if (checked.errors)
    return show(request, { errors: checked.errors, values: fields }, { date: day.value?.date });
  const { date, reason, seen } = checked.value;
  const own = ofFacilitator(setting, partnership.facilitator.email);
  if (isOvertaken(yearShown(own, today), seen))
    return show(request, { values: fields, isChanged: true }, { date });
  const preview = previewMove(setting, partnership, visit, date, today);
  if (preview.kind === 'impossible') return show(request, { values: fields, isRefused: true }, { date });
  const { left } = await takeSteps(store, cycle.id, stepsOf(request, preview, date, reason));
  if (left.includes(partnership.host.id)) return show(request, { values: fields, isChanged: true }, { date });
  // A visit that did not make room is on the same day now. The overview lists it first.
  const to =
    left.length > 0
      ? hrefTo('visits', {}, done('moved-some'))
      : hrefTo('visit', addressOf(request), done('moved'));
  return seeOther(to, { host: partnership.host.id, visit: visit.number, date, left });
});

/** The change of each partnership: first the visit's own, then those that make room. */
function stepsOf(
  { setting, partnership, visit, staff, now }: MoveRequest,
  { visits }: Extract<MovePreview, { kind: 'possible' }>,
  date: CalendarDate,
  reason: string,
): readonly Step[] {
  const own: Step = {
    partnership,
    decide: (standing) => move(standing, visit.number, date, setting, reason, staff, now),
  };
  const others = setting.partnerships
    .filter(({ host }) => host.id !== partnership.host.id)
    .filter(({ host }) => visits.has(host.id))
    .map(
      (other): Step => ({
        partnership: other,
        decide: (standing) => settlePartnership(standing, visits, setting, toMakeRoom, staff, now),
      }),
    );
  return [own, ...others];
}

type How = {
  readonly errors?: FieldErrors;
  readonly values?: Fields;
  /** Whether someone changed something after the page was loaded. */
  readonly isChanged?: boolean;
  /** Whether the date that was sent is impossible. */
  readonly isRefused?: boolean;
};

function show(
  request: MoveRequest,
  { errors = {}, values, isChanged = false, isRefused = false }: How,
  { date }: { readonly date: CalendarDate | undefined },
): Answer {
  const { setting, partnership, visit, today } = request;
  const seen = seenOf(yearShown(ofFacilitator(setting, partnership.facilitator.email), today));
  const free = daysFreeFor(setting, partnership, visit, today);
  const looked = date === undefined ? undefined : lookAt(request, date);
  const page = (
    <MovePage
      request={request}
      visit={visit}
      free={free}
      looked={looked}
      seen={seen}
      errors={errors}
      values={values ?? {}}
      isChanged={isChanged}
    />
  );
  const faults = looked?.kind === 'impossible' ? looked.faults : [];
  const problems = [
    ...Object.entries(errors).map(([field, detail]) => ({ field, detail })),
    ...(isRefused ? faults.map((detail) => ({ field: 'date', detail })) : []),
  ];
  if (problems.length > 0)
    return showProblem(page, {
      status: 422,
      title: isRefused ? 'The visit can’t be on this day' : 'Some answers need your attention',
      errors: problems,
    });
  const changes = looked?.kind === 'possible' ? looked.changes.map(toldChange) : [];
  const data = {
    host: partnership.host.id,
    visit,
    free,
    date: date ?? null,
    changes,
    faults,
    seen,
    changed: isChanged,
  };
  return isChanged ? showChanged(page, data) : showPage(page, data);
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
