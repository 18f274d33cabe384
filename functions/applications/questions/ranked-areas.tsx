import { Select } from '#ui/choices.tsx';
import { chosenOf, type FieldProps, Fieldset } from '#ui/field.tsx';

type RankedAreasProps = FieldProps & {
  readonly options: readonly { readonly value: string; readonly text: string }[];
};

/** A first and a second choice. Both lists have one name, so their order is the rank. */
export function RankedAreas({ name, label, hint, options, values, errors }: RankedAreasProps) {
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
