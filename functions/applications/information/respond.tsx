import { type Application, openInquiry } from '#domain/admission/application.ts';
import { supplyInformation as supply } from '#domain/admission/inquiry.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import type { Own } from '#http/applicant-access.tsx';
import { check } from '#http/fields.ts';
import { type Written, writtenIn } from '#http/unsaved-text.tsx';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { Button } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import type { FieldErrors, FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { InsetText } from '#ui/notices.tsx';
import { TextArea } from '#ui/text-field.tsx';
import { forApplicant, store } from '../application-access.ts';
import { informationFields, informationSupplied, longestInformation } from '../forms.ts';
import { Typed } from '../quoted.tsx';
import { leadBack, notSaved } from '../refusals.tsx';

type InformationPageProps = Own & {
  readonly question: string;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
};

const InformationPage = ({ application, cycle, question, values, errors = {} }: InformationPageProps) => (
  <PublicPage
    title="Answer our question"
    program={cycle.program}
    backLink={{ href: hrefTo('application', { reference: application.reference }) }}
    error={Object.keys(errors).length > 0}
  >
    <ErrorSummary errors={errors} />
    <h1 class="govuk-heading-l">Answer our question</h1>
    <InsetText>
      <Typed text={question} />
    </InsetText>
    <Form action={hrefTo('supplyInformation', { reference: application.reference })}>
      <TextArea
        name="answer"
        label="Your answer"
        maxLength={longestInformation}
        rows={8}
        values={values}
        errors={errors}
      />
      <Button>Send answer</Button>
    </Form>
  </PublicPage>
);

export const supplyInformationPage = forApplicant((_, own) => {
  const { reference } = own.application;
  const inquiry = openInquiry(own.application);
  if (!inquiry) return leadBack(reference, nothingOpen);
  return showPage(<InformationPage {...own} question={inquiry.question} />, {
    reference,
    question: inquiry.question,
  });
});

export const supplyInformation = forApplicant(async (request, own) => {
  const { application, cycle } = own;
  const { reference } = application;
  const inquiry = openInquiry(application);
  const written = writtenIn(request.fields, { answer: 'Your answer' });
  if (!inquiry) return nothingAsked(application, cycle, written);
  const checked = check(informationFields, request.fields);
  if (checked.errors)
    return showErrors(
      <InformationPage
        {...own}
        question={inquiry.question}
        values={request.fields}
        errors={checked.errors}
      />,
      checked.errors,
    );
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    supply(current, checked.value.answer, request.now),
  );
  if (!outcome || isRefusal(outcome))
    return nothingAsked((await store.application(reference)) ?? application, cycle, written);
  return thanked(reference);
});

const thanked = (reference: string): Answer =>
  seeOther(hrefTo('application', { reference }, { done: informationSupplied }), { reference });

const nothingOpen = 'Our question is no longer open';

/** For a question that was answered in another tab, or an application decided or withdrawn since. The same answer sent twice is thanked twice. */
function nothingAsked(application: Application, cycle: Cycle, written: readonly Written[]): Answer {
  const { reference } = application;
  const given = 'inquiries' in application ? application.inquiries.map(({ answer }) => answer?.text) : [];
  if (written.some(({ answer }) => given.includes(answer.trim()))) return thanked(reference);
  return written.length === 0
    ? leadBack(reference, nothingOpen)
    : notSaved(reference, nothingOpen, cycle, written);
}
