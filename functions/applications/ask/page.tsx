import type { Cycle } from '#domain/program/cycle.ts';
import { longestMessage } from '#domain/threads/thread.ts';
import { longestName } from '#http/fields.ts';
import { freshKey } from '#http/once.tsx';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import type { FieldErrors, FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { LinkLine } from '#ui/link.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import { Trap } from '../quoted.tsx';

type AskPageProps = {
  readonly cycle: Cycle;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
};

/** The key of a form that comes back with errors stays: nothing was created yet. */
const keyOf = (values: FieldValues) => {
  const { idempotencyKey: key } = values;
  return typeof key === 'string' && key !== '' ? { idempotencyKey: key } : freshKey();
};

export const AskPage = ({ cycle, values = {}, errors = {} }: AskPageProps) => (
  <PublicPage
    title="Ask a question"
    program={cycle.program}
    backLink={{ href: hrefTo('program', {}) }}
    error={Object.keys(errors).length > 0}
  >
    <ErrorSummary errors={errors} />
    <h1 class="govuk-heading-l">Ask a question</h1>
    <p class="govuk-body">
      Our staff will reply by email. If you’ve already applied, include your application number.
    </p>
    <Form action={hrefTo('ask', {})} hidden={keyOf(values)}>
      <TextField
        name="name"
        label="Your name"
        maxLength={longestName}
        values={values}
        errors={errors}
        autocomplete="name"
      />
      <TextField
        name="email"
        type="email"
        label="Your email address"
        values={values}
        errors={errors}
        autocomplete="email"
        spellcheck={false}
      />
      <QuestionField values={values} errors={errors} />
      <Trap />
      <Button>Send question</Button>
    </Form>
  </PublicPage>
);

type QuestionFieldProps = { readonly values: FieldValues; readonly errors: FieldErrors };

export const QuestionField = ({ values, errors }: QuestionFieldProps) => (
  <TextArea
    name="question"
    label="Your question"
    hint="Don’t include names of students or details about them."
    maxLength={longestMessage}
    rows={8}
    values={values}
    errors={errors}
  />
);

export const AskedPage = ({ cycle }: { readonly cycle: Cycle }) => (
  <PublicPage title="Question sent" program={cycle.program}>
    <h1 class="govuk-heading-l">Question sent</h1>
    <p class="govuk-body-l">Thank you. We’ll reply by email.</p>
    <p class="govuk-body">
      We’ve also emailed you a confirmation. If it doesn’t arrive in a few minutes, check your spam folder. If
      it isn’t there, the address may have a typo. Then please ask again.
    </p>
    <LinkLine href={hrefTo('program', {})}>Go to the program page</LinkLine>
  </PublicPage>
);
