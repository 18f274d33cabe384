import { sayDate } from '#domain/base/time.ts';
import { capitalized, countOf } from '#domain/base/wording.ts';
import { type PairedSchool, type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import type { LostDay, Whose } from '#domain/visits/visit-year.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { Fields } from '#http/fields.ts';
import type { Shown } from '#http/look-then-do.tsx';
import { isDirector } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Radios, Select } from '#ui/choices.tsx';
import { Form, RowForm } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { VisitsRequest } from '../access.ts';
import type { RepairPreview } from '../apply-changes.ts';
import { RepairShown } from '../changes.tsx';
import { VisitsHeading } from '../form-parts.tsx';
import { longestReason } from '../forms.ts';
import { sayWhose } from '../text.tsx';

/** A closure, and the changes that it would need. */
type Looked = {
  readonly day: LostDay;
  /** Whether it is already reported. Then the preview shows what a repair would still move. */
  readonly isLost: boolean;
  readonly preview: RepairPreview;
};

type PreviewProps = {
  readonly looked: Looked;
  readonly seen: string;
  readonly schools: readonly PairedSchool[];
  readonly partnerships: readonly Partnership[];
};

/** A preview with the button to report the closure. If it is already reported: what is still on that day. */
const LostDayPreview = (props: PreviewProps) =>
  props.looked.isLost ? <AlreadyLost {...props} /> : <Preview {...props} />;

function Preview({ looked, seen, schools, partnerships }: PreviewProps) {
  const { day, preview } = looked;
  const { date, whose, reason } = day;
  const hidden = { date, ...whoseFields(whose), reason, seen };
  return (
    <section class="lp-choice">
      <h2 class="govuk-heading-m">
        Report a closure on {sayDate(date)} for <span dir="auto">{sayWhose(whose, schools)}</span>?
      </h2>
      <p class="govuk-body" dir="auto">
        Reason: {reason}
      </p>
      {preview.changes.length === 0 && preview.stuck.length === 0 ? (
        <p class="govuk-body">No visits are scheduled that day, so no emails will be sent.</p>
      ) : (
        <RepairShown preview={preview} partnerships={partnerships} note={sayOthers(looked)} />
      )}
      <Form action={hrefTo('loseDay', {})} hidden={hidden}>
        <Button>
          {preview.changes.length === 0
            ? 'Report closure'
            : `Report closure, move ${countOf(preview.changes.length, 'visit')}, and send emails`}
        </Button>
      </Form>
    </section>
  );
}

const whoseFields = ({ kind: whose, ...named }: Whose): Fields => ({ whose, ...named });

/** A reported closure needs only a repair, if visits are still on that day. */
function AlreadyLost({ looked, schools }: PreviewProps) {
  const { day, preview } = looked;
  return (
    <section class="lp-choice">
      <h2 class="govuk-heading-m">This closure is already reported</h2>
      <p class="govuk-body">
        <span dir="auto">{capitalized(sayWhose(day.whose, schools))}</span>{' '}
        {day.whose.kind === 'school' ? 'is' : 'are'} already closed on {sayDate(day.date)}.{' '}
        {preview.changes.length === 0 && preview.stuck.length === 0 ? (
          'No visits are scheduled that day, so there’s nothing to do.'
        ) : (
          <>
            Some visits are still scheduled that day.{' '}
            <a class="govuk-link" href={hrefTo('repairVisitsPage', {})}>
              See how to reschedule them
            </a>
          </>
        )}
      </p>
    </section>
  );
}

/** Explains changes of visits that are not on the day itself. */
function sayOthers({ day, preview }: Looked): string | undefined {
  const others = preview.changes.filter(({ from }) => from !== day.date).length;
  if (others === 0) return undefined;
  return others === 1
    ? 'One of these isn’t on that day. It moves to make room, or it already needed a date.'
    : `${others} of these aren’t on that day. They move to make room, or they already needed a date.`;
}

