import { longest, type Topic } from '#domain/admission/topics.ts';
import { mustShareArea, type Program, type Role } from '#domain/program/program.ts';
import { intros, type Question, questionsOf, rankedHint, worded } from '#text/questions.ts';
import { Checkboxes, Radios, Select } from '#ui/choices.tsx';
import { chosenOf, type FieldErrors, type FieldProps, Fieldset, type FieldValues } from '#ui/field.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';

type PageProps = {
  readonly program: Program;
  readonly role: Role;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
};

export const QuestionFields = ({ topic, ...props }: PageProps & { readonly topic: Topic }) => (
  <>
    {intros[topic] && <p class="govuk-body">{intros[topic]}</p>}
    {questionsOf(topic).map((question) => (
      <QuestionField key={question.name} question={question} {...props} />
    ))}
  </>
);

function QuestionField({
  question,
  program,
  role,
  values,
  errors,
}: PageProps & { readonly question: Question }) {
  const { name, field, label, hint, options = {} } = question;
  const props = {
    ...{ name, values, errors, label: worded(label, role, program) },
    ...(hint !== undefined && { hint: worded(hint, role, program) }),
    options: Object.entries(options).map(([value, text]) => ({ value, text })),
  };
  switch (field.kind) {
    case 'years':
      return <TextField {...props} inputmode="decimal" width={3} suffix="years" />;
    case 'percent':
      return <TextField {...props} inputmode="decimal" width={5} suffix="%" />;
    case 'places':
      return <TextField {...props} inputmode="numeric" width={3} />;
    case 'month':
      return <TextField {...props} width={20} />;
    case 'yes or no':
      return <Radios {...props} options={yesOrNo} />;
    case 'choice':
      return <Radios {...props} />;
    case 'choices':
      return <Checkboxes {...props} />;
    case 'ranked areas':
      return mustShareArea(program.pairing) ? (
        <RankedAreas {...props} hint={rankedHint} options={areasOf(program)} />
      ) : (
        <Checkboxes {...props} options={areasOf(program)} />
      );
    case 'areas':
      return <Checkboxes {...props} options={areasOf(program)} />;
    case 'essay':
      return <TextArea {...props} maxLength={longest.essay} rows={10} />;
    case 'paragraph':
      return <TextArea {...props} maxLength={longest.paragraph} rows={6} />;
  }
}

type RankedAreasProps = FieldProps & {
  readonly options: readonly { readonly value: string; readonly text: string }[];
};

/** A first and a second choice. Both lists have one name, so their order is the rank. */
function RankedAreas({ name, label, hint, options, values, errors }: RankedAreasProps) {
  const [first = '', second = ''] = chosenOf(values, name);
  return (
    <Fieldset legend={label}>
      <Select
        name={name}
        label="First choice"
        hint={hint}
        empty="Choose"
        options={options}
        values={{ [name]: first }}
        errors={errors}
      />
      <Select
        name={name}
        id={`${name}-2`}
        label="Second choice (optional)"
        empty="No second choice"
        options={options}
        values={{ [name]: second }}
      />
    </Fieldset>
  );
}

const areasOf = ({ focusAreas }: Program) => focusAreas.map(({ id, name: text }) => ({ value: id, text }));

const yesOrNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
];
