import type { Application } from '../../shared/domain/application.ts';
import type { PairedPartner, PairedSchool, Partnership } from '../../shared/domain/partnership.ts';
import { sayLevels } from '../../shared/domain/school.ts';
import { ButtonLink } from '../../shared/ui/button.tsx';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import { hrefTo } from '../routes.ts';
import { store } from './context.ts';

/** The partnership of an accepted school, once the pairing is published; undefined for everybody else. */
export const partnershipFor = async (application: Application): Promise<Partnership | undefined> =>
  application.state === 'decided' && application.decision.outcome === 'accepted'
    ? store.partnershipOf(application.cycleId, application.school.id)
    : undefined;

/** Who the school learns with, why, and who plans the year: what its letter said, kept up to date. */
export function PartnershipSection({
  partnership,
  schoolId,
  reference,
}: {
  readonly partnership: Partnership;
  readonly schoolId: string;
  readonly reference: string;
}) {
  const { host, partners, facilitator } = partnership;
  const isHost = host.id === schoolId;
  const own = partners.find((partner) => partner.id === schoolId);
  const others = partners.filter((partner) => partner.id !== schoolId && !partner.withdrawnAt);
  return (
    <>
      <h2 class="govuk-heading-m">Your partnership</h2>
      <SummaryList
        rows={[
          ...(isHost
            ? others.map((partner) => schoolRow('You host', partner, partner))
            : [
                schoolRow('Your host', host, own),
                ...others.map((partner) => schoolRow('Also a partner', partner)),
              ]),
          {
            key: 'Facilitator',
            value: (
              <>
                <bdi>{facilitator.name}</bdi>,{' '}
                <a class="govuk-link" href={`mailto:${facilitator.email}`}>
                  {facilitator.email}
                </a>
              </>
            ),
          },
        ]}
      />
      <ButtonLink href={hrefTo('schoolVisits', { reference })}>Open your visits</ButtonLink>
    </>
  );
}

const schoolRow = (key: string, school: PairedSchool, because?: Pick<PairedPartner, 'why'>) => ({
  key,
  value: (
    <>
      <strong>
        <bdi>{school.name}</bdi>
      </strong>
      , {school.region}, {sayLevels(school)}
      {because && (
        <>
          <br />
          {because.why}
        </>
      )}
    </>
  ),
});

/** The same as data, without anybody's address but the facilitator's. */
export const partnershipFacts = ({ host, partners, facilitator }: Partnership) => ({
  host: { id: host.id, name: host.name },
  partners: partners.map(({ id, name, why }) => ({ id, name, why })),
  facilitator,
});
