import { sayDate } from '../../shared/domain/base/time.ts';
import { capitalized, countOf } from '../../shared/domain/base/wording.ts';
import type { PairedSchool, Partnership } from '../../shared/domain/partnership/partnership.ts';
import type { LostDay } from '../../shared/domain/visits/visit-year.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { hrefTo } from '../routes.ts';
import { RepairShown } from './repair-shown.tsx';
import { sayWhose } from './say-whose.ts';
import type { RepairPreview } from './year-repair.ts';

/** A closure, and the changes that it would need. */
export type Looked = {
  readonly day: LostDay;
  /** Whether it is already reported. Then the preview shows what a repair would still move. */
  readonly isLost: boolean;
  readonly preview: RepairPreview;
  readonly seen: string;
};

type PreviewProps = {
  readonly looked: Looked;
  readonly schools: readonly PairedSchool[];
  readonly partnerships: readonly Partnership[];
};

/** A preview with the button to report the closure. If it is already reported: what is still on that day. */
export const LostDayPreview = (props: PreviewProps) =>
  props.looked.isLost ? <AlreadyLost {...props} /> : <Preview {...props} />;

function Preview({ looked, schools, partnerships }: PreviewProps) {
  const { day, preview, seen } = looked;
  const { date, whose, reason } = day;
  const hidden = {
    date,
    whose: whose.kind,
    ...(whose.kind === 'region' ? { region: whose.region } : {}),
    ...(whose.kind === 'school' ? { school: whose.school } : {}),
    reason,
    seen,
  };
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
