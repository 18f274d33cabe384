import { sayDate } from '../../shared/domain/base/time.ts';
import { nameOfSchool } from '../../shared/domain/partnership/partnership.ts';
import type { BookedVisit, DateProposal } from '../../shared/domain/partnership/visit.ts';
import { Button, ButtonLink } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Details, InsetText, Lines } from '../../shared/ui/notices.tsx';
import { TextArea } from '../../shared/ui/text-field.tsx';
import { hrefTo } from '../routes.ts';
import { longestReason } from './forms.ts';
import { addressOf, type FormProps, madeFrom, valuesOf } from './visit-forms.tsx';

type ProposalsProps = FormProps & { readonly visit: BookedVisit; readonly isOwn: boolean };

/** The schools' date requests. Moving the visit to that date accepts one. */
export const Proposals = (props: ProposalsProps) => (
  <>
    {props.visit.proposals.map((proposal) => (
      <InsetText key={proposal.school}>
        <p class="govuk-body-l">
          <span dir="auto">{nameOfSchool(props.request.partnership, proposal.school)}</span> asked for{' '}
          {sayDate(proposal.date)}.
        </p>
        <p class="govuk-body">
          <Lines text={proposal.reason} />
        </p>
        {props.isOwn && (
          <>
            <ButtonLink href={hrefTo('moveVisitPage', addressOf(props.request), { date: proposal.date })}>
              Preview moving to that day
            </ButtonLink>
            <DeclineForm {...props} proposal={proposal} />
          </>
        )}
      </InsetText>
    ))}
  </>
);

function DeclineForm({ proposal, ...props }: FormProps & { readonly proposal: DateProposal }) {
  const { school } = proposal;
  const isOpen = props.isOpen && props.request.fields.school === school;
  return (
    <Details summary="Decline" open={isOpen}>
      <Form
        action={hrefTo('declineDate', addressOf(props.request))}
        hidden={{ school, seen: madeFrom({ ...props, isOpen }, proposal) }}
      >
        <TextArea
          name="declineReason"
          id={isOpen ? undefined : `declineReason-${school}`}
          label="Reason"
          hint="The school will see this in the email."
          rows={3}
          maxLength={longestReason}
          values={valuesOf({ ...props, isOpen }, {})}
          errors={isOpen ? props.errors : {}}
        />
        <Button variant="secondary">Decline and email the school</Button>
      </Form>
    </Details>
  );
}
