import { type Application, inquiriesOf, openInquiry } from '#domain/admission/application.ts';
import { supplyInformation as supply } from '#domain/admission/inquiry.ts';
import { isRefusal } from '#domain/base/change.ts';
import { sayDate } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import type { Own } from '#http/applicant-access.tsx';
import { ChangedBanner } from '#http/banners.tsx';
import { check } from '#http/fields.ts';
import { ifSeen, seenFor, seenOf } from '#http/stale-form.ts';
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
import { done, informationFields, longestInformation } from '../forms.ts';
import { Typed } from '../quoted.tsx';
import { leadBack, notSaved } from '../refusals.tsx';

type InformationPageProps = Own & {
  readonly question: string;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
  /** Whether another question was asked after the page was loaded. */
  readonly isChanged?: boolean;
};

/** An answer belongs to the question that its form showed. */
const inquiryShown = (application: Application) => {
  const inquiry = openInquiry(application);
  return { askedAt: inquiry?.askedAt, question: inquiry?.question };
};

const InformationPage = ({
  application,
  cycle,
  question,
  values = {},
  errors = {},
  isChanged = false,
}: InformationPageProps) => (
  <PublicPage
    title="Answer our question"
    program={cycle.program}
    backLink={{ href: hrefTo('application', { reference: application.reference }) }}
    error={Object.keys(errors).length > 0}
  >
    <ErrorSummary errors={errors} />
    {isChanged && (
      <ChangedBanner>
        Your answer wasn’t sent because we asked another question. The new question is below, and what you
        typed is still in the form.
      </ChangedBanner>
    )}
    <h1 class="govuk-heading-l">Answer our question</h1>
    <InsetText>
      <Typed text={question} />
    </InsetText>
    <AnswerBy application={application} />
    <Form
      action={hrefTo('supplyInformation', { reference: application.reference })}
      hidden={{ seen: seenFor(inquiryShown(application), { fields: values, isChanged }) }}
    >
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

function AnswerBy({ application }: Pick<Own, 'application'>) {
  const dueOn = openInquiry(application)?.dueOn;
  return dueOn === undefined ? null : <p class="govuk-body">Please answer by {sayDate(dueOn)}.</p>;
}

export const supplyInformationPage = forApplicant((_, own) => {
  const { reference } = own.application;
  const inquiry = openInquiry(own.application);
  if (!inquiry) return leadBack(reference, nothingOpen);
  return showPage(<InformationPage {...own} question={inquiry.question} />, {
    reference,
    question: inquiry.question,
    seen: seenOf(inquiryShown(own.application)),
  });
});

export const supplyInformation = forApplicant(async (request, own) => {
  const { application, cycle, person } = own;
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
  const { answer, seen } = checked.value;
  const outcome = await reviseApplication(
    store,
    cycle.program,
    application,
    ifSeen({ seen, shown: inquiryShown }, (current: Application) =>
      supply(current, answer, request.now, person.name),
    ),
  );
  if (outcome && !isRefusal(outcome)) return thanked(reference);
  const standing = (await store.application(reference)) ?? application;
  const next = openInquiry(standing);
  if (!next || outcome?.refused !== 'changed') return nothingAsked(standing, cycle, written);
  return showProblem(
    <InformationPage
      {...own}
      application={standing}
      question={next.question}
      values={request.fields}
      isChanged
    />,
    {
      status: 409,
      title: 'Your answer wasn’t sent',
      detail: 'We asked another question while you were on this page.',
    },
  );
});

const thanked = (reference: string): Answer =>
  seeOther(hrefTo('application', { reference }, done('information')), { reference });

const nothingOpen = 'We no longer need an answer to this question';

/** For a question that was answered in another tab, or an application decided or withdrawn since. The same answer sent twice is thanked twice. */
function nothingAsked(application: Application, cycle: Cycle, written: readonly Written[]): Answer {
  const { reference } = application;
  const given = inquiriesOf(application).map(({ answer }) => answer?.text);
  if (written.some(({ answer }) => given.includes(answer.trim()))) return thanked(reference);
  return written.length === 0
    ? leadBack(reference, nothingOpen)
    : notSaved(reference, nothingOpen, cycle, written, 'Your answer wasn’t sent.');
}
