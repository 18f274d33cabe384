import { countOf } from '#domain/base/wording.ts';
import { withdrawalsIn } from '#domain/partnership/visit-state.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { Shown } from '#http/look-then-do.tsx';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/notices.tsx';
import { TextArea } from '#ui/text-field.tsx';
import type { VisitsRequest } from '../access.ts';
import { ownPart, type RepairPreview } from '../apply-changes.ts';
import { RepairShown } from '../changes.tsx';
import { VisitsHeading } from '../form-parts.tsx';
import { longestReason } from '../forms.ts';
import { sayWithdrawal, ToRepair } from '../withdrawal.tsx';

/** Visits that the change before affects. There may be none: the page may be reloaded later. */
function sayAffected({ query }: VisitsRequest, { changes, stuck }: RepairPreview): string {
  if (changes.length === 0 && stuck.length === 0) return '';
  const below =
    stuck.length === 0
      ? '. Suggested new dates are below.'
      : changes.length === 0
        ? ' and can’t be moved. Reasons are below.'
        : '. What can and can’t move is below.';
  const when = query.get('done') === 'days-off' ? 'on some of these days' : 'that day';
  return ` Visits are scheduled ${when}${below}`;
}

type RepairPageProps = Shown<VisitsRequest, RepairPreview> & {
  /** A reason that fits every visit, or none. */
  readonly suggested: string;
};

export function RepairPage({
  request,
  looked: preview,
  seen,
  values,
  errors,
  isChanged,
  suggested,
}: RepairPageProps) {
  const { changes, stuck } = preview;
  const withdrawals = withdrawalsIn(ownPart(request).partnerships, request.today);
  return (
    <ConsolePage
      request={request}
      title="Reschedule visits"
      current="visits"
      errors={errors}
      stillToDo={sayAffected(request, preview)}
    >
      {isChanged && (
        <ChangedBanner>
          No visits were moved.{changes.length > 0 && ' The visits that would move now are below.'}
        </ChangedBanner>
      )}
      <VisitsHeading>Reschedule visits</VisitsHeading>
      {withdrawals.map((withdrawal) => (
        <InsetText key={withdrawal.partnership.host.id}>
          <p class="govuk-body" dir="auto">
            {sayWithdrawal(withdrawal, request.staff)}
          </p>
          <p class="govuk-body">
            <ToRepair partnership={withdrawal.partnership} staff={request.staff} />
          </p>
        </InsetText>
      ))}
      {changes.length === 0 && stuck.length === 0 && (
        <p class="govuk-body-l">
          {withdrawals.length === 0 ? 'Nothing to reschedule.' : 'Nothing else to reschedule.'}
        </p>
      )}
      <RepairShown preview={preview} partnerships={request.setting.partnerships} />
      {changes.length > 0 && (
        <Form action={hrefTo('repairVisits', {})} hidden={{ seen }}>
          <TextArea
            name="reason"
            label="Reason"
            hint="All the schools above will see this in their email. Make sure it fits every visit."
            rows={3}
            maxLength={longestReason}
            values={{ reason: values.reason ?? suggested }}
            errors={errors}
          />
          <Button>Reschedule {countOf(changes.length, 'visit')} and send emails</Button>
        </Form>
      )}
    </ConsolePage>
  );
}
