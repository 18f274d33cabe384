import type { Admission } from '../../shared/domain/admission/answers.ts';
import { ratings } from '../../shared/domain/program/school.ts';
import { admissionNames } from '../../shared/text/answers.ts';
import { Checkboxes, Radios } from '../../shared/ui/choices.tsx';
import { TextArea, TextField } from '../../shared/ui/text-field.tsx';
import { choicesNamed, type QuestionProps } from './question-props.ts';
import { essay } from './questions.ts';

export const QualityReview = ({ values, errors }: QuestionProps) => (
  <>
    <Radios
      name="rating"
      label="What was the rating of your most recent Quality Review?"
      hint="If your ratings differ by indicator, choose the lowest rating."
      values={values}
      errors={errors}
      options={[
        ...ratings.toReversed().map((rating) => ({ value: rating, text: rating })),
        { value: 'none', text: 'Our school hasn’t had a Quality Review' },
      ]}
    />
    <TextField
      name="when"
      label="When was it? (optional)"
      hint="Month and year (for example, March 2026), or just the year."
      values={values}
      errors={errors}
      width={20}
    />
  </>
);

export const Admissions = ({ values, errors }: QuestionProps) => (
  <Radios
    name="admission"
    label="How does your school admit students?"
    hint="A program is screened if it admits students based on grades, tests, or interviews."
    values={values}
    errors={errors}
    options={choicesNamed<Admission>(admissionNames)}
  />
);

export const Practices = ({ program, values, errors }: QuestionProps) => (
  <>
    <Checkboxes
      name="focusAreas"
      label="In which areas can your school share a practice?"
      hint="Choose the areas where you’re strongest. We use them to match you with partners."
      values={values}
      errors={errors}
      options={program.focusAreas.map(({ id, name }) => ({ value: id, text: name }))}
    />
    <TextArea
      name="evidence"
      label="Describe the practice and how you know it works"
      hint="What would a partner see on a visit? What changed for your students? Please don’t name students or teachers."
      {...essay}
      rows={10}
      values={values}
      errors={errors}
    />
  </>
);

export const Hosting = ({ program, values, errors }: QuestionProps) => (
  <TextField
    name="capacity"
    label="How many partner schools could you host?"
    hint={`Most hosts take ${program.capacity.usual} partners. Enter a number from ${program.capacity.smallest} to ${program.capacity.largest}.`}
    inputmode="numeric"
    width={3}
    values={values}
    errors={errors}
  />
);
