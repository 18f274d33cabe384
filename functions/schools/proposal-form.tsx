import { type CalendarDate, sayDate } from '../../shared/domain/base/time.ts';
import type { BookedVisit } from '../../shared/domain/partnership/visit.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Radios } from '../../shared/ui/choices.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Details, InsetText, Lines } from '../../shared/ui/notices.tsx';
import { TextArea, TextField } from '../../shared/ui/text-field.tsx';
import { seenOf } from '../http/seen.ts';
import { hrefTo } from '../routes.ts';
import type { OwnVisit } from './context.ts';
import { longestReason, otherDay } from './forms.ts';
import { proposalShown } from './shown-of.ts';
import { madeFrom, type Typed } from './typed.ts';

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
  const seen = madeFrom(typed, seenOf(proposalShown(visit, school.id)));
  const field = { values: typed?.values, errors: typed?.errors };
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
