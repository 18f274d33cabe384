import { sayCount } from '../../shared/domain/amounts.ts';
import type { MoveRefusal } from '../../shared/domain/pairing/moving.ts';
import type { ProposedScenario } from '../../shared/domain/pairing/scenario.ts';
import { Button, ButtonGroup } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { TextArea } from '../../shared/ui/text-field.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import type { MoveOffer, Picked } from './board-prices.ts';
import { longestReason, nowhere } from './forms.ts';
import { sayChange, sayPlace, sayPrice } from './words.tsx';

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
        The least costly first. Into a full host it gets by a lock: lock the pair, then ask again.
      </p>
      <Form
        action={hrefTo('movePartner', { scenario: id })}
        hidden={{ partner: partner.id, version: String(version) }}
      >
        {errors.host !== undefined && <p class="govuk-error-message">{errors.host}</p>}
        <Offers offers={offers} chosen={values.host} />
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

type OffersProps = { readonly offers: readonly MoveOffer[]; readonly chosen: Fields[string] | undefined };

const Offers = ({ offers, chosen }: OffersProps) => (
  <Table
    caption="Where it could go, and what the whole plan loses"
    captionSize="s"
    dense
    columns={[
      { text: 'Host', head: true },
      { text: 'If all others are placed anew', numeric: true },
      { text: 'If only it moves', numeric: true },
      { text: 'Pair’s score', numeric: true },
      { text: 'Now?' },
    ]}
    rows={offers.map((offer, index) => [
      <Pick key="host" offer={offer} index={index} isChosen={chosen === (offer.host?.id ?? nowhere)} />,
      offer.around ? sayPrice(offer.around) : '',
      offer.isHere || offer.whyNot ? '' : sayChange(-offer.alonePoints),
      offer.score ? sayCount(offer.score.total) : '',
      sayNow(offer),
    ])}
  />
);

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

/** Whether it can be moved there now, in a word or two: the whole reason follows where somebody tries. */
function sayNow({ isHere, whyNot }: MoveOffer): string {
  if (isHere) return 'It is here';
  switch (whyNot) {
    case undefined:
      return 'Yes';
    case 'host-full':
      return 'Full';
    case 'locked':
      return 'Locked elsewhere';
    case 'banned':
      return 'Forbidden';
    case 'mixed-levels':
      return 'Other level';
    default:
      return 'No';
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
  'host-full': 'The host is full: move one of its partners away first, or lock the pair and ask again',
  'no-reason': 'Say why; it is kept with the plan',
};
