import { countOf, sayCount, sayList } from '#domain/base/wording.ts';
import type { Newcomer, OtherHost, Rehoming } from '#domain/pairing/explain/newcomers.ts';
import type { Entrant } from '#domain/pairing/problem.ts';
import { freePlaces, needsRepair, withdrawnIn } from '#domain/partnership/partnership.ts';
import { PartnershipHeading } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { type PairWords, sayReason } from '#text/pairing.ts';
import { Button } from '#ui/button.tsx';
import { Select } from '#ui/choices.tsx';
import { Form, RowForm } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import { nowhere } from '../forms.ts';
import type { ActivePartnershipRequest } from '../scenario-access.ts';

/** The name of the field with a partner's new host. */
export const hostField = (partnerId: string): string => `host-${partnerId}`;

export type RepairPageProps = {
  readonly request: ActivePartnershipRequest;
  readonly newcomers: readonly Newcomer[];
  readonly rehomings: readonly Rehoming[];
  readonly errors: FieldErrors;
};

/** The options after a withdrawal, or for an open place. Other schools keep their places. */
export function RepairPage(props: RepairPageProps) {
  const { request, errors } = props;
  const { partnership } = request;
  const { host } = partnership;
  const what = needsRepair(partnership) ? 'Decide what happens' : 'Fill an open place';
  return (
    <ConsolePage request={request} title={`${what}: ${host.name}`} current="partnerships" errors={errors}>
      <PartnershipHeading host={host}>{what}</PartnershipHeading>
      {host.withdrawnAt === undefined ? <ReplacePartner {...props} /> : <Rehome {...props} />}
    </ConsolePage>
  );
}

/** For a partner that withdrew: another school takes its place, or it stays open. */
function ReplacePartner({ request, newcomers }: RepairPageProps) {
  const { partnership } = request;
  const { host, partners } = partnership;
  const gone = withdrawnIn(partners);
  const hasRoom = gone.length > 0 || freePlaces(partnership) > 0;
  const action = hrefTo('repairPartnership', { partnership: host.reference });
  return (
    <>
      <p class="govuk-body-l">
        {gone.length > 0
          ? `${sayList(gone.map(({ name }) => name))} withdrew. Give ${gone.length === 1 ? 'its' : 'each'} place to another school or leave it open.`
          : hasRoom
            ? `${countOf(freePlaces(partnership), 'place is', 'places are')} open.`
            : 'All places are filled.'}
        {hasRoom &&
          ` When you ${gone.length > 0 ? 'decide' : 'fill one'}, everyone in the partnership will get an email.`}
      </p>
      {gone.map(({ id, name }) => (
        <Form key={id} action={action} hidden={{ open: id }}>
          <Button variant="secondary">Leave {name}’s place open and send emails</Button>
        </Form>
      ))}
      {hasRoom && (
        <Table
          caption="Schools without a partnership, best fit first"
          dense
          columns={[
            { text: 'School', head: true },
            { text: 'Points', numeric: true },
            { text: 'Below best', numeric: true },
            { text: 'Why they fit' },
            { text: <span class="govuk-visually-hidden">Choose</span> },
          ]}
          empty="No accepted or waitlisted school can take this place. Schools that must be kept apart aren’t shown."
          rows={newcomers.map((one) => rowOf(one, newcomers, host.reference, request.cycle.program))}
        />
      )}
    </>
  );
}

function rowOf(newcomer: Newcomer, all: readonly Newcomer[], partnership: string, words: PairWords) {
  const { host, school, score, isWaitlisted, reference } = newcomer;
  const behind = Math.max(...all.map((one) => one.score.total)) - score.total;
  return [
    <span key="school" dir="auto">
      {school.name}
    </span>,
    sayCount(score.total),
    behind === 0 ? '—' : sayCount(behind),
    sayReason(score, host, school, words),
    isWaitlisted ? (
      <a
        key="accept"
        class="govuk-link"
        href={`${hrefTo('staffApplication', { reference }, { partnership })}#decision`}
      >
        Waitlisted: accept it first
      </a>
    ) : (
      <RowForm
        key="fill"
        action={hrefTo('repairPartnership', { partnership })}
        hidden={{ partner: school.id }}
        text="Fill place and send emails"
        what={`with ${school.name}`}
      />
    ),
  ];
}

/** For a host that withdrew: each partner moves to a host with an open place, or to no host. */
function Rehome({ request, rehomings, errors }: RepairPageProps) {
  const { host } = request.partnership;
  const reasonFor = (partner: Entrant, best: OtherHost | undefined) =>
    best && sayReason(best.score, best.host, partner, request.cycle.program);
  return (
    <>
      <p class="govuk-body-l">
        <span dir="auto">{host.name}</span> withdrew.{' '}
        {rehomings.length === 0
          ? 'None of its partners needs another host.'
          : 'The choices below are the best for all its partners. No one else moves. Each affected school will get an email.'}
      </p>
      <Form action={hrefTo('repairPartnership', { partnership: host.reference })}>
        {rehomings.map(({ partner, others, proposed }) => (
          <Select
            key={partner.id}
            name={hostField(partner.id)}
            label={partner.name}
            hint={reasonFor(
              partner,
              others.find((one) => one.host.id === proposed),
            )}
            options={[
              ...others.map((one) => ({
                value: one.host.id,
                text: `${one.host.name} (${sayCount(one.score.total)} points)`,
              })),
              { value: nowhere, text: 'No host' },
            ]}
            values={{ [hostField(partner.id)]: proposed ?? nowhere }}
            errors={errors}
          />
        ))}
        <Button>
          {rehomings.length === 0
            ? 'End partnership and send emails'
            : 'Move partners, end partnership, and send emails'}
        </Button>
      </Form>
    </>
  );
}
