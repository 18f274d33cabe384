import { countOf } from '#domain/base/wording.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { BookedVisit } from '#domain/partnership/visit.ts';
import { PartnershipHeading } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Radios } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';
import { type FacilitatorLoad, sayRegions } from '../facilitators/page.tsx';

/** A possible new facilitator, and the partnership's visits that fall on their days off. */
export type Candidate = FacilitatorLoad & { readonly clashes: readonly BookedVisit[] };

type HandoverPageProps = {
  readonly request: StaffRequest & { readonly partnership: Partnership };
  readonly candidates: readonly Candidate[];
  readonly errors: FieldErrors;
};

export function HandoverPage({ request, candidates, errors }: HandoverPageProps) {
  const { host, facilitator } = request.partnership;
  return (
    <ConsolePage
      request={request}
      title={`Change facilitator: ${host.name}`}
      current="partnerships"
      errors={errors}
    >
      <PartnershipHeading host={host}>Change facilitator</PartnershipHeading>
      <p class="govuk-body-l">
        The current facilitator is <span dir="auto">{facilitator.name}</span>.
      </p>
      {candidates.length === 0 ? <NoCandidates /> : <Choice {...{ request, candidates, errors }} />}
    </ConsolePage>
  );
}

const NoCandidates = () => (
  <p class="govuk-body">
    There are no other facilitators.{' '}
    <a class="govuk-link" href={hrefTo('facilitators', {})}>
      Add a facilitator
    </a>{' '}
    first.
  </p>
);

const Choice = ({ request, candidates, errors }: HandoverPageProps) => (
  <Form action={hrefTo('handOver', { partnership: request.partnership.host.reference })}>
    <Radios
      name="email"
      label="New facilitator"
      options={candidates.map((one) => ({ value: one.email, text: one.name, hint: sayCandidate(one) }))}
      values={request.fields}
      errors={errors}
    />
    <p class="govuk-body">
      We’ll email the schools and both facilitators, with upcoming visits for their calendars. Visit dates
      stay the same, and reminders go to the new facilitator.
    </p>
    <ButtonGroup>
      <Button>Change facilitator and send emails</Button>
      <a class="govuk-link" href={hrefTo('partnership', { partnership: request.partnership.host.reference })}>
        Cancel
      </a>
    </ButtonGroup>
  </Form>
);

/** "Bronx, Queens; 3 partnerships with 6 partners. On 2 of the visit days, this facilitator already has a visit or a day off. …" */
function sayCandidate(candidate: Candidate): string {
  const { partnerships, partners, clashes } = candidate;
  const load =
    partnerships === 0
      ? 'no partnerships yet'
      : `${countOf(partnerships, 'partnership')} with ${countOf(partners, 'partner')}`;
  const days =
    clashes.length === 0
      ? []
      : [
          clashes.length === 1
            ? 'On 1 of the visit days, this facilitator already has a visit or a day off. You’ll need to reschedule that visit.'
            : `On ${clashes.length} of the visit days, this facilitator already has a visit or a day off. You’ll need to reschedule those visits.`,
        ];
  return [`${sayRegions(candidate)}; ${load}.`, ...days].join(' ');
}
