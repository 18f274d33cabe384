import { isWaiting, withdrawalsIn } from '../../shared/domain/partnership/visit-state.ts';
import { clashesIn } from '../../shared/domain/visits/debts.ts';
import { sayFaults } from '../../shared/text/visits.ts';
import { ButtonLink } from '../../shared/ui/button.tsx';
import { InsetText } from '../../shared/ui/notices.tsx';
import { hrefTo } from '../routes.ts';
import { mayChange, type VisitRequest } from './setting.ts';
import { sayWithdrawal, ToRepair } from './withdrawal.tsx';

/** Why a visit needs a new date, if so. People who may change it get a link to fix it. */
export function ClashNotice({ request }: { readonly request: VisitRequest }) {
  const { setting, partnership, visit, staff, today } = request;
  if (isWaiting(partnership, visit)) return <WaitingNotice request={request} />;
  const clash = clashesIn(setting, today).find(
    (one) => one.partnership.host.id === partnership.host.id && one.visit.number === visit.number,
  );
  if (!clash) return null;
  return (
    <InsetText>
      <p class="govuk-body-l">This visit needs a new date.</p>
      <p class="govuk-body" dir="auto">
        {sayFaults(setting, clash.faults).join(' ')}
      </p>
      {mayChange(staff, partnership) && (
        <ButtonLink href={hrefTo('repairVisitsPage', {})}>See how to fix this</ButtonLink>
      )}
    </InsetText>
  );
}

/** Says that a visit is on hold because a school withdrew. Directors get a link to decide. */
const WaitingNotice = ({ request: { partnership, staff, today } }: { readonly request: VisitRequest }) => (
  <InsetText>
    {withdrawalsIn([partnership], today).map((withdrawal) => (
      <p key={partnership.host.id} class="govuk-body" dir="auto">
        {sayWithdrawal(withdrawal)}
      </p>
    ))}
    <p class="govuk-body">
      <ToRepair partnership={partnership} staff={staff} />
    </p>
  </InsetText>
);
