import { sayCount } from '#domain/base/wording.ts';
import { type MoveOffer, type Picked, priceOf } from '#domain/pairing/explain/move-costs.ts';
import type { Entrant, Price } from '#domain/pairing/problem.ts';
import type { MoveRefusal } from '#domain/pairing/scenario/move.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { type PairWords, sayEarned } from '#text/pairing.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-field.tsx';
import { longestReason, nowhere } from '../forms.ts';
import { MovedAlongWords, schoolNames } from '../overrides.tsx';
import { sayPlace, sayPrice } from '../text.tsx';

type MoveFormProps = {
  readonly scenario: ProposedScenario;
  readonly picked: Picked;
  /** The move to show before it is made. */
  readonly wanted: MoveOffer | undefined;
  readonly words: PairWords;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

/** The possible hosts for a partner, lowest cost first. The director moves it, or adds a rule for the pair. */
export function MoveForm({ scenario, picked, wanted, words, values, errors }: MoveFormProps) {
  const { id, version } = scenario;
  const { partner, offers } = picked;
  const nameOf = schoolNames(scenario);
  const reasonOf = ({ host, score }: MoveOffer) =>
    host && score ? sayEarned(score, host, partner, words) : undefined;
  return (
    <section class="lp-move" id="prices" aria-labelledby="prices-title">
      <h2 class="govuk-heading-m" id="prices-title">
        Move <span dir="auto">{partner.name}</span>
        <span class="lp-plan__place">{sayPlace(partner)}</span>
      </h2>
      {wanted && !wanted.isHere && (
        <Preview partner={partner} offer={wanted} reason={reasonOf(wanted)} nameOf={nameOf} />
      )}
      <p class="govuk-body">
        Lowest cost first. If a host is full, other partners move to make room.
        {offers.some(({ isException }) => isException) &&
          ' Hosts that work on a focus area this partner didn’t choose come last. Moving it there is an exception.'}
      </p>
      <Form
        action={hrefTo('movePartner', { scenario: id })}
        hidden={{ partner: partner.id, version: String(version) }}
      >
        {errors.host !== undefined && <p class="govuk-error-message">{errors.host}</p>}
        <div class="govuk-radios govuk-radios--small lp-move__picks">
          <Offers
            scenario={id}
            picked={picked}
            chosen={wanted && (wanted.host?.id ?? nowhere)}
            reasonOf={reasonOf}
            nameOf={nameOf}
          />
        </div>
        <TextArea
          name="reason"
          label="Reason"
          hint="Saved with the plan, in case anyone asks later."
          rows={2}
          maxLength={longestReason}
          values={values}
          errors={errors}
        />
        <p class="govuk-body">
          “Move partner” changes this plan now. “Keep together” and “Keep apart” add a rule for the selected
          host. Rules don’t move anyone until you request a new proposal.
        </p>
        <ButtonGroup>
          <Button>Move partner</Button>
          <Button
            variant="secondary"
            name="kind"
            value="locks"
            formaction={hrefTo('addRuling', { scenario: id })}
          >
            Keep together
          </Button>
          <Button
            variant="secondary"
            name="kind"
            value="bans"
            formaction={hrefTo('addRuling', { scenario: id })}
          >
            Keep apart
          </Button>
          <a class="govuk-link" href={hrefTo('board', { scenario: id })}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </section>
  );
}

type PreviewProps = {
  readonly partner: Entrant;
  readonly offer: MoveOffer;
  readonly reason: string | undefined;
  readonly nameOf: (id: string) => string;
};

/** One move in full, before it is made. The board below marks everyone in it. */
const Preview = ({ partner, offer, reason, nameOf }: PreviewProps) => (
  <div class="govuk-inset-text">
    <p class="govuk-body">
      <strong>
        {partner.name} would move to {offer.host ? offer.host.name : 'no host'}.
      </strong>{' '}
      Cost: {sayOffered(priceOf(offer))}.{' '}
      {offer.isException && 'This is an exception: the partner didn’t choose this host’s focus area. '}
      {reason}
    </p>
    <p class="govuk-body">
      {offer.others?.length ? (
        <>
          Also moves: <MovedAlongWords others={offer.others} nameOf={nameOf} />. The board below marks
          everyone who’d move.
        </>
      ) : (
        `Also moves: ${sayNow(offer)}`
      )}
    </p>
  </div>
);

type OffersProps = {
  readonly scenario: string;
  readonly picked: Picked;
  readonly chosen: string | undefined;
  readonly reasonOf: (offer: MoveOffer) => string | undefined;
  readonly nameOf: (id: string) => string;
};

const Offers = ({ scenario, picked: { partner, offers }, chosen, reasonOf, nameOf }: OffersProps) => (
  <Table
    caption="Possible hosts and what each move would cost"
    captionSize="s"
    dense
    stacks
    columns={[
      { text: 'Host', head: true },
      { text: 'Cost', numeric: true },
      { text: 'Pair score', numeric: true },
      { text: 'Why they fit' },
      { text: 'Also moves' },
    ]}
    rows={offers.map((offer, index) => [
      <Pick key="host" offer={offer} index={index} isChosen={chosen === (offer.host?.id ?? nowhere)} />,
      sayOffered(priceOf(offer)),
      offer.score ? sayCount(offer.score.total) : '—',
      <>
        {offer.isException && 'Exception. '}
        {reasonOf(offer) ?? '—'}
      </>,
      <>
        {offer.others?.length ? <MovedAlongWords others={offer.others} nameOf={nameOf} /> : sayNow(offer)}
        {priceOf(offer) && (
          <>
            {' '}
            <a
              class="govuk-link"
              href={`${hrefTo('board', { scenario }, { partner: partner.id, host: offer.host?.id ?? nowhere })}#prices`}
            >
              Preview<span class="govuk-visually-hidden"> {offer.host?.name ?? 'no host'}</span>
            </a>
          </>
        )}
      </>,
    ])}
  />
);

const sayOffered = (price: Price | undefined): string => (price ? sayPrice(price) : '—');

function Pick({
  offer: { host, others = [] },
  index,
  isChosen,
}: {
  readonly offer: MoveOffer;
  readonly index: number;
  readonly isChosen: boolean;
}) {
  // The first has the field's name as its ID, so that links in the error summary reach it.
  const id = index === 0 ? 'host' : `host-${index + 1}`;
  return (
    <div class="govuk-radios__item">
      <input
        class="govuk-radios__input"
        type="radio"
        name="host"
        id={id}
        value={host?.id ?? nowhere}
        checked={isChosen}
        data-moves={others.map(({ partner }) => partner).join(' ') || undefined}
      />
      <label class="govuk-label govuk-radios__label" for={id}>
        {host ? (
          <>
            <span dir="auto">{host.name}</span> <span class="lp-plan__place">{sayPlace(host)}</span>
          </>
        ) : (
          'No host'
        )}
      </label>
    </div>
  );
}

/** Why the move isn't possible, in a few words. The full reason is shown if someone tries. */
function sayNow({ isHere, whyNot, around, alonePoints }: MoveOffer): string {
  if (isHere) return 'Current host';
  switch (whyNot) {
    case undefined:
      return around && around.points < alonePoints && around.places <= 0
        ? `No one. It could cost less (${sayPrice(around)}) if other partners moved too.`
        : 'No one';
    case 'host-full':
      return 'Full, and its partners can’t move';
    case 'locked':
      return 'Must stay with another host';
    case 'banned':
      return 'Must be kept apart';
    case 'mixed-levels':
      return 'Different level';
    default:
      return 'Not possible';
  }
}

/** The errors for moves that aren't possible. */
export const moveRefusalWords: Readonly<Record<MoveRefusal, string>> = {
  'not-proposed': 'There’s no proposal to change',
  published: 'Pairings are published, so you can’t move partners',
  'unknown-school': 'This school isn’t in the plan',
  'already-there': 'The partner is already there',
  locked: 'The partner must stay with another host. Remove that rule first.',
  banned: 'These schools must be kept apart. Remove that rule first.',
  'levels-apart': 'Their grade levels or locations are too far apart',
  'mixed-levels': 'The host’s other partners are at a different level',
  'host-full':
    'The host is full and its partners can’t move. Remove a rule there or undo one of their moves.',
  'no-reason': 'Enter a reason. It’s saved with the plan.',
};
