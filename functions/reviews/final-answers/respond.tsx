import type { Application, DecisionOutcome } from '#domain/admission/application.ts';
import { carryOutPlan, reasonFor } from '#domain/admission/decide.ts';
import {
  type AnswerRefusal,
  answerFinally,
  type FinalAnswer,
  isAnsweredSo,
  openCaseNow,
  openCaseOf,
  openCases,
  usualWaitlistEnd,
  type Wanted,
} from '#domain/admission/final-answer.ts';
import { type ApplicationSummary, summaryOf } from '#domain/admission/summary.ts';
import { unusualAbout } from '#domain/admission/unusual.ts';
import { isRefusal } from '#domain/base/change.ts';
import { type CalendarDate, sayDate } from '#domain/base/time.ts';
import { pairedSchools } from '#domain/partnership/partnership.ts';
import { endsOn, todayOf } from '#domain/program/cycle.ts';
import type { Program } from '#domain/program/program.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { check, type FieldErrors, type Fields } from '#http/fields.ts';
import { letterShown } from '#http/letter-preview.tsx';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { textOf } from '#ui/field.tsx';
import { forStaff, openFor, store, summariesFor } from '../access.ts';
import { rowOf } from '../application/application-table.tsx';
import { withReason } from '../application/decision-form.tsx';
import { ifVersion } from '../change-seen.tsx';
import { sayWhatStands } from '../decision/respond.tsx';
import { lettersOfChange } from '../form-page.tsx';
import { done } from '../text.tsx';
import { mostTogether, type NotDecided } from '../together/chosen.ts';
import {
  type Choice,
  choicesOf,
  finalAnswerFields,
  later,
  reasonField,
  savedField,
  sayChoice,
} from './fields.ts';
import { FinalAnswersPage, NotAllPage, type Open, PreviewsPage, type Ready } from './page.tsx';

/** A director's request after the publication, with the IDs of the schools in partnerships. */
type AfterPublication = StaffRequest & { readonly paired: ReadonlySet<string> };

/** Pages that exist once the pairings are published. Before, they say so. */
const afterPublication = (respond: (request: AfterPublication) => Promise<Answer>) =>
  forStaff(['director'], async (request) => {
    const { cycle, staff } = request;
    const [published, formed] = await Promise.all([
      store.publishedPairing(cycle.id),
      store.partnerships(cycle.id),
    ]);
    if (published) return respond({ ...request, paired: pairedSchools(formed, published) });
    return staffProblem(staff, {
      status: 409,
      title: 'The pairings aren’t published yet',
      detail: 'Publish the pairings first. Then you can give every school a final answer.',
      to: { href: hrefTo('pairing', {}), text: 'Go to Pairing' },
    });
  });

/** Every school without a final answer, and the form that gives them one. */
export const finalAnswersPage = afterPublication((request) =>
  showForm(request, { until: usualWaitlistEnd(request.cycle, request.now) }, {}),
);

async function showForm(request: AfterPublication, values: Fields, errors: FieldErrors): Promise<Answer> {
  const { open, applied, left, hidden } = await openOnes(request);
  const page = <FinalAnswersPage {...{ request, open, applied, left, hidden, values, errors }} />;
  if (Object.keys(errors).length > 0) return showErrors(page, errors);
  return showPage(page, {
    until: textOf(values, 'until'),
    left,
    hidden,
    choice: open.map((one) => sayChoice(one, later)),
    applications: open.map(({ row }) => row),
  });
}

/** The first applications without a final answer, as they are now, and how many more there are. */
async function openOnes(request: AfterPublication) {
  const { staff, cycle, now, paired } = request;
  const { timeZone } = cycle.program;
  const today = todayOf(cycle, now);
  const { inRole, mine } = await summariesFor(staff, cycle.id);
  const casesOf = (summaries: readonly ApplicationSummary[]) =>
    openCases.flatMap((wanted) =>
      summaries.filter((one) => openCaseOf(one, paired.has(one.schoolId), cycle, now) === wanted),
    );
  const all = casesOf(mine);
  const first = all.slice(0, mostTogether);
  const opened = await Promise.all(first.map(({ reference }) => openFor(staff, reference)));
  const open = opened.flatMap((one): Open[] => {
    if ('status' in one) return [];
    const { application } = one;
    // The list is a moment behind.
    const openCase = openCaseNow(application, paired.has(application.school.id), cycle, now);
    const { reference, version } = application;
    const row = rowOf(summaryOf(cycle.program, application), staff, timeZone, today);
    return openCase ? [{ reference, version, openCase, row }] : [];
  });
  const after = all.slice(mostTogether);
  const applied = [...open.map(({ openCase }) => openCase), ...after.map(({ state }) => state)].filter(
    (one) => one !== 'draft',
  );
  return {
    open,
    applied: applied.length,
    left: after.length,
    hidden: casesOf(inRole).length - all.length,
  };
}

/** The fields with the chosen saved reasons where no reason was typed. */
const withSavedReasons = (fields: Fields, program: Program): Fields =>
  openCases.reduce(
    (all, openCase) =>
      withReason(all, program, { reason: reasonField(openCase), saved: savedField(openCase) }),
    fields,
  );

