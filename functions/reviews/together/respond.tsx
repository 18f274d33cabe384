import * as v from 'valibot';
import type { Application } from '#domain/admission/application.ts';
import { type DecisionRefusal, isDecidedSo, isPlannedSo, planDecision } from '#domain/admission/decide.ts';
import type { ApplicationEvent } from '#domain/admission/events.ts';
import { effectOfDecisions } from '#domain/admission/overview.ts';
import { summaryOf } from '#domain/admission/summary.ts';
import { unusualAbout } from '#domain/admission/unusual.ts';
import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import { dateIn } from '#domain/base/time.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { letterShown } from '#http/letter-preview.tsx';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { reviseApplication } from '#store/revise.ts';
import { forStaff, openFor, store } from '../access.ts';
import { rowOf } from '../application/application-table.tsx';
import { withReason } from '../application/decision-form.tsx';
import { ifVersion } from '../change-seen.tsx';
import { type Decided, decideAs, decideSeen, sayWhatStands } from '../decision/respond.tsx';
import { lettersOfChange } from '../form-page.tsx';
import { decisionFields } from '../forms.ts';
import { selectOnList } from '../list/respond.tsx';
import {
  type Chosen,
  chosenReferences,
  hrefToList,
  mostTogether,
  type NotDecided,
  parseListAddress,
  parseSeen,
  type Seen,
  seenFields,
} from './chosen.ts';
import { ChosenPage, NotAllPage, PreviewsPage, type Ready } from './page.tsx';

const sayMost = `Select 1 to ${mostTogether} applications on the list.`;

/** The selected applications and the decision form. */
export const decideTogetherPage = forStaff(['director'], async (request) => {
  const references = v.safeParse(chosenReferences, request.query.getAll('reference'));
  if (!references.success) return selectOnList(request, parseListAddress(request.query.get('list')), sayMost);
  const open = await openAll(request, references.output);
  const seen = open.map(({ reference, version }) => ({ reference, version }));
  const rows = open.map(({ row }) => row);
  const list = parseListAddress(request.query.get('list'));
  return showPage(
    <ChosenPage request={request} rows={rows} seen={seen} list={list} values={{}} errors={{}} />,
    { seen: seen.map(sayOne), applications: rows },
  );
});

const sayOne = ({ reference, version }: Seen): string => `${reference}:${version}`;
const referencesOf = (seen: readonly Seen[]): readonly string[] => seen.map(({ reference }) => reference);

/** Previews every letter first. Then it decides each application and reports those that failed. */
export const decideTogether = forStaff(['director'], async (request) => {
  const { fields } = request;
  const which = v.safeParse(seenFields, fields);
  if (!which.success) return selectOnList(request, parseListAddress(fields.list), sayMost);
  const { step, list, on } = which.output;
  const chosen = { seen: which.output.seen.map(parseSeen), list };
  const checked = check(decisionFields, withReason(fields, request.cycle.program));
  if (checked.value && step === 'preview') return preview(request, chosen, checked.value);
  if (checked.value && step === 'send') return send(request, chosen, deciding(request, checked.value));
  if (checked.value && step === 'plan') {
    if (on === undefined || on <= todayOf(request.cycle, request.now)) return badDay(request);
    return send(request, chosen, planning(request, checked.value, on));
  }
  const errors = checked.errors ?? {};
  const open = await openAll(request, referencesOf(chosen.seen));
  const rows = open.map(({ row }) => row);
  const page = <ChosenPage request={request} rows={rows} {...chosen} values={fields} errors={errors} />;
  return checked.value
    ? showPage(page, { ...checked.value, seen: chosen.seen.map(sayOne), applications: rows })
    : showErrors(page, errors);
});

/** The applications this director may see, in the order of selection. */
async function openAll({ staff, now }: StaffRequest, references: readonly string[]) {
  const opened = await Promise.all(references.map((reference) => openFor(staff, reference)));
  return opened.flatMap((one) => {
    if ('status' in one) return [];
    const { application, cycle } = one;
    const { timeZone } = cycle.program;
    const row = rowOf(summaryOf(cycle.program, application), staff, timeZone, dateIn(timeZone, now));
    return [{ ...one, row, reference: application.reference, version: application.version }];
  });
}

