import type { ComponentChildren } from 'preact';
import type { Application } from '#domain/admission/application.ts';
import type { Answer } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors, Fields } from '#http/fields.ts';
import type { Words } from '#http/problem-pages.tsx';
import { staffProblem } from '#http/staff-access.tsx';
import { KeptWords } from '#http/unsaved-text.tsx';
import { hrefTo } from '#routes.ts';
import { ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { TextArea } from '#ui/text-field.tsx';
import type { AboutApplication } from './access.ts';
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
  /** The only field. */
  readonly field: Omit<Parameters<typeof TextArea>[0], 'values' | 'errors'>;
  readonly button: ComponentChildren;
};

/** A form with one text about an application. */
export function FormPage({ request, title, heading, intro, field, button, ...form }: FormPageProps) {
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
