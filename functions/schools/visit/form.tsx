import { type CalendarDate, sayDate } from '#domain/base/time.ts';
import { type BookedVisit, isBooked, type Visit } from '#domain/partnership/visit.ts';
import { reflectionOf } from '#domain/visits/school-view.ts';
import { seenFor } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Radios } from '#ui/choices.tsx';
import type { FieldErrors, FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Details, InsetText, Lines } from '#ui/notices.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import type { OwnVisit } from '../access.ts';
import { longestReason, longestRemark, otherDay } from '../forms.ts';

/** The values submitted with one form of a visit's page. The form comes back because of errors or because the visit changed. */
export type Typed = {
  readonly form: 'delegation' | 'proposal';
  readonly fields: FieldValues;
  readonly errors: FieldErrors;
  readonly isChanged: boolean;
};

/** The data that each form shows. A form is refused if a colleague changed this data in the meantime. */

/** The date is part of each form: on another day, other people come. */
const whenOf = ({ date, start }: Visit) => ({ date, start });

export const delegationShown = (visit: Visit, school: string) => ({
  ...whenOf(visit),
  delegation: visit.delegations[school] ?? null,
});

export const proposalShown = (visit: Visit, school: string) => {
  const proposal = isBooked(visit) ? visit.proposals.find((one) => one.school === school) : undefined;
  return { ...whenOf(visit), proposal: proposal ? { date: proposal.date, reason: proposal.reason } : null };
};

export const reflectionShown = (visit: Visit, school: string) => {
  const said = reflectionOf(visit, school);
  return said && { usefulness: said.usefulness, learned: said.learned, willTry: said.willTry };
};

type DelegationFormProps = { readonly own: OwnVisit; readonly typed: Typed | undefined };

/** Asks who is coming from the school. The other schools plan their day by the answer. */
export function DelegationForm({ own, typed }: DelegationFormProps) {
  const { reference, visit, school } = own;
  const isVisited = visit.visited === school.id;
  const field = { values: typed?.fields ?? saidBefore(own), errors: typed?.errors };
  return (
    <>
      <h2 class="govuk-heading-m" id="who-comes">
        {isVisited ? 'Who will be there from your school?' : 'Who’s coming from your school?'}
      </h2>
      <Form
        action={hrefTo('nameDelegation', { reference, visit: String(visit.number) })}
        hidden={{ seen: seenFor(delegationShown(visit, school.id), typed) }}
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
          hint="Your school, your facilitator, and the central office can see this. Other schools can’t."
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

type ProposalFormProps = {
  readonly own: OwnVisit;
  readonly visit: BookedVisit;
  readonly freeDays: readonly CalendarDate[];
  readonly typed: Typed | undefined;
};

/** For a visit whose date does not work: the school's open request, if any, and the form for a new one. */
export function ProposalForm(props: ProposalFormProps) {
  const { own, visit, typed } = props;
  const { partnership, school } = own;
  const waiting = visit.proposals.find((one) => one.school === school.id);
  return (
    <>
      <h2 class="govuk-heading-m">If this date doesn’t work</h2>
      {waiting && (
        <InsetText>
          You asked for <strong>{sayDate(waiting.date)}</strong>: <Lines text={waiting.reason} />
          <br />
          We’re waiting for <bdi>{partnership.facilitator.name}</bdi>’s answer. Until then, the visit stays on
          its current date.
        </InsetText>
      )}
      <Details
        summary={waiting ? 'Ask for a different date' : 'Ask for another date'}
        open={typed !== undefined}
      >
        <Asking {...props} />
      </Details>
    </>
  );
}

function Asking({ own: { reference, school }, visit, freeDays, typed }: ProposalFormProps) {
  const seen = seenFor(proposalShown(visit, school.id), typed);
  const field = { values: typed?.fields, errors: typed?.errors };
  const offered = freeDays.map((date) => ({ value: date, text: sayDate(date) }));
  return (
    <Form
      action={hrefTo('proposeDate', { reference, visit: String(visit.number) })}
      hidden={offered.length === 0 ? { date: otherDay, seen } : { seen }}
    >
      {offered.length > 0 && (
        <Radios
          name="date"
          label="Which date?"
          hint="We don’t know of any conflicts on these dates."
          options={[...offered, { value: otherDay, text: 'Another date' }]}
          {...field}
        />
      )}
      <TextField
        name="otherDate"
        type="date"
        label={offered.length > 0 ? 'If another date, which one?' : 'Which date?'}
        width={10}
        {...field}
      />
      <TextArea
        name="reason"
        label="Why do you need another date?"
        hint="Your facilitator will see this."
        maxLength={longestReason}
        rows={3}
        {...field}
      />
      <Button variant="secondary">Request this date</Button>
    </Form>
  );
}