/** Previews every email first. Then it gives each school its answer and reports those that got none. */
export const giveFinalAnswers = afterPublication(async (request) => {
  const { cycle, now } = request;
  const fields = withSavedReasons(request.fields, cycle.program);
  const checked = check(finalAnswerFields, fields);
  if (checked.errors) return showForm(request, fields, checked.errors);
  const { step, choice, until, ...reasons } = checked.value;
  const choices = choicesOf(choice);
  if (step === 'write') return showForm(request, fields, {});
  const errors: FieldErrors = {
    ...(choices.length === 0 ? { choice: 'Choose an answer for at least one school' } : {}),
    ...(choices.some(({ answer }) => answer === 'waitlist') ? whyNotUntil(request, until) : {}),
    ...Object.fromEntries(
      openCases
        .filter((one) => choices.some(({ openCase }) => openCase === one) && reasons[reasonField(one)] === '')
        .map((one) => [reasonField(one), 'Enter a reason. The schools will see it in the email.']),
    ),
  };
  if (Object.keys(errors).length > 0) return showForm(request, fields, errors);
  const wanted = choices.map((one) => ({
    ...one,
    until: until ?? todayOf(cycle, now),
    reason: reasons[reasonField(one.openCase)],
  }));
  return step === 'send' ? send(request, wanted) : preview(request, fields, wanted);
});

function whyNotUntil({ cycle, now }: StaffRequest, until: CalendarDate | undefined): FieldErrors {
  if (until === undefined || until <= todayOf(cycle, now)) return { until: 'Enter a day after today' };
  const last = endsOn(cycle);
  return until > last
    ? { until: `Enter a day no later than ${sayDate(last)}, when the school year ends` }
    : {};
}

type Asked = Choice & Wanted;

const answering =
  ({ paired, cycle, staff, now }: AfterPublication, asked: Asked) =>
  (application: Application) =>
    answerFinally(application, asked, paired.has(application.school.id), cycle, staff, now);

const outcomes: Readonly<Record<FinalAnswer, DecisionOutcome>> = {
  waitlist: 'waitlisted',
  release: 'declined',
  decline: 'declined',
  invite: 'declined',
};

async function preview(request: AfterPublication, fields: Fields, wanted: readonly Asked[]): Promise<Answer> {
  const { cycle, staff } = request;
  const tried = await Promise.all(
    wanted.map(async (asked): Promise<Ready | NotDecided> => {
      const { reference, answer, openCase, until } = asked;
      const opened = await openFor(staff, reference);
      if ('status' in opened) return { reference, why: 'Application not found.' };
      const { application } = opened;
      const change = answering(request, asked)(application);
      if (isRefusal(change)) return { reference, why: sayWhyNot(change.refused, application, cycle) };
      const { after } = change;
      const end = answer === 'waitlist' ? carryOutPlan(after, until, `${until}T12:00:00.000Z`) : undefined;
      return {
        ...{ reference, version: application.version, openCase, answer },
        schoolName: application.school.name,
        letters: lettersOfChange(change, cycle),
        lettersAtEnd: end && !isRefusal(end) ? lettersOfChange(end, cycle) : [],
        unusual: unusualAbout(application, {
          outcome: outcomes[answer],
          reason: reasonFor(asked.reason, application),
        }).filter(({ kind }) => openCase === 'submitted' || ['short-reason', 'placeholder'].includes(kind)),
      };
    }),
  );
  const ready = tried.filter((one) => 'letters' in one);
  const refused = tried.filter((one) => 'why' in one);
  return showPage(<PreviewsPage {...{ request, fields, ready, refused }} />, {
    choice: ready.map((one) => sayChoice(one, one.answer)),
    letters: ready.flatMap(({ letters, lettersAtEnd }) => [...letters, ...lettersAtEnd].map(letterShown)),
    unusual: ready.flatMap(({ reference, unusual }) => unusual.map((one) => ({ reference, ...one }))),
    refused,
  });
}

async function send(request: AfterPublication, wanted: readonly Asked[]): Promise<Answer> {
  // One at a time: each is its own commit, so a crash between two leaves only complete answers.
  const refused: NotDecided[] = [];
  for (const asked of wanted) {
    const why = await sendOne(request, asked);
    if (why !== undefined) refused.push({ reference: asked.reference, why });
  }
  const decided = wanted
    .map(({ reference }) => reference)
    .filter((reference) => !refused.some((one) => one.reference === reference));
  if (refused.length === 0)
    return seeOther(hrefTo('finalAnswersPage', {}, done('answered')), { decided, refused });
  return showProblem(<NotAllPage request={request} decided={decided} refused={refused} />, {
    status: 409,
    title: 'Some schools didn’t get an answer',
    decided,
    refused,
  });
}

/** Why one school could not get its answer; undefined if it got it. */
async function sendOne(request: AfterPublication, asked: Asked): Promise<string | undefined> {
  const { staff, cycle } = request;
  const opened = await openFor(staff, asked.reference);
  if ('status' in opened) return 'Application not found.';
  const { program } = cycle;
  const decide = ifVersion(asked.version, answering(request, asked));
  const outcome = await reviseApplication(store, program, opened.application, decide);
  if (outcome && !isRefusal(outcome)) return undefined;
  const current = await store.application(asked.reference);
  if (!current || !outcome) return 'Application not found.';
  if (isAnsweredSo(current, asked, staff)) return undefined;
  return outcome.refused === 'changed'
    ? `It changed while you were working, so its email wasn’t sent. ${sayWhatStands(current, program.timeZone)}`
    : sayWhyNot(outcome.refused, current, cycle);
}

function sayWhyNot(
  why: AnswerRefusal,
  application: Application,
  { program: { timeZone } }: StaffRequest['cycle'],
): string {
  switch (why) {
    case 'paired':
      return 'The school is in a partnership now.';
    case 'unsuitable':
      return `This answer no longer fits the school. ${sayWhatStands(application, timeZone)}`;
    case 'answered':
    case 'withdrawn':
      return sayWhatStands(application, timeZone);
  }
}
