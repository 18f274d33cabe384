import type { TeamGroup } from '../../shared/domain/admission/answers.ts';
import { shareNames, teamGroupNames } from '../../shared/text/answers.ts';
import { Checkboxes } from '../../shared/ui/choices.tsx';
import { TextArea, TextField } from '../../shared/ui/text-field.tsx';
import { choicesNamed, type QuestionProps } from './question-props.ts';
import { essay, paragraph } from './questions.ts';

export const Students = ({ values, errors }: QuestionProps) => (
  <>
    <p class="govuk-body">
      Enter the percentage of all your students. Leave blank anything you don’t know. Don’t include
      information about individual students.
    </p>
    {Object.entries(shareNames).map(([name, label]) => (
      <TextField
        key={name}
        name={name}
        label={label}
        inputmode="decimal"
        width={5}
        suffix="%"
        values={values}
        errors={errors}
      />
    ))}
  </>
);

export const Improvement = ({ program, values, errors }: QuestionProps) => (
  <>
    <Checkboxes
      name="focusAreas"
      label="Which areas does your school want to improve in?"
      hint="Choose one or two. We’ll look for a host that’s strong in them."
      values={values}
      errors={errors}
      options={program.focusAreas.map(({ id, name }) => ({ value: id, text: name }))}
    />
    <TextArea
      name="goal"
      label="What do you want to improve, and how will you know it worked?"
      {...essay}
      rows={10}
      values={values}
      errors={errors}
    />
    <TextArea
      name="strengths"
      label="What has gone well at your school so far?"
      {...paragraph}
      rows={6}
      values={values}
      errors={errors}
    />
  </>
);

export const Team = ({ values, errors }: QuestionProps) => (
  <>
    <Checkboxes
      name="groups"
      label="Who would take part besides the principal?"
      hint="Choose all that apply."
      values={values}
      errors={errors}
      options={choicesNamed<TeamGroup>(teamGroupNames)}
    />
    <TextArea
      name="plan"
      label="How will you bring what you learn back to your school?"
      {...paragraph}
      rows={6}
      values={values}
      errors={errors}
    />
  </>
);
