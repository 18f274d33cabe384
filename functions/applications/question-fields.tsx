import type { Topic } from '../../shared/domain/admission/answers.ts';
import { type Program, type Role, visitCounts } from '../../shared/domain/program/program.ts';
import { yearsElsewhereNames } from '../../shared/text/answers.ts';
import { sayTimes } from '../../shared/text/numbers.ts';
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
    ? `Expect ${inAll} visits a year with each partner (they visit you ${sayTimes(partnerToHost)}, you visit them ${sayTimes(hostToPartner)}), plus coaching for the principal.`
    : `Expect ${inAll} visits during the year (you visit your host ${sayTimes(partnerToHost)}, your host visits you ${sayTimes(hostToPartner)}), plus coaching for the principal.`;
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
