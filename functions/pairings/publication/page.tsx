import { countOf, sayList } from '#domain/base/wording.ts';
import type { Cautions, LeftOut } from '#domain/pairing/scenario/publish.ts';
import type { ActivePartnership } from '#domain/partnership/partnership.ts';
import { type Cycle, sayDeadline } from '#domain/program/cycle.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import { LetterPreview } from '#http/letter-preview.tsx';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Details, InsetText } from '#ui/notices.tsx';
import type { AboutProposal } from '../scenario-access.ts';
import { UnconfirmedSchools } from '../text.tsx';

export type PartnershipLetters = {
  readonly partnership: ActivePartnership;
  readonly letters: readonly Letter[];
};

type PublicationPageProps = {
  readonly request: AboutProposal;
  readonly letters: readonly PartnershipLetters[];
  readonly leftOut: LeftOut;
  readonly cautions: Cautions;
  /** Whether someone changed the plan after this director opened the page. */
  readonly isChanged: boolean;
};

/** Previews every letter, by partnership. */
export function PublicationPage({ request, letters, leftOut, cautions, isChanged }: PublicationPageProps) {
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
      <CautionNotes cautions={cautions} cycle={request.cycle} />
      <WithoutPartnership
        title={`${countOf(leftOut.partners.length, 'accepted partner has', 'accepted partners have')} no host in this plan`}
        advice="They won’t get an email now. After you publish, you can still fill open places with these schools without moving anyone else. Open a partnership to do so. Then close the cycle to tell the others."
        schools={leftOut.partners}
      />
      <WithoutPartnership
        title={`${countOf(leftOut.hosts.length, 'accepted host has', 'accepted hosts have')} no partner in this plan`}
        advice="They won’t get an email now, and they won’t be in a partnership. After you publish, close the cycle to tell them."
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

/** A longer list is folded, so that the emails stay near. */
const mostListed = 10;

type CautionNotesProps = { readonly cautions: Cautions; readonly cycle: Cycle };

/** What publishing now means for schools that can still apply, have no decision, or haven't confirmed. */
function CautionNotes({ cautions: { isOpen, undecided, unconfirmed }, cycle }: CautionNotesProps) {
  const [school, its] = unconfirmed.length === 1 ? ['school', 'its place'] : ['schools', 'their places'];
  return (
    <>
      {isOpen && (
        <InsetText>
          <p class="govuk-body">
            <b>Schools can still apply until {sayDeadline(cycle)}.</b> If you publish now, schools that apply
            later can only get the places that are still open.
          </p>
        </InsetText>
      )}
      {undecided > 0 && (
        <InsetText>
          <p class="govuk-body">
            <b>{countOf(undecided, 'application has', 'applications have')} no decision yet.</b> You can still
            decide after you publish, but the pairs won’t change. A partner that you accept then can only get
            an open place.{' '}
            <a class="govuk-link" href={hrefTo('applicationList', {})}>
              See all applications
            </a>
          </p>
        </InsetText>
      )}
      {unconfirmed.length > 0 && (
        <InsetText>
          <p class="govuk-body">
            <b>
              {unconfirmed.length} paired {school} {unconfirmed.length === 1 ? 'hasn’t' : 'haven’t'} confirmed{' '}
              {its}.
            </b>{' '}
            If one doesn’t take part, you’ll have to change its partnership after everyone has been emailed.
            On a school’s page, you can confirm its place for it or give it more time.
          </p>
          <Details summary="See these schools" open={unconfirmed.length <= mostListed}>
            <UnconfirmedSchools unconfirmed={unconfirmed} />
          </Details>
        </InsetText>
      )}
    </>
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
