import * as v from 'valibot';
import type { Application, DecidedApplication } from '../../shared/domain/admission/application.ts';
import { type DecisionRefusal, isDecidedSo } from '../../shared/domain/admission/decide.ts';
import { isRefusal } from '../../shared/domain/base/change.ts';
import { reviseApplication } from '../../shared/store/revise.ts';
import { Lines } from '../../shared/ui/notices.tsx';
import { type Answer, seeOther, showErrors } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import { staffProblem } from '../http/staff-refusals.tsx';
import { hrefTo } from '../routes.ts';
import { ApplicationPage } from './application-page.tsx';
import { cameFrom } from './came-from.tsx';
import { store } from './context.ts';
import { type Decided, decideAs, decideSeen, sayWhatStands, type WhyNotSent } from './deciding.ts';
import { previewDecision } from './decision-preview.tsx';
import { decisionFields, stepFields } from './forms.ts';
import { noApplication, ToApplication } from './refusals.tsx';
import { type AboutApplication, withApplication } from './staff.tsx';

/** Previews the letter first. Then it sends the letter, or returns to the form with the typed text. */
export const decide = withApplication(['director'], async (request) => {
  const { application, fields } = request;
  const checked = check(decisionFields, fields);
  if (checked.errors)
    return showErrors(
      <ApplicationPage request={request} decision={{ values: fields, errors: checked.errors }} />,
      checked.errors,
    );
  const { step, version } = v.parse(stepFields, fields);
  const wanted = checked.value;
  if (step === 'send') return send(request, wanted, version);
  const outcome = decideAs(wanted, request.staff, request.now)(application);
  if (isRefusal<DecisionRefusal>(outcome)) return notDecided(request, outcome.refused, application);
  const preview = previewDecision(request, wanted, outcome, version);
  if (step !== 'write') return preview;
  return {
    ...preview,
    page: <ApplicationPage request={request} decision={{ values: fields, errors: {} }} />,
  };
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
  if (!isRefusal<WhyNotSent>(outcome)) return decided(request, outcome);
  const current = await store.application(reference);
  if (!current) return noApplication(staff);
  if (isDecidedSo(current, wanted, staff)) return decided(request, current);
  if (outcome.refused !== 'changed') return notDecided(request, outcome.refused, current);
  const preview = decideAs(wanted, staff, now)(current);
  return isRefusal<DecisionRefusal>(preview)
    ? notDecided(request, preview.refused, current)
    : previewDecision({ ...request, application: current }, wanted, preview, seen);
}

const decided = (request: AboutApplication, { reference, decision }: DecidedApplication): Answer =>
  seeOther(hrefTo('staffApplication', { reference }, { done: 'decision', ...cameFrom(request) }), {
    reference,
    decision,
  });

/** Says who decided first and how, and that this decision was not sent. */
function notDecided(request: AboutApplication, refused: DecisionRefusal, current: Application): Answer {
  const { staff, cycle, fields } = request;
  const typed = typeof fields.reason === 'string' ? fields.reason : '';
  return staffProblem(
    staff,
    {
      status: 409,
      title: refusalTitles[refused],
      detail: `${sayWhatStands(current, cycle.program.timeZone)} Your decision wasn’t sent.`,
    },
    <>
      {typed !== '' && (
        <>
          <h2>What you wrote</h2>
          <blockquote class="govuk-inset-text">
            <Lines text={typed} />
          </blockquote>
        </>
      )}
      <ToApplication reference={current.reference} />
    </>,
    cycle.program,
  );
}

const refusalTitles: Readonly<Record<DecisionRefusal, string>> = {
  'already-decided': 'This application has already been decided',
  withdrawn: 'The school withdrew its application',
  'not-submitted': 'The school hasn’t submitted this application yet',
};
