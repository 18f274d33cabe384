import { facilitatorsIn } from '../../shared/domain/visits/schedule.ts';
import { namesIn } from '../../shared/text/visits.ts';
import { mayPlanFor, type VisitsRequest } from './setting.ts';

/** The facilitator in the address, or else the signed-in one, or else the first; undefined if there is no match. */
export function facilitatorFrom({ query, staff, setting }: VisitsRequest): string | undefined {
  const known = facilitatorsIn(setting);
  const named = query.get('facilitator') ?? staff.email;
  return known.includes(named) ? named : query.has('facilitator') ? undefined : known[0];
}

export const facilitatorName = ({ setting }: VisitsRequest, email: string): string =>
  namesIn(setting.partnerships).get(email) ?? email;

type ChoiceProps = {
  readonly request: VisitsRequest;
  readonly current: string;
  readonly hrefOf: (facilitator: string) => string;
};

/** Links to all facilitators whose visits this person may change, if there are several. */
export function FacilitatorChoice({ request, current, hrefOf }: ChoiceProps) {
  const { setting, staff } = request;
  const own = facilitatorsIn(setting).filter((email) => mayPlanFor(staff, email));
  if (own.length < 2) return null;
  return (
    <nav aria-label="Facilitators">
      <ul class="govuk-list lp-files">
        {own.map((email) => (
          <li key={email}>
            <a
              class="govuk-link"
              dir="auto"
              href={hrefOf(email)}
              aria-current={email === current ? 'page' : undefined}
            >
              {facilitatorName(request, email)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
