import { sayDate, sayWallTime } from '../../shared/domain/time.ts';
import { reflectionOf } from '../../shared/domain/visits/school-side.ts';
import type { Reflection } from '../../shared/domain/visits/visit.ts';
import { endOf, isOver } from '../../shared/domain/visits/visit-hours.ts';
import { isWaiting } from '../../shared/domain/visits/withdrawn.ts';
import { ButtonLink } from '../../shared/ui/button.tsx';
import { Lines } from '../../shared/ui/lines.tsx';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import { hrefTo } from '../routes.ts';
import type { OwnVisit } from './context.ts';
import { usefulnessOptions } from './forms.ts';

/** What the school took from the visit, or the way to say it; before the visit, from when on. */
export function ReflectionSection({ own }: { readonly own: OwnVisit }) {
  const { visit, school, cycle, now, reference, partnership } = own;
  if (visit.state === 'cancelled') return null;
  const said = reflectionOf(visit, school.id);
  const href = hrefTo('reflectionPage', { reference, visit: String(visit.number) });
  return (
    <>
      <h2 class="govuk-heading-m">What you took from it</h2>
      {said ? (
        <SaidList said={said} href={partnership.state === 'active' ? href : undefined} />
      ) : isWaiting(partnership, visit) ? (
        <p class="govuk-body">
          A school of this visit withdrew. <bdi>{partnership.facilitator.name}</bdi> tells you how it goes on.
        </p>
      ) : !isOver(visit, cycle, now) ? (
        <p class="govuk-body">
          From {sayDate(visit.date)}, {sayWallTime(endOf(visit))} on we ask you here; it takes two minutes.
        </p>
      ) : partnership.state === 'active' ? (
        <>
          <p class="govuk-body">Three questions, two minutes. Your facilitator reads the answers.</p>
          <ButtonLink href={href}>Say what you took from it</ButtonLink>
        </>
      ) : (
        <p class="govuk-body">Your school has not said so.</p>
      )}
    </>
  );
}

/** What a school took from a visit, with the way to change it where there is one. */
export function SaidList({ said, href }: { readonly said: Reflection; readonly href: string | undefined }) {
  const useful = usefulnessOptions.find(({ value }) => value === String(said.usefulness))?.text;
  const change = (what: string) => (href === undefined ? {} : { change: { href, what } });
  return (
    <SummaryList
      rows={[
        { key: 'How useful', value: useful, ...change('how useful it was') },
        { key: 'What you learned', value: <Lines text={said.learned} />, ...change('what you learned') },
        { key: 'What you will try', value: <Lines text={said.willTry} />, ...change('what you will try') },
      ]}
    />
  );
}
