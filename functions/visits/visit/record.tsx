import { countOf } from '#domain/base/wording.ts';
import { nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import { type HeldVisit, isHeld, schoolsIn } from '#domain/partnership/visit.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Details, Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import { attendanceField, longestNotes } from '../forms.ts';
import { addressOf } from '../links.ts';
import { type FormProps, madeFrom, valuesOf } from './form.tsx';
import { recordOf } from './form-state.ts';

type HeldProps = { readonly partnership: Partnership; readonly visit: HeldVisit };

/** The choices that schools have when they reflect. */
const usefulness: Readonly<Record<number, string>> = {
  1: 'not useful yet',
  2: 'a little useful',
  3: 'useful',
  4: 'very useful',
};

/** How a visit went: attendance, the facilitator's notes, and the schools' reflections. */
export function Held({ partnership, visit }: HeldProps) {
  return (
    <>
      <h2 class="govuk-heading-m">How it went</h2>
      <SummaryList
        rows={[
          ...schoolsIn(visit).map((id) => ({
            key: nameOfSchool(partnership, id),
            value:
              id in visit.attendance
                ? `${countOf(visit.attendance[id] ?? 0, 'person', 'people')} took part`
                : 'Not recorded',
          })),
          { key: 'Staff notes', value: visit.notes === '' ? 'None' : <Lines text={visit.notes} /> },
        ]}
      />
      <h2 class="govuk-heading-m">School reflections</h2>
      {visit.reflections.length === 0 && <p class="govuk-body">No reflections yet.</p>}
      {visit.reflections.map(({ school, usefulness: score, learned, willTry }) => (
        <section key={school} class="lp-reading">
          <h3 class="govuk-heading-s" dir="auto">
            {nameOfSchool(partnership, school)}: {usefulness[score] ?? `${score} of 4`}
          </h3>
          <SummaryList
            rows={[
              { key: 'Learned', value: <Lines text={learned} /> },
              { key: 'Will try', value: <Lines text={willTry} /> },
            ]}
          />
        </section>
      ))}
    </>
  );
}

export function RecordForm(props: FormProps) {
  const { request, errors, isOpen } = props;
  const { visit, partnership } = request;
  const form = (
    <Form
      action={hrefTo('recordVisit', addressOf(request))}
      hidden={{ seen: madeFrom(props, recordOf(request.visit)) }}
    >
      {schoolsIn(visit).map((id) => (
        <TextField
          key={id}
          name={attendanceField(id)}
          label={`How many people from ${nameOfSchool(partnership, id)} took part?`}
          inputmode="numeric"
          width={3}
          values={valuesOf(props, standingOf(request))}
          errors={errors}
        />
      ))}
      <TextArea
        name="notes"
        label="Notes"
        hint="What you saw and agreed on. Only staff can see this."
        rows={8}
        maxLength={longestNotes}
        values={valuesOf(props, standingOf(request))}
        errors={errors}
      />
      <Button>Save notes</Button>
    </Form>
  );
  return isHeld(visit) ? (
    <Details summary="Edit notes" open={isOpen}>
      {form}
    </Details>
  ) : (
    <section class="lp-narrow">
      <h2 class="govuk-heading-m">How did it go?</h2>
      {form}
    </section>
  );
}

const standingOf = ({ visit }: FormProps['request']) =>
  isHeld(visit)
    ? {
        notes: visit.notes,
        ...Object.fromEntries(
          Object.entries(visit.attendance).map(([id, count]) => [attendanceField(id), String(count)]),
        ),
      }
    : {};
