import { sayDate } from '../../shared/domain/time.ts';
import type { BookedVisit } from '../../shared/domain/visits/visit.ts';
import { nameOfSchool } from '../../shared/domain/visits/year-problem.ts';
import { Button, ButtonLink } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Lines } from '../../shared/ui/lines.tsx';
import { Details, InsetText } from '../../shared/ui/notices.tsx';
import { TextArea } from '../../shared/ui/text-field.tsx';
import { hrefTo } from '../routes.ts';
import { longestReason } from './forms.ts';
import { addressOf, type FormProps, valuesOf } from './visit-forms.tsx';

type ProposalsProps = FormProps & { readonly visit: BookedVisit; readonly isOwn: boolean };

/** Other days that schools ask for, each to be accepted by moving the visit there, or declined. */
export const Proposals = (props: ProposalsProps) => (
  <>
    {props.visit.proposals.map(({ school, date, reason }) => (
      <InsetText key={school}>
        <p class="govuk-body-l">
          <span dir="auto">{nameOfSchool(props.request.partnership, school)}</span> asks for {sayDate(date)}.
        </p>
        <p class="govuk-body">
          <Lines text={reason} />
        </p>
        {props.isOwn && (
          <>
            <ButtonLink href={hrefTo('moveVisitPage', addressOf(props.request), { date })}>
              See what moving to that day would mean
            </ButtonLink>
            <DeclineForm {...props} school={school} />
          </>
        )}
      </InsetText>
    ))}
  </>
);

function DeclineForm({ school, ...props }: FormProps & { readonly school: string }) {
  const isOpen = props.isOpen && props.request.fields.school === school;
  return (
    <Details summary="Decline it" open={isOpen}>
      <Form action={hrefTo('declineDate', addressOf(props.request))} hidden={{ school }}>
        <TextArea
          name="declineReason"
          id={isOpen ? undefined : `declineReason-${school}`}
          label="Why?"
          hint="The school reads this in its letter."
          rows={3}
          maxLength={longestReason}
          values={valuesOf({ ...props, isOpen }, {})}
          errors={isOpen ? props.errors : {}}
        />
        <Button variant="secondary">Decline and tell the school</Button>
      </Form>
    </Details>
  );
}
