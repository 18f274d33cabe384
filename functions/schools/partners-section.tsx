import { sayLevels } from '../../shared/domain/program/school.ts';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import type { OwnYear } from './context.ts';
import { partnersOf } from './facts.ts';

/** The other schools, why they were matched, and the facilitator to ask. */
export function PartnersSection({ own }: { readonly own: OwnYear }) {
  const { partnership, school } = own;
  const { facilitator, host } = partnership;
  const keyOf = (role: 'host' | 'partner') =>
    role === 'host' ? 'Your host' : school.id === host.id ? 'Your partner' : 'Fellow partner school';
  return (
    <>
      <h2 class="govuk-heading-m">Your partnership</h2>
      <SummaryList
        rows={[
          ...partnersOf(own).map(({ role, school: other, why }) => ({
            key: keyOf(role),
            value: (
              <>
                <strong>
                  <bdi>{other.name}</bdi>
                </strong>
                , {other.region}, {sayLevels(other)}
                <br />
                <bdi>{other.contact.name}</bdi>, <bdi>{other.contact.position}</bdi>
                {why !== undefined && (
                  <>
                    <br />
                    {why}
                  </>
                )}
              </>
            ),
          })),
          {
            key: 'Facilitator',
            value: (
              <>
                <bdi>{facilitator.name}</bdi>,{' '}
                <a class="govuk-link" href={`mailto:${facilitator.email}`}>
                  {facilitator.email}
                </a>
                <br />
                Email <bdi>{facilitator.name}</bdi> to reach the other schools or if anything isn’t working.
              </>
            ),
          },
        ]}
      />
    </>
  );
}
