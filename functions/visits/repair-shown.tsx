import { countOf } from '../../shared/domain/base/wording.ts';
import type { Partnership } from '../../shared/domain/partnership/partnership.ts';
import { namesIn, withNames } from '../../shared/text/visits.ts';
import { InsetText } from '../../shared/ui/notices.tsx';
import { Changes, WrittenTo } from './changes.tsx';
import type { RepairPreview } from './year-repair.ts';

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
  const say = withNames(names);
  return (
    <>
      {changes.length > 0 && (
        <>
          <p class="govuk-body">
            <b>{countOf(changes.length, 'visit')} will change.</b> That’s as few visits, and as few days, as
            possible.{note !== undefined && ` ${note}`}
          </p>
          <Changes changes={changes} />
          <WrittenTo changes={changes} />
        </>
      )}
      {stuck.map(({ facilitator, clashes }) => (
        <InsetText key={facilitator}>
          <p class="govuk-body-l">
            {names.get(facilitator) ?? facilitator}’s visits can’t all be kept. They won’t change until you
            move or cancel some.
          </p>
          {clashes.map(({ statement, relax }) => (
            <div key={statement}>
              <p class="govuk-body">{say(statement)}</p>
              {relax.length > 0 && (
                <ul class="govuk-list govuk-list--bullet">
                  {relax.map((one) => (
                    <li key={one}>{say(one)}</li>
                  ))}
                </ul>
              )}
            </div>
          ))}
        </InsetText>
      ))}
    </>
  );
}
