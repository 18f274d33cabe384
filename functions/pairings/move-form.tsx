import { sayCount } from '../../shared/domain/amounts.ts';
import type { MoveRefusal } from '../../shared/domain/pairing/moving.ts';
import type { ProposedScenario } from '../../shared/domain/pairing/scenario.ts';
import { Button, ButtonGroup } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { TextArea } from '../../shared/ui/text-field.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { type MoveOffer, type Picked, priceOf } from './board-prices.ts';
import { longestReason, nowhere } from './forms.ts';
import { MovedAlongWords, schoolNames } from './overrides.tsx';
import type { Price } from './plan.ts';
import { sayPlace, sayPrice } from './words.tsx';

type MoveFormProps = {
  readonly scenario: ProposedScenario;
  readonly picked: Picked;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

/** Where a partner could go, the least costly first, and why: it is moved, or the pair is locked or forbidden. */
export function MoveForm({ scenario, picked: { partner, offers }, values, errors }: MoveFormProps) {
  const { id, version } = scenario;
  return (
    <section class="lp-move" id="prices" aria-labelledby="prices-title">
      <h2 class="govuk-heading-m" id="prices-title">
        Move <span dir="auto">{partner.name}</span>
        <span class="lp-plan__place">{sayPlace(partner)}</span>
      </h2>
      <p class="govuk-body">
        The least costly first. Into a full host it goes with those who make room, as one move.
      </p>
      <Form
        action={hrefTo('movePartner', { scenario: id })}
        hidden={{ partner: partner.id, version: String(version) }}
      >
        {errors.host !== undefined && <p class="govuk-error-message">{errors.host}</p>}
        <Offers scenario={scenario} offers={offers} chosen={values.host} />
        <TextArea
          name="reason"
          label="Why"
          hint="Kept with the plan, for whoever asks later."
          rows={2}
          maxLength={longestReason}
          values={values}
          errors={errors}
        />
        <ButtonGroup>
          <Button>Move it there</Button>
          <Button
            variant="secondary"
            name="kind"
            value="locks"
            formaction={hrefTo('addRuling', { scenario: id })}
          >
            Lock the pair
          </Button>
          <Button
            variant="secondary"
            name="kind"
            value="bans"
            formaction={hrefTo('addRuling', { scenario: id })}
          >
            Forbid the pair
          </Button>
          <a class="govuk-link" href={hrefTo('board', { scenario: id })}>
            Leave it where it is
          </a>
        </ButtonGroup>
      </Form>
    </section>
  );
}

type OffersProps = {
  readonly scenario: ProposedScenario;
  readonly offers: readonly MoveOffer[];
  readonly chosen: Fields[string] | undefined;
};

function Offers({ scenario, offers, chosen }: OffersProps) {
  const nameOf = schoolNames(scenario);
  return (
    <Table
      caption="Where it could go, and what the whole plan loses"
      captionSize="s"
      dense
      stacks
      columns={[
        { text: 'Host', head: true },
        { text: 'Price', numeric: true },
        { text: 'Pair’s score', numeric: true },
        { text: 'Who else moves' },
      ]}
      rows={offers.map((offer, index) => [
        <Pick key="host" offer={offer} index={index} isChosen={chosen === (offer.host?.id ?? nowhere)} />,
        sayOffered(priceOf(offer)),
        offer.score && sayCount(offer.score.total),
        offer.others?.length ? (
          <MovedAlongWords key="others" others={offer.others} nameOf={nameOf} />
        ) : (
          sayNow(offer)
        ),
      ])}
    />
  );
}

const sayOffered = (price: Price | undefined): string | undefined => price && sayPrice(price);

function Pick({
  offer: { host },
  index,
  isChosen,
}: {
  readonly offer: MoveOffer;
  readonly index: number;
  readonly isChosen: boolean;
}) {
  // The first bears the name of the field, so that an error summary lands on it.
  const id = index === 0 ? 'host' : `host-${index + 1}`;
  return (
    <div class="govuk-radios govuk-radios--small lp-move__pick">
      <div class="govuk-radios__item">
        <input
          class="govuk-radios__input"
          type="radio"
          name="host"
          id={id}
          value={host?.id ?? nowhere}
          checked={isChosen}
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
    </div>
  );
}

/** Who else moves where nobody makes room, or why it cannot go there; the whole reason follows where somebody tries. */
function sayNow({ isHere, whyNot, around, alonePoints }: MoveOffer): string {
  if (isHere) return 'It is here';
  switch (whyNot) {
    case undefined:
      return around && around.points < alonePoints && around.places <= 0
        ? `Nobody; if all were placed anew, ${sayPrice(around)}`
        : 'Nobody';
    case 'host-full':
      return 'Full of partners who stay';
    case 'locked':
      return 'Locked elsewhere';
    case 'banned':
      return 'Forbidden';
    case 'mixed-levels':
      return 'Other level';
    default:
      return 'It cannot go there';
  }
}

/** Why a partner cannot be moved, as the error says it. */
export const moveRefusalWords: Readonly<Record<MoveRefusal, string>> = {
  'not-proposed': 'There is no proposal to change',
  published: 'A pairing is published, so nothing can be moved',
  'unknown-school': 'The plan does not know this school',
  'already-there': 'It is there already',
  locked: 'The partner is locked to another host: lift the lock first',
  banned: 'The pair is forbidden: lift the ban first',
  'levels-apart': 'Their levels are too far apart',
  'mixed-levels': 'The host’s other partners are of another level',
  'host-full':
    'The host is full of partners who stay: lift a lock there, or take back the move of one of them',
  'no-reason': 'Say why; it is kept with the plan',
};
