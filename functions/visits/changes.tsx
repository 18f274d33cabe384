import { sayDate } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import type { AskedDay } from '#domain/partnership/events.ts';
import { nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import { sayClashes } from '#text/visit-clashes.ts';
import { namesIn, sayWho } from '#text/visits.ts';
import { Details, InsetText } from '#ui/notices.tsx';
import { Table } from '#ui/table.tsx';
import { type ChangedVisit, type RepairPreview, writtenTo } from './apply-changes.ts';
import { ClashList } from './form-parts.tsx';

type ChangesProps = { readonly changes: readonly ChangedVisit[] };

/** The visits that a change moves, schedules, or cancels, with their old and new dates. */
export const Changes = ({ changes }: ChangesProps) => (
  <Table
    caption="Changes"
    captionSize="s"
    dense
    stacks
    columns={[{ text: 'Visit', head: true }, { text: 'From' }, { text: 'To' }, { text: 'Facilitator' }]}
    rows={changes.map((change) => [
      <>
        <span dir="auto">{sayWho(change.partnership, change.visit)}</span>
        {change.asked.map((asked) => (
          <p key={asked.school} class="govuk-body-s" dir="auto">
            {sayAsked(change, asked)}
          </p>
        ))}
      </>,
      change.from === undefined ? 'Not scheduled' : sayDate(change.from),
      <b key="to">{change.kind === 'cancelled' ? 'Canceled' : sayDate(change.visit.date)}</b>,
      <span key="facilitator" dir="auto">
        {change.partnership.facilitator.name}
      </span>,
    ])}
  />
);

/** What happens to a school's date request. */
function sayAsked({ partnership, kind, visit }: ChangedVisit, { school, date }: AskedDay): string {
  const who = nameOfSchool(partnership, school);
  return kind === 'moved' && visit.date === date
    ? `${who} asked for this date.`
    : `${who} asked for ${sayDate(date)}. This change closes its request, and the email says so.`;
}

/** Who gets an email about a change. */
export function WrittenTo({ changes }: ChangesProps) {
  const all = writtenTo(changes);
  return (
    <Details summary={`${countOf(all.length, 'person', 'people')} will get an email`}>
      <ul class="govuk-list govuk-list--bullet">
        {all.map(({ name, contact }) => (
          <li key={`${name} ${contact}`} dir="auto">
            {name} ({contact})
          </li>
        ))}
      </ul>
    </Details>
  );
}

type RepairShownProps = {
  readonly preview: RepairPreview;
  /** Supplies the names for explanations. */
  readonly partnerships: readonly Partnership[];
  /** A note about all changes together. */
  readonly note?: string | undefined;
};

/** The visits that a repair moves, who gets an email, and the visits that it can't fix. */
export function RepairShown({ preview: { changes, stuck }, partnerships, note }: RepairShownProps) {
  const names = namesIn(partnerships);
  return (
    <>
      {changes.length > 0 && (
        <>
          <p class="govuk-body">
            <b>{countOf(changes.length, 'visit')} will change.</b> No other way moves fewer visits or moves
            them by fewer days.{note !== undefined && ` ${note}`}
          </p>
          <Changes changes={changes} />
          <WrittenTo changes={changes} />
        </>
      )}
      {stuck.map(({ facilitator, clashes }) => (
        <InsetText key={facilitator}>
          <p class="govuk-body-l">
            {names.facilitator(facilitator)}’s visits can’t all be kept. They won’t change until you move or
            cancel some.
          </p>
          <ClashList clashes={sayClashes(clashes, names)} />
        </InsetText>
      ))}
    </>
  );
}
