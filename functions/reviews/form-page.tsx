import type { ComponentChildren } from 'preact';
import type { Application } from '#domain/admission/application.ts';
import type { ApplicationEvent } from '#domain/admission/events.ts';
import type { Change } from '#domain/base/change.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { Answer } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { LetterPreview } from '#http/letter-preview.tsx';
import type { Words } from '#http/problem-pages.tsx';
import { staffProblem } from '#http/staff-access.tsx';
import { KeptWords } from '#http/unsaved-text.tsx';
import { applicationLetters } from '#letters/application-letters.ts';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { TextArea } from '#ui/text-field.tsx';
import { type AboutApplication, addresses } from './access.ts';
import { toApplication } from './refusals.tsx';

export type FormProps = {
  readonly request: AboutApplication;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

type FormPageProps = FormProps & {
  readonly title: string;
  /** The text of the h1, below the reference. */
  readonly heading: ComponentChildren;
  readonly intro: string;
  readonly action: string;
  readonly hidden?: Readonly<Record<string, string>>;
  /** The text. */
  readonly field: Omit<Parameters<typeof TextArea>[0], 'values' | 'errors'>;
  /** Fields after it. */
  readonly more?: ComponentChildren;
  readonly button: ComponentChildren;
};

/** A form with one text about an application. */
export function FormPage({ request, title, heading, intro, field, more, button, ...form }: FormPageProps) {
  const { reference } = request.application;
  const { values, errors, action, hidden = {} } = form;
  return (
    <ConsolePage request={request} title={title} current="applications" errors={errors}>
      <h1>
        <span class="govuk-caption-l">{reference}</span>
        {heading}
      </h1>
      <p class="govuk-body">{intro}</p>
      <Form action={action} hidden={hidden}>
        <div class="lp-narrow">
          <TextArea {...field} values={values} errors={errors} />
          {more}
        </div>
        <ButtonGroup>
          {button}
          <a class="govuk-link" href={hrefTo('staffApplication', { reference })}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
}

type TextPreviewProps = {
  readonly request: AboutApplication;
  readonly title: string;
  /** The question that the h1 asks. */
  readonly heading: string;
  readonly letters: readonly Letter[];
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly send: string;
  readonly edit: string;
};

/** The emails that a form would send, and buttons to send them or to go back to the form. */
export function TextPreview({
  request,
  title,
  heading,
  letters,
  action,
  hidden,
  send,
  edit,
}: TextPreviewProps) {
  return (
    <ConsolePage request={request} title={title} current="applications">
      <h1>
        <span class="govuk-caption-l">{request.application.reference}</span>
        {heading}
      </h1>
      {letters.map((letter) => (
        <LetterPreview key={letter.key} letter={letter} />
      ))}
      <Form action={action} hidden={hidden}>
        <ButtonGroup>
          <Button name="step" value="send">
            {send}
          </Button>
          <Button variant="secondary" name="step" value="write">
            {edit}
          </Button>
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
}

/** The emails that a change would send. */
export const lettersOfChange = (
  { after, events }: Change<Application, ApplicationEvent>,
  cycle: Cycle,
): readonly Letter[] => events.flatMap((event) => applicationLetters(event, after, { cycle, addresses }));

/** Why a form about an application was refused, with the texts of its fields. */
export const notDone = (
  { staff, cycle, fields }: AboutApplication,
  current: Application,
  words: Words,
  labels: Readonly<Record<string, string>>,
): Answer =>
  staffProblem(
    staff,
    { ...words, to: toApplication(current) },
    <KeptWords fields={fields} labels={labels} />,
    cycle.program,
  );