async function preview(request: StaffRequest, { seen, list }: Chosen, wanted: Decided): Promise<Answer> {
  const open = await openAll(request, referencesOf(seen));
  const ready: Ready[] = [];
  const refused: NotDecided[] = missing(seen, open);
  for (const { application, cycle, reference, version } of open) {
    const outcome = decideAs(wanted, request.staff, request.now)(application);
    if (isRefusal(outcome))
      refused.push({ reference, why: sayWhatStands(application, cycle.program.timeZone) });
    else
      ready.push({
        reference,
        version,
        schoolName: application.school.name,
        letters: lettersOfChange(outcome, cycle),
        unusual: unusualAbout(application, outcome.after.decision),
      });
  }
  const { cycle } = request;
  const effects = effectOfDecisions(
    await store.summaries(cycle.id),
    referencesOf(ready),
    wanted.outcome,
    cycle.program,
  );
  const props = { request, wanted, ready, refused, list, effects };
  return showPage(<PreviewsPage {...props} />, {
    ...wanted,
    seen: ready.map(sayOne),
    letters: ready.flatMap(({ letters }) => letters.map(letterShown)),
    unusual: ready.flatMap(({ reference, unusual }) => unusual.map((one) => ({ reference, ...one }))),
    effects,
    refused,
  });
}

const missing = (seen: readonly Seen[], found: readonly { readonly reference: string }[]): NotDecided[] =>
  seen
    .filter(({ reference }) => !found.some((one) => one.reference === reference))
    .map(({ reference }) => ({ reference, why: 'Application not found.' }));

/** What is done to each selected application, and whether a form that was sent twice has done it. */
type Act = {
  readonly decide: (
    seen: number,
  ) => (
    application: Application,
  ) => Change<Application, ApplicationEvent> | Refusal<DecisionRefusal | 'changed'>;
  readonly isDone: (current: Application) => boolean;
  /** The parameter that confirms it on the list. */
  readonly done: 'decided' | 'planned';
};

const deciding = ({ staff, now }: StaffRequest, wanted: Decided): Act => ({
  decide: (seen) => decideSeen(wanted, staff, now, seen),
  isDone: (current) => isDecidedSo(current, wanted, staff),
  done: 'decided',
});

const planning = ({ staff, now }: StaffRequest, wanted: Decided, on: string): Act => ({
  decide: (seen) => ifVersion(seen, (current) => planDecision(current, wanted, on, staff, now)),
  isDone: (current) => isPlannedSo(current, wanted, on, staff),
  done: 'planned',
});

const badDay = ({ staff, cycle }: StaffRequest): Answer =>
  staffProblem(
    staff,
    { status: 422, title: 'The decisions weren’t scheduled', detail: 'Enter a day after today.' },
    undefined,
    cycle.program,
  );

async function send(request: StaffRequest, { seen, list }: Chosen, act: Act): Promise<Answer> {
  // One at a time: each is its own commit, so a crash between two leaves only complete decisions.
  const refused: NotDecided[] = [];
  for (const one of seen) {
    const why = await sendOne(request, one, act);
    if (why !== undefined) refused.push({ reference: one.reference, why });
  }
  const decided = referencesOf(seen).filter(
    (reference) => !refused.some((one) => one.reference === reference),
  );
  if (refused.length === 0)
    return seeOther(hrefToList(list, { [act.done]: String(decided.length) }), { decided, refused });
  const title = 'Some applications couldn’t be decided';
  return showProblem(<NotAllPage request={request} decided={decided} refused={refused} list={list} />, {
    status: 409,
    title,
    decided,
    refused,
  });
}

/** Why one application could not be decided; undefined if it was decided. */
async function sendOne(
  { staff }: StaffRequest,
  { reference, version }: Seen,
  { decide, isDone }: Act,
): Promise<string | undefined> {
  const opened = await openFor(staff, reference);
  if ('status' in opened) return 'Application not found.';
  const { program } = opened.cycle;
  const outcome = await reviseApplication(store, program, opened.application, decide(version));
  if (outcome && !isRefusal(outcome)) return undefined;
  const current = await store.application(reference);
  if (!current || !outcome) return 'Application not found.';
  if (isDone(current)) return undefined;
  return outcome.refused === 'changed'
    ? `It changed while you were working, so its email wasn’t sent. ${sayWhatStands(current, program.timeZone)}`
    : sayWhatStands(current, program.timeZone);
}
