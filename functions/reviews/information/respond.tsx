import * as v from 'valibot';
import { openInquiry } from '#domain/admission/application.ts';
import {
  answerDueOn,
  requestInformation as ask,
  hasAsked,
  withdrawInquiry,
} from '#domain/admission/inquiry.ts';
import { isRefusal } from '#domain/base/change.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { letterShown } from '#http/letter-preview.tsx';
import { isDirector, staffProblem } from '#http/staff-access.tsx';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/text-field.tsx';
import { type AboutApplication, store, withApplication } from '../access.ts';
import { changeSeen } from '../change-seen.tsx';
import { FormPage, type FormProps, lettersOfChange, notDone, TextPreview } from '../form-page.tsx';
import { longest, questionFields, withdrawalFields } from '../forms.ts';
import { noApplication } from '../refusals.tsx';
import { done } from '../text.tsx';

type AskRefusal = 'not-under-review' | 'already-asked';

/** Directors may ask about any application, reviewers about their own. */
const mayAsk = ({ application, staff }: AboutApplication): boolean =>
  isDirector(staff) || ('reviewers' in application && application.reviewers.includes(staff.email));

const forThoseWhoAsk = (respond: (request: AboutApplication) => Answer | Promise<Answer>) =>
  withApplication(['reviewer', 'director'], (request) =>
    mayAsk(request)
      ? respond(request)
      : staffProblem(request.staff, {
          status: 403,
          title: 'You’re not a reviewer of this application',
          detail: 'Only its reviewers and directors can ask the school a question.',
        }),
  );

export const requestInformationPage = forThoseWhoAsk((request) => {
  const { application, cycle, staff, now } = request;
  const dueOn = answerDueOn(cycle, now);
  const probe = ask(application, { question: '', dueOn }, staff, now);
  return isRefusal(probe)
    ? notAsked(request, probe.refused)
    : showPage(<QuestionPage request={request} values={{ dueOn }} errors={{}} />, {
        reference: application.reference,
        dueOn,
      });
});

/** Previews the letter with the question first, then sends it. */
export const requestInformation = forThoseWhoAsk(async (request) => {
  const { application, cycle, staff, fields, now } = request;
  const { reference } = application;
  const checked = check(questionFields, fields);
  if (checked.errors)
    return showErrors(
      <QuestionPage request={request} values={fields} errors={checked.errors} />,
      checked.errors,
    );
  const { question, step, dueOn = answerDueOn(cycle, now) } = checked.value;
  if (dueOn < todayOf(cycle, now)) {
    const errors = { dueOn: 'Enter a date that isn’t in the past' };
    return showErrors(<QuestionPage request={request} values={fields} errors={errors} />, errors);
  }
  if (step !== 'send') {
    const change = ask(application, { question, dueOn }, staff, now);
    if (isRefusal(change)) return notAsked(request, change.refused);
    if (step === 'write')
      return showPage(<QuestionPage request={request} values={fields} errors={{}} />, {
        reference,
        question,
        dueOn,
      });
    const letters = lettersOfChange(change, cycle);
    return showPage(<PreviewPage {...{ request, question, dueOn, letters }} />, {
      reference,
      question,
      dueOn,
      letters: letters.map(letterShown),
    });
  }
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    ask(current, { question, dueOn }, staff, now),
  );
  if (!outcome) return noApplication(staff);
  if (isRefusal(outcome)) {
    const current = await store.application(reference);
    if (!current) return noApplication(staff);
    if (!hasAsked(current, question, staff))
      return notAsked({ ...request, application: current }, outcome.refused);
  }
  return seeOther(hrefTo('staffApplication', { reference }, done('question')), {
    reference,
    question,
    dueOn,
  });
});

/** Takes the open question back and tells the school. */
export const withdrawQuestion = forThoseWhoAsk((request) => {
  const { staff, fields, now } = request;
  return changeSeen(request, {
    seen: v.parse(withdrawalFields, fields).version,
    event: 'information-withdrawn',
    decide: (current) => withdrawInquiry(current, staff, now),
    done: 'question-withdrawn',
    title: 'The question wasn’t withdrawn',
    refusals: {
      'nothing-asked':
        'The school answered it, someone else withdrew it, or the application isn’t in review anymore.',
    },
  });
});

function whyNotAsked({ application, staff }: AboutApplication, refused: AskRefusal): string {
  if (refused === 'not-under-review')
    return 'You can only ask a school a question while its application is in review.';
  const by = openInquiry(application)?.askedBy ?? 'A colleague';
  return `The school hasn’t answered ${by === staff.name ? 'your' : `${by}’s`} last question yet. You can ask another one after it does.`;
}

const notAsked = (request: AboutApplication, refused: AskRefusal): Answer =>
  notDone(
    request,
    request.application,
    { status: 409, title: 'You can’t ask a question now', detail: whyNotAsked(request, refused) },
    { question: 'Your question' },
  );

const QuestionPage = (props: FormProps) => (
  <FormPage
    {...props}
    title="Ask the school a question"
    heading={
      <>
        Ask <span dir="auto">{props.request.application.school.name}</span> a question
      </>
    }
    intro="We’ll email your question to the applicant with a link to answer it. The application won’t appear under “To decide” until the school answers. Reviewers can keep reviewing it."
    action={hrefTo('requestInformation', { reference: props.request.application.reference })}
    hidden={{ step: 'preview' }}
    field={{
      name: 'question',
      label: 'Your question',
      labelSize: 's',
      hint: 'Ask one thing at a time. Don’t ask for names of students or staff.',
      maxLength: longest.question,
    }}
    more={
      <TextField
        name="dueOn"
        label="Answer by"
        labelSize="s"
        hint="The school gets one reminder before this date."
        type="date"
        width={10}
        values={props.values}
        errors={props.errors}
      />
    }
    button={<Button>Preview email</Button>}
  />
);

type PreviewPageProps = {
  readonly request: AboutApplication;
  readonly question: string;
  readonly dueOn: string;
  readonly letters: readonly Letter[];
};

const PreviewPage = ({ request, question, dueOn, letters }: PreviewPageProps) => (
  <TextPreview
    request={request}
    title={`Ask ${request.application.school.name} a question`}
    heading="Send this question?"
    letters={letters}
    action={hrefTo('requestInformation', { reference: request.application.reference })}
    hidden={{ question, dueOn }}
    send="Send question"
    edit="Edit question"
  />
);
