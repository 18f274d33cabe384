import type { Admission, TeamGroup, Topic } from '#domain/admission/answers.ts';
import { countOf } from '#domain/base/wording.ts';
import { type Program, type Role, visitCounts } from '#domain/program/program.ts';
import { ratings } from '#domain/program/school.ts';
import { admissionNames, shareNames, teamGroupNames, yearsElsewhereNames } from '#text/answers.ts';
import { sayTimes } from '#text/numbers.ts';
import { Checkboxes, Radios } from '#ui/choices.tsx';
import type { FieldErrors, FieldValues } from '#ui/field.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import { essay, paragraph } from './forms.ts';

type QuestionProps = {
  readonly program: Program;
  readonly role: Role;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
};

/** Choices from a record of names. */
const choicesNamed = <T extends string>(names: Readonly<Record<T, string>>) =>
  Object.entries<string>(names).map(([value, text]) => ({ value, text }));

const QualityReview = ({ values, errors }: QuestionProps) => (
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

const Admissions = ({ values, errors }: QuestionProps) => (
  <Radios
    name="admission"
    label="How does your school admit students?"
    hint="A program is screened if it admits students based on grades, tests, or interviews."
    values={values}
    errors={errors}
    options={choicesNamed<Admission>(admissionNames)}
  />
);

const Practices = ({ program, values, errors }: QuestionProps) => (
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

const Hosting = ({ program, values, errors }: QuestionProps) => (
  <TextField
    name="capacity"
    label="How many partner schools could you host?"
    hint={`Most hosts take ${countOf(program.capacity.usual, 'partner')}. Enter a number from ${program.capacity.smallest} to ${program.capacity.largest}.`}
    inputmode="numeric"
    width={3}
    values={values}
    errors={errors}
  />
);

const Students = ({ values, errors }: QuestionProps) => (
  <>
    <p class="govuk-body">
      For each group, enter its percentage of all your students. If you don’t know one, leave it blank. Don’t
      include information about individual students.
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

const Improvement = ({ program, values, errors }: QuestionProps) => (
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

const Team = ({ values, errors }: QuestionProps) => (
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

type YearsProps = Pick<QuestionProps, 'values' | 'errors'> & {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
};

const Years = (props: YearsProps) => <TextField {...props} inputmode="decimal" width={3} suffix="years" />;

const yearsElsewhereHints: Readonly<Record<Role, string>> = {
  host: 'As principal of another district school, or in another leadership role at this school. Enter 0 if none.',
  partner: 'Enter 0 if this is your first school as principal.',
};

const Leadership = ({ role, values, errors }: QuestionProps) => (
  <>
    <Years
      name="yearsHere"
      label="How many years has the principal led this school?"
      hint="Count this school year as a full year, even if the directory’s number is lower."
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

/** A host has visits with each of its partners. A partner has visits with one host. */
function sayVisitsIn({ visits }: Program, role: Role): string {
  const { partnerToHost, hostToPartner, inAll } = visitCounts(visits);
  return role === 'host'
    ? `Expect ${countOf(inAll, 'visit')} a year with each partner (they visit you ${sayTimes(partnerToHost)}, you visit them ${sayTimes(hostToPartner)}), plus coaching for the principal.`
    : `Expect ${countOf(inAll, 'visit')} during the year (you visit your host ${sayTimes(partnerToHost)}, your host visits you ${sayTimes(hostToPartner)}), plus coaching for the principal.`;
}

const Commitment = ({ program, role, values, errors }: QuestionProps) => (
  <>
    <Radios
      name="priority"
      label="Can the principal and staff make this a priority next school year?"
      hint={sayVisitsIn(program, role)}
      values={values}
      errors={errors}
      options={[
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ]}
    />
    <TextArea
      name="statement"
      label="Why do the principal and staff want to do this?"
      {...paragraph}
      rows={6}
      values={values}
      errors={errors}
    />
  </>
);

const fieldsByTopic: Readonly<Record<Topic, (props: QuestionProps) => preact.JSX.Element>> = {
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

export function QuestionFields({ topic, ...props }: QuestionProps & { readonly topic: Topic }) {
  const TopicFields = fieldsByTopic[topic];
  return <TopicFields {...props} />;
}
