import * as v from 'valibot';
import type { Application, DecidedApplication } from '#domain/admission/application.ts';
import {
  cancelPlan,
  type DecisionRefusal,
  decisions,
  isDecidedSo,
  planDecision,
} from '#domain/admission/decide.ts';
import type { ApplicationEvent } from '#domain/admission/events.ts';
import { effectOfDecisions, type QuotaEffect } from '#domain/admission/overview.ts';
import { type Unusual, unusualAbout } from '#domain/admission/unusual.ts';
import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import type { StaffMember } from '#domain/base/person.ts';
import { sayMoment, sayShort } from '#domain/base/time.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { roleNames } from '#domain/program/program.ts';
import { type Answer, seeOther, showChanged, showErrors, showPage } from '#http/answer.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import { check } from '#http/fields.ts';
import { LetterPreview, letterShown } from '#http/letter-preview.tsx';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { eventNames } from '#text/events.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Lines } from '#ui/notices.tsx';
import { type AboutApplication, store, withApplication } from '../access.ts';
import { withReason } from '../application/decision-form.tsx';
import { ApplicationPage } from '../application/page.tsx';
import { cameFrom } from '../application/way-back.tsx';
import { changeSeen, ifVersion } from '../change-seen.tsx';
import { lettersOfChange, notDone } from '../form-page.tsx';
import { decisionFields, stepFields, withdrawalFields } from '../forms.ts';
import { filledOutWrong, noApplication } from '../refusals.tsx';
import { done, outcomeVerbs, sayDecision } from '../text.tsx';
import { QuotaEffects, SendLater, UnusualNotes } from './warnings.tsx';

export type Decided = v.InferOutput<typeof decisionFields>;

/** Decides any version of the application. */
export const decideAs =
  ({ outcome, reason }: Decided, staff: StaffMember, now: string) =>
  (application: Application): Change<DecidedApplication, ApplicationEvent> | Refusal<DecisionRefusal> =>
    decisions[outcome](application, reason, staff, now);

/** Decides only the version the director saw. The first decision wins. */
export const decideSeen = (wanted: Decided, staff: StaffMember, now: string, seen: number) =>
  ifVersion(seen, decideAs(wanted, staff, now));

/** "Ruth declined this application on Friday, May 3, at 9:12 AM." */
export function sayWhatStands(application: Application, timeZone: string): string {
  switch (application.state) {
    case 'decided':
      return `${sayDecision(application.decision)} on ${sayMoment(timeZone, application.decision.at)}.`;
    case 'withdrawn':
      return `The school withdrew its application on ${sayMoment(timeZone, application.withdrawnAt)}.`;
    case 'draft':
      return application.invited
        ? `${application.invited.by} invited the school to apply again on ${sayMoment(timeZone, application.invited.at)}.`
        : 'The school is still working on its application.';
    case 'submitted':
      return 'It’s still waiting for a decision.';
  }
}

/** The letter, and a button that sends it. `seen` is the version the director saw; -1 if the request has none. */
async function previewDecision(
  request: AboutApplication,
  wanted: Decided,
  change: Change<DecidedApplication, ApplicationEvent>,
  seen: number,
): Promise<Answer> {
  const { application, cycle } = request;
  const letters = lettersOfChange(change, cycle);
  const changed = seen !== -1 && seen !== application.version;
  const { reference, version } = application;
  const unusual = unusualAbout(application, change.after.decision);
  const summaries = await store.summaries(cycle.id);
  const effects = effectOfDecisions(summaries, [reference], wanted.outcome, cycle.program);
  const page = <PreviewPage {...{ request, wanted, letters, changed, unusual, effects }} />;
  const data = {
    reference,
    version,
    ...wanted,
    changed,
    letters: letters.map(letterShown),
    unusual,
    effects,
  };
  return changed ? showChanged(page, data) : showPage(page, data);
}

type PreviewPageProps = {
  readonly request: AboutApplication;
  readonly wanted: Decided;
  readonly letters: readonly Letter[];
  readonly changed: boolean;
  readonly unusual: readonly Unusual[];
  readonly effects: readonly QuotaEffect[];
};

function PreviewPage({ request, wanted, letters, changed, unusual, effects }: PreviewPageProps) {
  const { application } = request;
  const { reference, version, school, role } = application;
  const verb = outcomeVerbs[wanted.outcome];
  const address = hrefTo('decide', { reference }, cameFrom(request));
  return (
    <ConsolePage request={request} title={`${verb} ${school.name}`} current="applications">
      {changed && <LatestChange request={request} />}
      <h1>
        <span class="govuk-caption-l">
          {reference} · {roleNames[role]}
        </span>
        {verb} <span dir="auto">{school.name}</span>?
      </h1>
      <UnusualNotes unusual={unusual} />
      <p class="govuk-body">This is the email the school will get. Nothing is decided until you send it.</p>
      {letters.map((letter) => (
        <LetterPreview key={letter.key} letter={letter} />
      ))}
      <QuotaEffects effects={effects} />
      <Form action={address} hidden={{ version: String(version), ...wanted }}>
        <ButtonGroup>
          <Button name="step" value="send">{`${verb} and send email`}</Button>
          <Button variant="secondary" name="step" value="write" formaction={`${address}#decision`}>
            Edit decision or reason
          </Button>
        </ButtonGroup>
        <SendLater />
      </Form>
    </ConsolePage>
  );
}

