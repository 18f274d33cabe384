import { openInquiry } from '#domain/admission/application.ts';
import { requestInformation as ask, hasAsked } from '#domain/admission/inquiry.ts';
import { isRefusal } from '#domain/base/change.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { check } from '#http/fields.ts';
import { LetterPreview, letterShown } from '#http/letter-preview.tsx';
import { isDirector, staffProblem } from '#http/staff-access.tsx';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { type AboutApplication, store, withApplication } from '../access.ts';
import { lettersOfChange } from '../decision/respond.tsx';
import { FormPage, type FormProps, notDone } from '../form-page.tsx';
import { longest, questionFields } from '../forms.ts';
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
  const probe = ask(request.application, '', request.staff, request.now);
  return isRefusal(probe)
    ? notAsked(request, probe.refused)
    : showPage(<QuestionPage request={request} values={{}} errors={{}} />, {
        reference: request.application.reference,
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
  const { question, step } = checked.value;
  if (step !== 'send') {
    const change = ask(application, question, staff, now);
    if (isRefusal(change)) return notAsked(request, change.refused);
    if (step === 'write')
      return showPage(<QuestionPage request={request} values={fields} errors={{}} />, {
        reference,
        question,
      });
    const letters = lettersOfChange(change, cycle);
    return showPage(<PreviewPage request={request} question={question} letters={letters} />, {
      reference,
      question,
      letters: letters.map(letterShown),
    });
  }
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    ask(current, question, staff, now),
  );
  if (!outcome) return noApplication(staff);
  if (isRefusal(outcome)) {
    const current = await store.application(reference);
    if (!current) return noApplication(staff);
    if (!hasAsked(current, question, staff))
      return notAsked({ ...request, application: current }, outcome.refused);
  }
  return seeOther(hrefTo('staffApplication', { reference }, done('question')), { reference, question });
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
    button={<Button>Preview email</Button>}
  />
);

type PreviewPageProps = {
  readonly request: AboutApplication;
  readonly question: string;
  readonly letters: readonly Letter[];
};

function PreviewPage({ request, question, letters }: PreviewPageProps) {
  const { reference, school } = request.application;
  return (
    <ConsolePage request={request} title={`Ask ${school.name} a question`} current="applications">
      <h1>
        <span class="govuk-caption-l">{reference}</span>
        Send this question?
      </h1>
      {letters.map((letter) => (
        <LetterPreview key={letter.key} letter={letter} />
      ))}
      <Form action={hrefTo('requestInformation', { reference })} hidden={{ question }}>
        <ButtonGroup>
          <Button name="step" value="send">
            Send question
          </Button>
          <Button variant="secondary" name="step" value="write">
            Edit question
          </Button>
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
}
