import { clashesIn } from '../../shared/domain/visits/debts.ts';
import { ButtonLink } from '../../shared/ui/button.tsx';
import { InsetText } from '../../shared/ui/notices.tsx';
import { hrefTo } from '../routes.ts';
import { sayFaults } from './saying.ts';
import { mayChange, type VisitRequest } from './setting.ts';

/** Why a visit cannot be as it is booked, if so; for whoever may mend it, with the way to do that. */
export function ClashNotice({ request }: { readonly request: VisitRequest }) {
  const { setting, partnership, visit, staff, today } = request;
  const clash = clashesIn(setting, today).find(
    (one) => one.partnership.host.id === partnership.host.id && one.visit.number === visit.number,
  );
  if (!clash) return null;
  return (
    <InsetText>
      <p class="govuk-body-l">It cannot be on this day.</p>
      <p class="govuk-body" dir="auto">
        {sayFaults(setting, clash.faults).join(' ')}
      </p>
      {mayChange(staff, partnership) && (
        <ButtonLink href={hrefTo('repairVisitsPage', {})}>See how the year can be repaired</ButtonLink>
      )}
    </InsetText>
  );
}
