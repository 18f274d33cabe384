import type { ComponentChildren } from 'preact';
import { isOver } from '../../shared/domain/partnership/visit.ts';
import { owedFor } from '../../shared/domain/visits/debts.ts';
import { Button } from '../../shared/ui/button.tsx';
import type { FieldValues } from '../../shared/ui/field.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Details } from '../../shared/ui/notices.tsx';
import { TextArea, TextField } from '../../shared/ui/text-field.tsx';
import type { FieldErrors } from '../http/fields.ts';
import { seenBefore, seenOf } from '../http/seen.ts';
import { hrefTo } from '../routes.ts';
import { longestLookFor, longestPlace, longestReason, longestTheme } from './forms.ts';
import { HoursFields } from './hours-fields.tsx';
import type { VisitRequest } from './setting.ts';
import { themeOf } from './shown-of.ts';

export type FormProps = {
  readonly request: VisitRequest;
  readonly errors: FieldErrors;
  /** Whether it was sent and changed nothing. Then its fields show what was typed. */
  readonly isOpen: boolean;
  /** Whether someone else changed the visit in between. */
  readonly isChanged: boolean;
};

export const addressOf = ({ partnership, visit }: VisitRequest) => ({
  partnership: partnership.host.reference,
  visit: String(visit.number),
});

/** What was typed, or the current values. */
export const valuesOf = ({ request, isOpen }: FormProps, standing: FieldValues): FieldValues =>
  isOpen ? request.fields : standing;

/** The `seen` value of a form. A form that comes back with errors keeps the value of its first page. */
export const madeFrom = ({ request, isOpen, isChanged }: FormProps, shown: unknown): string =>
  isOpen && !isChanged ? seenBefore(request.fields, seenOf(shown)) : seenOf(shown);

/** The same for forms that send the version of the visit's invitation. */
function sequenceIn({ request, isOpen, isChanged }: FormProps): string {
  const { sequence } = request.fields;
  return isOpen && !isChanged && typeof sequence === 'string' ? sequence : String(request.visit.sequence);
}

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
      <Form action={hrefTo('changeVisit', addressOf(request))} hidden={{ sequence: sequenceIn(props) }}>
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
      <Form action={hrefTo('cancelVisit', addressOf(request))} hidden={{ sequence: sequenceIn(props) }}>
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
