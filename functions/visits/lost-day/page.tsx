import { sayDate } from '#domain/base/time.ts';
import { capitalized, countOf } from '#domain/base/wording.ts';
import { type PairedSchool, type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import { kindsIn, mayClose, type Reach, whyNotADay } from '#domain/visits/closures.ts';
import type { LostDay, Whose } from '#domain/visits/visit-year.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { Fields } from '#http/fields.ts';
import type { Shown } from '#http/look-then-do.tsx';
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
import { anotherReason, commonReasons, longestReason } from '../forms.ts';
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

type LostDayPageProps = Shown<VisitsRequest, Looked | undefined> & { readonly reach: Reach };

export function LostDayPage(props: LostDayPageProps) {
  const { request, errors, looked, seen, isChanged, reach } = props;
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
          schools={reach.schools}
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
      <LostDays request={request} reach={reach} />
    </ConsolePage>
  );
}

export const whoseNames: Readonly<Record<Whose['kind'], string>> = {
  all: 'All schools',
  region: 'All schools in a region',
  school: 'One school',
};
export const otherReasonName = 'Another reason';

/** Filled in for the most common closure, so that a snow morning takes few taps. */
function usualDay({ cycle, today }: VisitsRequest, { all, regions, schools }: Reach): Fields {
  const [region = ''] = regions;
  const whose = all ? 'all' : regions.length === 1 ? 'region' : 'school';
  return {
    ...(!whyNotADay(cycle, today, today) && { date: today }),
    whose,
    ...(whose === 'region' && { region }),
    ...(whose === 'school' && schools.length === 1 && { school: schools[0]?.id ?? '' }),
  };
}

function DayForm({ request, reach, values, errors }: LostDayPageProps) {
  const { regions, schools } = reach;
  const kinds = kindsIn(reach);
  const shown = { ...usualDay(request, reach), ...values };
  const isChoice = kinds.length > 1;
  const { reason = '' } = values;
  // A reason that was sent as a link, or typed before it was previewed.
  const isTyped = reason !== '' && ![...commonReasons, anotherReason].some((one) => one === reason);
  const reasons = isTyped ? { ...shown, reason: anotherReason, otherReason: reason } : shown;
  return (
    <Form action={hrefTo('lostDayPage', {})} method="get" hidden={isChoice ? {} : { whose: 'school' }}>
      <TextField name="date" label="Date" type="date" width={10} values={shown} errors={errors} />
      {isChoice && (
        <Radios
          name="whose"
          label="Which schools?"
          small
          options={kinds.map((kind) => ({ value: kind, text: whoseNames[kind] }))}
          values={shown}
          errors={errors}
        />
      )}
      {regions.length > 0 && (
        <Select
          name="region"
          label={`Region (if you chose “${whoseNames.region}”)`}
          empty="Choose"
          options={regions.map((region) => ({ value: region, text: region }))}
          values={shown}
          errors={errors}
        />
      )}
      <Select
        name="school"
        label={isChoice ? `School (if you chose “${whoseNames.school}”)` : 'School'}
        empty="Choose"
        options={schools.map(({ id, name }) => ({ value: id, text: name }))}
        values={shown}
        errors={errors}
      />
      <Radios
        name="reason"
        label="Reason"
        hint="Schools will see it in the email."
        small
        options={[
          ...commonReasons.map((text) => ({ value: text, text })),
          { value: anotherReason, text: otherReasonName },
        ]}
        values={reasons}
        errors={errors}
      />
      <TextField
        name="otherReason"
        label={`Reason (if you chose “${otherReasonName}”)`}
        maxLength={longestReason}
        values={reasons}
        errors={errors}
      />
      <Button variant="secondary">Preview changes</Button>
    </Form>
  );
}

function LostDays({ request, reach }: Pick<LostDayPageProps, 'request' | 'reach'>) {
  const { lostDays } = request.setting.year;
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
        mayClose(reach, day.whose) && day.date >= request.today ? (
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
