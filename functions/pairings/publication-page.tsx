import { countOf } from '../../shared/domain/amounts.ts';
import type { Application } from '../../shared/domain/application.ts';
import type { Obstacles } from '../../shared/domain/pairing/publishing.ts';
import type { ActivePartnership } from '../../shared/domain/partnership.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { Button, ButtonGroup } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { StaffPage } from '../../shared/ui/layout.tsx';
import { Details, NotificationBanner } from '../../shared/ui/notices.tsx';
import { LetterPreview } from '../http/letter-preview.tsx';
import { hrefTo } from '../routes.ts';
import { schoolNames } from './overrides.tsx';
import type { AboutProposal } from './scenarios.ts';

export type PartnershipLetters = {
  readonly partnership: ActivePartnership;
  readonly letters: readonly Letter[];
};

type PublicationPageProps = {
  readonly request: AboutProposal;
  readonly letters: readonly PartnershipLetters[];
  /** Whether somebody changed the plan since this director looked. */
  readonly isChanged: boolean;
};

/** Every letter, by partnership, and the button that publishes. */
export function PublicationPage({ request, letters, isChanged }: PublicationPageProps) {
  const { scenario, staff, cycle } = request;
  const { id, name, version } = scenario;
  const count = letters.reduce((sum, one) => sum + one.letters.length, 0);
  return (
    <StaffPage title={`Publish ${name}`} staff={staff} current="pairing" contact={cycle.program.contactEmail}>
      {isChanged && (
        <NotificationBanner title="Something changed since you looked">
          <p class="govuk-notification-banner__heading">
            Somebody changed the plan, so nothing was published. If it is right as it stands now, publish it
            from here.
          </p>
        </NotificationBanner>
      )}
      <h1>
        Publish “<span dir="auto">{name}</span>”?
      </h1>
      <p class="govuk-body-l">
        {countOf(letters.length, 'partnership')} and {countOf(count, 'letter')}: to each host, each partner
        and each facilitator. Nothing is sent until you publish, and a published pairing cannot be taken back.
      </p>
      {letters.map((one) => (
        <Partnership key={one.partnership.host.id} {...one} />
      ))}
      <Form action={hrefTo('publishPairing', { scenario: id })} hidden={{ version: String(version) }}>
        <ButtonGroup>
          <Button>Publish and send the letters</Button>
          <a class="govuk-link" href={hrefTo('proposal', { scenario: id })}>
            Back to the proposal
          </a>
        </ButtonGroup>
      </Form>
    </StaffPage>
  );
}

const Partnership = ({ partnership: { host, partners, facilitator }, letters }: PartnershipLetters) => (
  <section class="lp-publication">
    <h2 class="govuk-heading-s" dir="auto">
      {host.name}
    </h2>
    <p class="govuk-body">
      with {partners.map(({ name }) => name).join(', ')}; facilitator {facilitator.name}
    </p>
    <Details summary={countOf(letters.length, 'letter')}>
      {letters.map((letter) => (
        <LetterPreview key={letter.key} letter={letter} />
      ))}
    </Details>
  </section>
);

type BlockedPageProps = {
  readonly request: AboutProposal;
  readonly obstacles: Obstacles;
  readonly applications: readonly Application[];
};

/** What stands in the way of publishing, and where to put it right. */
export function BlockedPage({ request, obstacles, applications }: BlockedPageProps) {
  const { scenario, staff, cycle } = request;
  const nameOf = schoolNames(scenario);
  const referenceOf = (id: string) => applications.find(({ school }) => school.id === id)?.reference;
  const { notAccepted, withoutFacilitator } = obstacles;
  return (
    <StaffPage
      title="Not ready to publish"
      staff={staff}
      current="pairing"
      contact={cycle.program.contactEmail}
    >
      <h1>“{scenario.name}” is not ready to be published</h1>
      {notAccepted.length > 0 && (
        <>
          <h2 class="govuk-heading-m">
            {countOf(notAccepted.length, 'school is', 'schools are')} paired and not accepted
          </h2>
          <p class="govuk-body">Accept them, or ask for another proposal.</p>
          <ul class="govuk-list govuk-list--bullet">
            {notAccepted.map((id) => {
              const reference = referenceOf(id);
              return (
                <li key={id}>
                  {reference === undefined ? (
                    nameOf(id)
                  ) : (
                    <a class="govuk-link" href={hrefTo('staffApplication', { reference })}>
                      {nameOf(id)}
                    </a>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
      {withoutFacilitator.length > 0 && (
        <>
          <h2 class="govuk-heading-m">
            {countOf(withoutFacilitator.length, 'partnership has', 'partnerships have')} no facilitator
          </h2>
          <p class="govuk-body">
            <a class="govuk-link" href={hrefTo('scenarioFacilitators', { scenario: scenario.id })}>
              Assign facilitators
            </a>
          </p>
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('proposal', { scenario: scenario.id })}>
          Back to the proposal
        </a>
      </p>
    </StaffPage>
  );
}
