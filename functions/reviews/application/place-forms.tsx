import type { Application } from '#domain/admission/application.ts';
import { placeOf, placeStateOf } from '#domain/admission/place.ts';
import { dateIn, type Instant, sayDate } from '#domain/base/time.ts';
import type { Program } from '#domain/program/program.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Details } from '#ui/notices.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import { longest } from '../forms.ts';

type PlaceFormsProps = {
  readonly application: Application;
  readonly program: Program;
  readonly now: Instant;
};

/** Whether an accepted school confirmed its place, and a director's forms if it hasn't. */
export function PlaceForms({ application, program, now }: PlaceFormsProps) {
  const place = placeOf(application, program);
  if (!place) return null;
  const { reference, version } = application;
  const seen = { version: String(version) };
  const { confirmBy, confirmedAt, confirmedBy } = place;
  if (confirmedAt !== undefined)
    return (
      <p class="govuk-body">
        {confirmedBy === undefined ? 'The school' : confirmedBy} confirmed the place on{' '}
        {sayDate(dateIn(program.timeZone, confirmedAt))}.
      </p>
    );
  return (
    <>
      <p class="govuk-body">
        The school hasn’t confirmed its place.{' '}
        {placeStateOf(place, program, now) === 'open'
          ? `It has until ${sayDate(confirmBy)}.`
          : `It had until ${sayDate(confirmBy)}.`}
      </p>
      <Details summary="Confirm the place for the school">
        <Form action={hrefTo('confirmPlaceFor', { reference })} hidden={seen}>
          <TextArea
            name="note"
            id="confirmed"
            label="How do you know?"
            labelSize="s"
            hint="For example, who called and when. It’s in the history for staff. Schools never see it."
            rows={2}
            maxLength={longest.note}
            values={{}}
            errors={{}}
          />
          <Button variant="secondary">Confirm place</Button>
        </Form>
      </Details>
      <Details summary="Give the school more time to confirm">
        <Form action={hrefTo('extendPlace', { reference })} hidden={seen}>
          <TextField
            name="until"
            label="Last day to confirm"
            labelSize="s"
            type="date"
            width={10}
            values={{}}
            errors={{}}
          />
          <TextArea
            name="note"
            id="extended"
            label="Note for staff (optional)"
            labelSize="s"
            hint="It’s in the history. Schools never see it."
            rows={2}
            maxLength={longest.note}
            values={{}}
            errors={{}}
          />
          <Button variant="secondary">Extend and email the school</Button>
        </Form>
      </Details>
    </>
  );
}