type LostDayPageProps = Shown<VisitsRequest, Looked | undefined> & {
  /** The schools for which this person may report a closure. */
  readonly schools: readonly PairedSchool[];
};

export function LostDayPage(props: LostDayPageProps) {
  const { request, errors, looked, seen, isChanged, schools } = props;
  return (
    <ConsolePage request={request} title="Report a closure" current="visits" errors={errors}>
      {isChanged && (
        <ChangedBanner>
          No visits were moved.
          {looked && looked.preview.changes.length > 0 && ' The visits that would move now are below.'}
        </ChangedBanner>
      )}
      <VisitsHeading>Report a closure</VisitsHeading>
      {looked ? (
        <LostDayPreview
          looked={looked}
          seen={seen}
          schools={schools}
          partnerships={request.setting.partnerships}
        />
      ) : (
        <p class="govuk-body-l">
          Snow, a burst pipe, a school event: choose the day when schools can’t have visits. You’ll see every
          visit that would move before anything changes.
        </p>
      )}
      <section class="lp-narrow">
        {looked && <h2 class="govuk-heading-m">Change date or schools</h2>}
        <DayForm {...props} />
      </section>
      <LostDays request={request} schools={schools} />
    </ConsolePage>
  );
}

function DayForm({ request, schools, values, errors }: LostDayPageProps) {
  const isForAll = isDirector(request.staff);
  const shown = { whose: isForAll ? 'all' : 'school', ...values };
  return (
    <Form action={hrefTo('lostDayPage', {})} method="get" hidden={isForAll ? {} : { whose: 'school' }}>
      <TextField name="date" label="Date" type="date" width={10} values={shown} errors={errors} />
      {isForAll && (
        <>
          <Radios
            name="whose"
            label="Which schools?"
            small
            options={[
              { value: 'all', text: 'All schools' },
              { value: 'region', text: 'All schools in a region' },
              { value: 'school', text: 'One school' },
            ]}
            values={shown}
            errors={errors}
          />
          <Select
            name="region"
            label="Region (if you chose “All schools in a region”)"
            empty="Choose"
            options={request.cycle.program.regions.map((region) => ({ value: region, text: region }))}
            values={shown}
            errors={errors}
          />
        </>
      )}
      <Select
        name="school"
        label={isForAll ? 'School (if you chose “One school”)' : 'School'}
        empty="Choose"
        options={schools.map(({ id, name }) => ({ value: id, text: name }))}
        values={shown}
        errors={errors}
      />
      <TextField
        name="reason"
        label="Reason"
        hint="Schools will see this in the email. For example, “Snow.”"
        maxLength={longestReason}
        values={shown}
        errors={errors}
      />
      <Button variant="secondary">Preview changes</Button>
    </Form>
  );
}

function LostDays({ request, schools }: Pick<LostDayPageProps, 'request' | 'schools'>) {
  const { lostDays } = request.setting.year;
  const mayRegain = ({ whose }: LostDay) =>
    isDirector(request.staff) || (whose.kind === 'school' && schools.some(({ id }) => id === whose.school));
  return (
    <Table
      caption="Closures so far"
      dense
      stacks
      columns={[
        { text: 'Date', head: true },
        { text: 'Schools' },
        { text: 'Reason' },
        { text: <span class="govuk-visually-hidden">Remove</span> },
      ]}
      empty="No closures yet."
      rows={lostDays.map((day) => [
        sayDate(day.date),
        <span key="who" dir="auto">
          {capitalized(sayWhose(day.whose, request.setting.partnerships.flatMap(schoolsOf)))}
        </span>,
        day.reason,
        mayRegain(day) && day.date >= request.today ? (
          <RowForm
            key="regain"
            action={hrefTo('regainDay', {})}
            hidden={{ date: day.date, ...whoseFields(day.whose) }}
            text="Remove closure"
            what={`on ${sayDate(day.date)}`}
          />
        ) : (
          ''
        ),
      ])}
    />
  );
}