function LatestChange({ request: { application, cycle } }: { readonly request: AboutApplication }) {
  const latest = application.history.at(-1);
  const { timeZone } = cycle.program;
  if (application.state === 'decided')
    return (
      <ChangedBanner>
        {sayWhatStands(application, timeZone)} The school has already been emailed this decision: “
        <Lines text={application.decision.reason} />” Your decision wasn’t sent. If you send it now, the
        school gets a second email that changes the first one.
      </ChangedBanner>
    );
  return (
    <ChangedBanner>
      {latest
        ? `${eventNames[latest.what]}: ${latest.note ? `${latest.note}, ` : ''}${latest.by}, ${sayShort(timeZone, latest.at)}.`
        : 'The application changed.'}{' '}
      Your decision wasn’t sent. To send it anyway, use the button below.
    </ChangedBanner>
  );
}

/** Previews the letter first. Then it sends the letter, or returns to the form with the typed text. */
export const decide = withApplication(['director'], async (request) => {
  const { application, fields } = request;
  const checked = check(decisionFields, withReason(fields, request.cycle.program));
  if (checked.errors)
    return showErrors(
      <ApplicationPage request={request} decision={{ values: fields, errors: checked.errors }} />,
      checked.errors,
    );
  const dated = check(stepFields, fields);
  if (dated.errors) return badDay(request, dated.errors.on);
  const { step, version, on } = dated.value;
  const wanted = checked.value;
  if (step === 'plan') return plan(request, wanted, version, on);
  if (step === 'send') return send(request, wanted, version);
  const outcome = decideAs(wanted, request.staff, request.now)(application);
  if (isRefusal(outcome)) return notDecided(request, outcome.refused, application);
  const preview = await previewDecision(request, wanted, outcome, version);
  if (step !== 'write') return preview;
  return {
    ...preview,
    page: <ApplicationPage request={request} decision={{ values: wanted, errors: {} }} />,
  };
});

const badDay = (request: AboutApplication, detail = 'Enter a day after today.'): Answer =>
  filledOutWrong(request, 'The decision wasn’t scheduled', detail);

function plan(request: AboutApplication, wanted: Decided, seen: number, on: string | undefined) {
  const { staff, now, cycle } = request;
  if (on === undefined || on <= todayOf(cycle, now)) return badDay(request);
  return changeSeen(request, {
    seen,
    event: 'decision-planned',
    decide: (current) => planDecision(current, wanted, on, staff, now),
    done: 'planned',
    title: 'The decision wasn’t scheduled',
    refusals: refusalTitles,
    labels: { reason: 'Reason' },
  });
}

/** Cancels a planned decision before it goes out. */
export const cancelDecision = withApplication(['director'], (request) => {
  const { staff, fields, now } = request;
  return changeSeen(request, {
    seen: v.parse(withdrawalFields, fields).version,
    event: 'decision-unplanned',
    decide: (current) => cancelPlan(current, staff, now),
    done: 'unplanned',
    title: 'The scheduled decision wasn’t canceled',
    refusals: { 'nothing-planned': 'It has gone out already, or someone else canceled it.' },
  });
});

async function send(request: AboutApplication, wanted: Decided, seen: number): Promise<Answer> {
  const { cycle, staff, now } = request;
  const { reference } = request.application;
  const outcome = await reviseApplication(
    store,
    cycle.program,
    request.application,
    decideSeen(wanted, staff, now, seen),
  );
  if (!outcome) return noApplication(staff);
  if (!isRefusal(outcome)) return decided(request, outcome);
  const current = await store.application(reference);
  if (!current) return noApplication(staff);
  if (isDecidedSo(current, wanted, staff)) return decided(request, current);
  if (outcome.refused !== 'changed') return notDecided(request, outcome.refused, current);
  const preview = decideAs(wanted, staff, now)(current);
  return isRefusal(preview)
    ? notDecided(request, preview.refused, current)
    : previewDecision({ ...request, application: current }, wanted, preview, seen);
}

const decided = (request: AboutApplication, { reference, decision }: DecidedApplication): Answer =>
  seeOther(hrefTo('staffApplication', { reference }, { ...done('decision'), ...cameFrom(request) }), {
    reference,
    decision,
  });

/** Says who decided first and how, and that this decision was not sent. */
const notDecided = (request: AboutApplication, refused: DecisionRefusal, current: Application): Answer =>
  notDone(
    request,
    current,
    {
      status: 409,
      title: refusalTitles[refused],
      detail: `${sayWhatStands(current, request.cycle.program.timeZone)} ${current.state === 'decided' ? 'The school has already been emailed. ' : ''}Your decision wasn’t sent.`,
    },
    { reason: 'Reason' },
  );

const refusalTitles: Readonly<Record<DecisionRefusal, string>> = {
  'already-decided': 'This application has already been decided',
  withdrawn: 'The school withdrew its application',
  'not-submitted': 'The school hasn’t submitted this application yet',
};
