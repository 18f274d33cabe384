import type { Admission, TeamGroup, Topic } from '../../shared/domain/answers.ts';
import type { Program, Role } from '../../shared/domain/program.ts';
import {
  admissionNames,
  shareNames,
  teamGroupNames,
  yearsElsewhereNames,
} from '../../shared/domain/said-answers.ts';
import { ratings } from '../../shared/domain/school.ts';
import { Checkboxes, Radios } from '../../shared/ui/choices.tsx';
import type { FieldErrors, FieldValues } from '../../shared/ui/field.tsx';
import { TextArea, TextField } from '../../shared/ui/text-field.tsx';
import { essay, paragraph } from './questions.ts';

type Props = {
  readonly program: Program;
  readonly role: Role;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
};

type YearsProps = Pick<Props, 'values' | 'errors'> & {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
};

const Years = (props: YearsProps) => <TextField {...props} inputmode="decimal" width={3} suffix="years" />;

const yearsElsewhereHints: Readonly<Record<Role, string>> = {
  host: 'As principal of another district school, or in another leading role at this one. Enter 0 if there are none.',
  partner: 'Enter 0 if this is the first one.',
};

const Leadership = ({ role, values, errors }: Props) => (
  <>
    <Years
      name="yearsHere"
      label="Years that the principal has led this school"
      hint="Count this school year as one."
      values={values}
      errors={errors}
    />
    <Years
      name="yearsElsewhere"
      label={yearsElsewhereNames[role]}
      hint={yearsElsewhereHints[role]}
      values={values}
      errors={errors}
    />
  </>
);

const QualityReview = ({ values, errors }: Props) => (
  <>
    <Radios
      name="rating"
      label="What was the rating of your most recent Quality Review?"
      hint="If its indicators differ, choose the lowest of them."
      values={values}
      errors={errors}
      options={[
        ...ratings.toReversed().map((rating) => ({ value: rating, text: rating })),
        { value: 'none', text: 'Our school has not had a Quality Review' },
      ]}
    />
    <TextField
      name="when"
      label="When was it? (optional)"
      hint="Month and year, for example March 2014."
      values={values}
      errors={errors}
      width={20}
    />
  </>
);

const Admissions = ({ values, errors }: Props) => (
  <Radios
    name="admission"
    label="How does your school admit students?"
    hint="A screen is admission by grades, tests or interviews."
    values={values}
    errors={errors}
    options={entries<Admission>(admissionNames)}
  />
);

const Practices = ({ program, values, errors }: Props) => (
  <>
    <Checkboxes
      name="focusAreas"
      label="In which areas does your school have a practice to share?"
      hint="Choose the few in which you are strongest: we pair partners by them."
      values={values}
      errors={errors}
      options={program.focusAreas.map(({ id, name }) => ({ value: id, text: name }))}
    />
    <TextArea
      name="evidence"
      label="Describe the practice, and how you know that it works"
      hint="What would a partner see on a visit? What changed for your students? Please name no student and no teacher."
      {...essay}
      rows={10}
      values={values}
      errors={errors}
    />
  </>
);

const Hosting = ({ program, values, errors }: Props) => (
  <TextField
    name="capacity"
    label="How many partner schools could you host?"
    hint={`Most hosts have ${program.capacity.usual}. Enter a number from ${program.capacity.smallest} to ${program.capacity.largest}.`}
    inputmode="numeric"
    width={3}
    values={values}
    errors={errors}
  />
);

const Commitment = ({ program: { visits }, values, errors }: Props) => (
  <>
    <Radios
      name="priority"
      label="Can principal and staff make this a priority in the coming year?"
      hint={`Expect ${visits.partnerToHost + visits.hostToPartner} visits for each pair of schools over the year, and coaching for the principal.`}
      values={values}
      errors={errors}
      options={[
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ]}
    />
    <TextArea
      name="statement"
      label="Why do principal and staff want to do this?"
      {...paragraph}
      rows={6}
      values={values}
      errors={errors}
    />
  </>
);

const Students = ({ values, errors }: Props) => (
  <>
    <p class="govuk-body">
      These are shares of all your students, in percent. What the directory knows is filled in: correct what
      has changed, and leave empty what you do not know. Give no data about single students.
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

const Improvement = ({ program, values, errors }: Props) => (
  <>
    <Checkboxes
      name="focusAreas"
      label="In which areas does your school want to improve?"
      hint="Choose one or two: your host will be one that is strong in them."
      values={values}
      errors={errors}
      options={program.focusAreas.map(({ id, name }) => ({ value: id, text: name }))}
    />
    <TextArea
      name="goal"
      label="What do you want to improve, and how would you know that it worked?"
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

const Team = ({ values, errors }: Props) => (
  <>
    <Checkboxes
      name="groups"
      label="Who would take part beside the principal?"
      hint="Groups only, no names."
      values={values}
      errors={errors}
      options={entries<TeamGroup>(teamGroupNames)}
    />
    <TextArea
      name="plan"
      label="How would you bring what you learn back to your school?"
      {...paragraph}
      rows={6}
      values={values}
      errors={errors}
    />
  </>
);

const entries = <T extends string>(names: Readonly<Record<T, string>>) =>
  Object.entries<string>(names).map(([value, text]) => ({ value, text }));

const fieldsByTopic: Readonly<Record<Topic, (props: Props) => preact.JSX.Element>> = {
  leadership: Leadership,
  'quality-review': QualityReview,
  admissions: Admissions,
  practices: Practices,
  hosting: Hosting,
  commitment: Commitment,
  students: Students,
  improvement: Improvement,
  team: Team,
};

/** The fields of one question page. */
export function QuestionFields({ topic, ...props }: Props & { readonly topic: Topic }) {
  const TopicFields = fieldsByTopic[topic];
  return <TopicFields {...props} />;
}
