import type { ComponentChildren } from 'preact';
import { sayDate } from '#domain/base/time.ts';
import { nameOfSchool } from '#domain/partnership/partnership.ts';
import { type BookedVisit, type DateProposal, isOver } from '#domain/partnership/visit.ts';
import { owedFor } from '#domain/visits/debts.ts';
import type { FieldErrors } from '#http/fields.ts';
import { seenFor } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import type { FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Details, InsetText, Lines } from '#ui/notices.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import type { VisitRequest } from '../access.ts';
import { HoursFields } from '../form-parts.tsx';
import { longestLookFor, longestPlace, longestReason, longestTheme } from '../forms.ts';
import { addressOf } from '../links.ts';
import { cancellationOf, detailsOf, themeOf } from './form-state.ts';

export type FormProps = {
  readonly request: VisitRequest;
  readonly errors: FieldErrors;
  /** Whether it was sent and changed nothing. Then its fields show what was typed. */
  readonly isOpen: boolean;
  /** Whether someone else changed the visit in between. */
  readonly isChanged: boolean;
};

/** What was typed, or the current values. */
export const valuesOf = ({ request, isOpen }: FormProps, standing: FieldValues): FieldValues =>
  isOpen ? request.fields : standing;

/** The `seen` value of a form. */
export const madeFrom = ({ request, isOpen, isChanged }: FormProps, shown: unknown): string =>
  seenFor(shown, isOpen ? { fields: request.fields, isChanged } : undefined);

const Folded = ({
  summary,
  isOpen,
  children,
}: {
  readonly summary: string;
  readonly isOpen: boolean;
  readonly children: ComponentChildren;
}) => (
  <Details summary={summary} open={isOpen}>
    {children}
  </Details>
);

export function DetailsForm(props: FormProps) {
  const { request, errors, isOpen } = props;
  const { start, durationMinutes, place } = request.visit;
  const values = valuesOf(props, { start, durationMinutes: String(durationMinutes), place });
  return (
    <Folded summary="Change time or place" isOpen={isOpen}>
      <Form
        action={hrefTo('changeVisit', addressOf(request))}
        hidden={{ seen: madeFrom(props, detailsOf(request.visit)) }}
      >
        <HoursFields values={values} errors={errors} />
        <TextField
          name="place"
          label="Location in the school"
          hint="Where visitors should go, like “Room 204.” If blank, they check in at the front desk."
          maxLength={longestPlace}
          values={values}
          errors={errors}
        />
        <Button>Save and send emails</Button>
      </Form>
    </Folded>
  );
}

export function ThemeForm(props: FormProps) {
  const { request, errors, isOpen } = props;
  const { theme, lookFor } = request.visit;
  const values = valuesOf(props, { theme, lookFor });
  return (
    <Folded summary={theme === '' ? 'Add a theme' : 'Edit theme'} isOpen={isOpen}>
      <Form
        action={hrefTo('themeVisit', addressOf(request))}
        hidden={{ seen: madeFrom(props, themeOf(request.visit)) }}
      >
        <TextField name="theme" label="Theme" maxLength={longestTheme} values={values} errors={errors} />
        <TextArea
          name="lookFor"
          label="What to look for"
          rows={4}
          maxLength={longestLookFor}
          values={values}
          errors={errors}
        />
        <Button>Save theme</Button>
      </Form>
    </Folded>
  );
}

const comingWords = {
  summary: 'Cancel visit',
  advice: 'If another day works, move it instead.',
  button: 'Cancel visit and send emails',
};
const pastWords = {
  summary: 'The visit didn’t happen',
  advice: '',
  button: 'Record that it didn’t happen and send emails',
};

/** Cancels an upcoming visit. For a past visit, records that it didn't happen. */
export function CancelForm(props: FormProps) {
  const { request, errors, isOpen } = props;
  const { visit, partnership, cycle, now } = request;
  const words = isOver(visit, cycle, now) ? pastWords : comingWords;
  const isOwed = owedFor(visit, partnership, cycle.program).length > 0;
  return (
    <Folded summary={words.summary} isOpen={isOpen}>
      <Form
        action={hrefTo('cancelVisit', addressOf(request))}
        hidden={{ seen: madeFrom(props, cancellationOf(request.visit)) }}
      >
        <p class="govuk-body">
          {isOwed
            ? 'You’ll still need to schedule a replacement.'
            : 'This was an extra visit, so it doesn’t need a replacement.'}{' '}
          {words.advice}
        </p>
        <TextArea
          name="reason"
          label="Reason"
          hint="Schools will see this in the email."
          rows={3}
          maxLength={longestReason}
          values={valuesOf(props, {})}
          errors={errors}
        />
        <Button variant="warning">{words.button}</Button>
      </Form>
    </Folded>
  );
}

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
