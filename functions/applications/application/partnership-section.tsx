import type { Application } from '#domain/admission/application.ts';
import {
  type PairedPartner,
  type PairedSchool,
  type Partnership,
  takesPart,
} from '#domain/partnership/partnership.ts';
import { sayLevels } from '#domain/program/school.ts';
import { hrefTo } from '#routes.ts';
import { ButtonLink } from '#ui/button.tsx';
import { MailLink } from '#ui/link.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { store } from '../application-access.ts';

/** The partnership that an accepted school is in now; undefined before the pairings are published. */
export const partnershipFor = async (application: Application): Promise<Partnership | undefined> =>
  (await partnershipsWith(application)).find((one) => takesPart(one, application.school.id));

/** All partnerships that an accepted school is or was in. */
export const partnershipsWith = async (application: Application): Promise<readonly Partnership[]> =>
  application.state === 'decided' && application.decision.outcome === 'accepted'
    ? store.partnershipsWith(application.cycleId, application.school.id)
    : [];

/** The other schools, why they were matched, and the facilitator: the contents of the email, kept up to date. */
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
            ? others.map((partner) => schoolRow('Your partner', partner, partner))
            : [
                schoolRow('Your host', host, own),
                ...others.map((partner) => schoolRow('Fellow partner school', partner)),
              ]),
          {
            key: 'Your facilitator',
            value: (
              <>
                <bdi>{facilitator.name}</bdi>, <MailLink address={facilitator.email} />
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

/** The partnership as data; only the facilitator's address is included. */
export const partnershipFacts = ({ host, partners, facilitator }: Partnership) => ({
  host: { id: host.id, name: host.name },
  partners: partners.map(({ id, name, why }) => ({ id, name, why })),
  facilitator,
});
