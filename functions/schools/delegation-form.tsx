import { Button } from '../../shared/ui/button.tsx';
import { Radios } from '../../shared/ui/choices.tsx';
import type { FieldValues } from '../../shared/ui/field.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { TextArea, TextField } from '../../shared/ui/text-field.tsx';
import { seenOf } from '../http/seen.ts';
import { hrefTo } from '../routes.ts';
import type { OwnVisit } from './context.ts';
import { longestRemark } from './forms.ts';
import { delegationShown } from './shown-of.ts';
import { madeFrom, type Typed } from './typed.ts';

type DelegationFormProps = { readonly own: OwnVisit; readonly typed: Typed | undefined };

/** Asks who is coming from the school. The other schools plan their day by the answer. */
export function DelegationForm({ own, typed }: DelegationFormProps) {
  const { reference, visit, school } = own;
  const isVisited = visit.visited === school.id;
  const field = { values: typed?.values ?? saidBefore(own), errors: typed?.errors };
  return (
    <>
      <h2 class="govuk-heading-m" id="who-comes">
        {isVisited ? 'Who will be there from your school?' : 'Who’s coming from your school?'}
      </h2>
      <Form
        action={hrefTo('nameDelegation', { reference, visit: String(visit.number) })}
        hidden={{ seen: madeFrom(typed, seenOf(delegationShown(visit, school.id))) }}
      >
        <Radios
          name="principal"
          label={isVisited ? 'Will the principal be there?' : 'Is the principal coming?'}
          inline
          options={[
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ]}
          {...field}
        />
        <TextField
          name="cabinet"
          label="How many from your instructional cabinet?"
          inputmode="numeric"
          width={3}
          {...field}
        />
        <TextField
          name="leadershipTeam"
          label="How many others from your leadership team?"
          inputmode="numeric"
          width={3}
          {...field}
        />
        <TextArea
          name="remark"
          label="Anything your facilitator should know (optional)"
          hint="Only your school and your facilitator can see this."
          maxLength={longestRemark}
          rows={3}
          {...field}
        />
        <Button>Save</Button>
      </Form>
    </>
  );
}

function saidBefore({ visit, school }: OwnVisit): FieldValues {
  const said = visit.delegations[school.id];
  if (!said) return {};
  const { principal, cabinet, leadershipTeam, remark } = said;
  return {
    principal: principal ? 'yes' : 'no',
    cabinet: String(cabinet),
    leadershipTeam: String(leadershipTeam),
    remark,
  };
}
