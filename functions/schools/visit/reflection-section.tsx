import { isOver, type Reflection } from '#domain/partnership/visit.ts';
import { isWaiting } from '#domain/partnership/visit-state.ts';
import { reflectionOf } from '#domain/visits/school-view.ts';
import { hrefTo } from '#routes.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import type { OwnVisit } from '../access.ts';
import { usefulnessOptions } from '../forms.ts';

/** The school's reflection, or a link to write it once the visit is over. */
export function ReflectionSection({ own }: { readonly own: OwnVisit }) {
  const { visit, school, cycle, now, reference, partnership } = own;
  if (visit.state === 'cancelled') return null;
  const said = reflectionOf(visit, school.id);
  const href = hrefTo('reflectionPage', { reference, visit: String(visit.number) });
  return (
    <>
      <h2 class="govuk-heading-m">Your reflection</h2>
      {said ? (
        <SaidList said={said} href={partnership.state === 'active' ? href : undefined} />
      ) : isWaiting(partnership, visit) ? (
        <p class="govuk-body">
          A school in this visit withdrew. <bdi>{partnership.facilitator.name}</bdi> will tell you what
          happens next.
        </p>
      ) : !isOver(visit, cycle, now) ? (
        <p class="govuk-body">After the visit, we’ll ask for a two-minute reflection here.</p>
      ) : partnership.state === 'active' ? (
        <>
          <p class="govuk-body">
            Three questions, two minutes. Your facilitator and the central office will read your answers.
            Other schools won’t.
          </p>
          <ButtonLink href={href}>Reflect on this visit</ButtonLink>
        </>
      ) : (
        <p class="govuk-body">No reflection.</p>
      )}
    </>
  );
}

/** A school's reflection, with links to change it if it can still change. */
export function SaidList({ said, href }: { readonly said: Reflection; readonly href: string | undefined }) {
  const useful = usefulnessOptions.find(({ value }) => value === String(said.usefulness))?.text;
  const change = (what: string) => (href === undefined ? {} : { change: { href, what } });
  return (
    <SummaryList
      rows={[
        { key: 'How useful', value: useful, ...change('how useful it was') },
        { key: 'What you learned', value: <Lines text={said.learned} />, ...change('what you learned') },
        { key: 'What you’ll try', value: <Lines text={said.willTry} />, ...change('what you’ll try') },
      ]}
    />
  );
}
