import type { Topic } from '../../shared/domain/answers.ts';
import type { Role } from '../../shared/domain/program.ts';
import { yearsElsewhereNames } from '../../shared/domain/said-answers.ts';
import { visitCounts } from '../../shared/domain/visit-plan/rules.ts';
import { Radios } from '../../shared/ui/choices.tsx';
import { TextArea, TextField } from '../../shared/ui/text-field.tsx';
import { Admissions, Hosting, Practices, QualityReview } from './host-fields.tsx';
import { Improvement, Students, Team } from './partner-fields.tsx';
import type { QuestionProps } from './question-props.ts';
import { paragraph } from './questions.ts';

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
      label="Years as principal of this school"
      hint="Count this school year as a full year."
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

const Commitment = ({ program: { visits }, values, errors }: QuestionProps) => (
  <>
    <Radios
      name="priority"
      label="Can the principal and staff make this a priority next year?"
      hint={`Expect ${visitCounts(visits).inAll} visits per partnership during the year, plus coaching for the principal.`}
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
