import { countOf, sayList } from '#domain/base/wording.ts';
import type { LeftOut } from '#domain/pairing/scenario/publish.ts';
import type { ActivePartnership } from '#domain/partnership/partnership.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import { LetterPreview } from '#http/letter-preview.tsx';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Details, InsetText } from '#ui/notices.tsx';
import type { AboutProposal } from '../scenario-access.ts';

export type PartnershipLetters = {
  readonly partnership: ActivePartnership;
  readonly letters: readonly Letter[];
};

type PublicationPageProps = {
  readonly request: AboutProposal;
  readonly letters: readonly PartnershipLetters[];
  readonly leftOut: LeftOut;
  /** Whether someone changed the plan after this director opened the page. */
  readonly isChanged: boolean;
};

/** Previews every letter, by partnership. */
export function PublicationPage({ request, letters, leftOut, isChanged }: PublicationPageProps) {
  const { scenario } = request;
  const { id, name, version } = scenario;
  const count = letters.reduce((sum, one) => sum + one.letters.length, 0);
  return (
    <ConsolePage request={request} title={`Publish ${name}`} current="pairing">
      {isChanged && (
        <ChangedBanner>
          Someone changed the plan, so it wasn’t published. Check it, then publish it from here.
        </ChangedBanner>
      )}
      <h1>
        Publish “<span dir="auto">{name}</span>”?
      </h1>
      <p class="govuk-body-l">
        This will publish {countOf(letters.length, 'partnership')} and send {countOf(count, 'email')}: one to
        each host and partner, and one to the facilitator for each partnership. Nothing is sent until you
        publish. You can’t unpublish.
      </p>
      <WithoutPartnership
        title={`${countOf(leftOut.partners.length, 'accepted partner has', 'accepted partners have')} no host in this plan`}
        advice="They won’t get an email now. After you publish, you can still fill open places with these schools without moving anyone else. Open a partnership to do so."
        schools={leftOut.partners}
      />
      <WithoutPartnership
        title={`${countOf(leftOut.hosts.length, 'accepted host has', 'accepted hosts have')} no partner in this plan`}
        advice="They won’t get an email now, and they won’t be in a partnership."
        schools={leftOut.hosts}
      />
      {letters.map((one) => (
        <Partnership key={one.partnership.host.id} {...one} />
      ))}
      <Form action={hrefTo('publishPairing', { scenario: id })} hidden={{ version: String(version) }}>
        <ButtonGroup>
          <Button>Publish and send emails</Button>
          <a class="govuk-link" href={hrefTo('proposal', { scenario: id })}>
            Back to the proposal
          </a>
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
}

type WithoutPartnershipProps = {
  readonly title: string;
  readonly advice: string;
  readonly schools: LeftOut['partners'];
};

/** Accepted schools that the plan leaves out. Directors must see them first, because they can't unpublish. */
const WithoutPartnership = ({ title, advice, schools }: WithoutPartnershipProps) =>
  schools.length === 0 ? null : (
    <InsetText>
      <p class="govuk-body">
        <b>{title}.</b> {advice}
      </p>
      <SchoolLinks schools={schools.map(({ reference, school: { name } }) => ({ reference, name }))} />
    </InsetText>
  );

type SchoolLinksProps = {
  readonly schools: readonly { readonly reference: string; readonly name: string }[];
};

/** Schools with links to their applications. */
export const SchoolLinks = ({ schools }: SchoolLinksProps) => (
  <ul class="govuk-list govuk-list--bullet">
    {schools.map(({ reference, name }) => (
      <li key={reference}>
        <a class="govuk-link" dir="auto" href={hrefTo('staffApplication', { reference })}>
          {name}
        </a>
      </li>
    ))}
  </ul>
);

const Partnership = ({ partnership: { host, partners, facilitator }, letters }: PartnershipLetters) => (
  <section class="lp-publication">
    <h2 class="govuk-heading-s" dir="auto">
      {host.name}
    </h2>
    <p class="govuk-body">
      {partners.length === 1 ? 'Partner' : 'Partners'}: {sayList(partners.map(({ name }) => name))}.
      Facilitator: {facilitator.name}
    </p>
    <Details summary={countOf(letters.length, 'email')}>
      {letters.map((letter) => (
        <LetterPreview key={letter.key} letter={letter} />
      ))}
    </Details>
  </section>
);
