import { type CalendarDate, sayDate } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { nameOfSchool } from '#domain/partnership/partnership.ts';
import type { BookedVisit } from '#domain/partnership/visit.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { Shown } from '#http/look-then-do.tsx';
import { hrefTo } from '#routes.ts';
import type { SaidClash } from '#text/visit-clashes.ts';
import { sayWho } from '#text/visits.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/notices.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import type { VisitRequest } from '../access.ts';
import type { ChangedVisit } from '../apply-changes.ts';
import { Changes, WrittenTo } from '../changes.tsx';
import { ClashList, FreeDays } from '../form-parts.tsx';
import { longestReason } from '../forms.ts';
import { addressOf } from '../links.ts';
import { sayYearOver } from '../text.tsx';

/** A date, and the changes that a move to it would need. */
export type Looked =
  | { readonly kind: 'possible'; readonly date: CalendarDate; readonly changes: readonly ChangedVisit[] }
  | {
      readonly kind: 'impossible';
      readonly date: CalendarDate;
      readonly faults: readonly string[];
      readonly clashes: readonly SaidClash[];
    };

/** A request about a visit that can move. */
export type MoveRequest = VisitRequest & { readonly visit: BookedVisit };

type MovePageProps = Shown<
  MoveRequest,
  { readonly free: readonly CalendarDate[]; readonly day: Looked | undefined }
>;

export function MovePage(props: MovePageProps) {
  const { request, looked, errors, isChanged } = props;
  const { partnership, visit } = request;
  const who = sayWho(partnership, visit);
  const address = addressOf(request);
  const over = sayYearOver(request);
  return (
    <ConsolePage request={request} title={`Move: ${who}`} current="visits" errors={errors}>
      {isChanged && <ChangedBanner>The visit wasn’t moved. Here’s how it looks now.</ChangedBanner>}
      <h1>
        <span class="govuk-caption-l">
          <a class="govuk-link" href={hrefTo('visit', address)} dir="auto">
            {who}
          </a>
        </span>
        Move visit
      </h1>
      <p class="govuk-body-l">Currently on {sayDate(visit.date)}.</p>
      {visit.proposals.map(({ school, date }) => (
        <p key={school} class="govuk-body">
          <span dir="auto">{nameOfSchool(partnership, school)}</span> asked for{' '}
          <a class="govuk-link" href={hrefTo('moveVisitPage', address, { date })}>
            {sayDate(date)}
          </a>
          .
        </p>
      ))}
      {looked.day?.kind === 'impossible' && <Impossible day={looked.day} />}
      {looked.day?.kind === 'possible' && <Possible {...props} day={looked.day} />}
      {over === undefined ? <Days {...props} /> : <p class="govuk-body">{over}</p>}
    </ConsolePage>
  );
}

/** The days that need no other move, and a form for any other day. */
function Days({ request, looked: { free, day }, errors, values }: MovePageProps) {
  const address = addressOf(request);
  return (
    <>
      <h2 class="govuk-heading-m">
        {free.length === 0 ? 'No day is free without moving another visit' : 'Available days'}
      </h2>
      {free.length > 0 && (
        <p class="govuk-body">
          {free.length === 1 ? 'On this day' : `On these ${free.length} days`}, no other visits need to move.
        </p>
      )}
      <FreeDays
        dates={free}
        hrefOf={(date) => hrefTo('moveVisitPage', address, { date })}
        chosen={day?.date}
      />
      <section class="lp-narrow">
        <h2 class="govuk-heading-m">Another day</h2>
        <Form action={hrefTo('moveVisitPage', address)} method="get">
          <TextField
            name="date"
            label="Date"
            hint="If that day has another visit, you’ll see what else would move before anything changes."
            type="date"
            width={10}
            values={{ date: day?.date ?? values.date }}
            errors={errors}
          />
          <Button variant="secondary">Preview move</Button>
        </Form>
      </section>
    </>
  );
}

type ImpossibleProps = { readonly day: Extract<Looked, { kind: 'impossible' }> };

const Impossible = ({ day }: ImpossibleProps) => (
  <InsetText>
    <p class="govuk-body-l">The visit can’t be on {sayDate(day.date)}.</p>
    {day.faults.map((fault) => (
      <p key={fault} class="govuk-body">
        {fault}
      </p>
    ))}
    <ClashList clashes={day.clashes} />
  </InsetText>
);

type PossibleProps = MovePageProps & { readonly day: Extract<Looked, { kind: 'possible' }> };

function Possible({ request, day, seen, errors, values }: PossibleProps) {
  const { visit } = request;
  const others = day.changes.length - 1;
  const asked = visit.proposals.find(({ date }) => date === day.date);
  return (
    <section class="lp-choice">
      <h2 class="govuk-heading-m">Move the visit to {sayDate(day.date)}?</h2>
      {others > 0 ? (
        <>
          <p class="govuk-body">
            <b>{countOf(others, 'other visit')} would move to make room:</b>
          </p>
          <Changes changes={day.changes} />
        </>
      ) : (
        <p class="govuk-body">No other visits need to move.</p>
      )}
      <WrittenTo changes={day.changes} />
      <Form action={hrefTo('moveVisit', addressOf(request))} hidden={{ date: day.date, seen }}>
        <TextArea
          name="reason"
          label="Reason"
          hint="Schools will see this in the email."
          rows={3}
          maxLength={longestReason}
          values={{
            reason:
              values.reason ??
              (asked
                ? `${nameOfSchool(request.partnership, asked.school)} asked for this date: ${asked.reason}`
                : ''),
          }}
          errors={errors}
        />
        <Button>Move visit and send emails</Button>
      </Form>
    </section>
  );
}
