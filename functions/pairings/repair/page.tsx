import { countOf, sayCount, sayList } from '#domain/base/wording.ts';
import type { Newcomer, OtherHost, Refocusing, Rehoming } from '#domain/pairing/explain/newcomers.ts';
import type { Entrant } from '#domain/pairing/problem.ts';
import { focusAreaOf, freePlaces, needsRepair, withdrawnIn } from '#domain/partnership/partnership.ts';
import { focusAreaName } from '#domain/program/program.ts';
import { PartnershipHeading } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { type PairWords, sayReason } from '#text/pairing.ts';
import { Button } from '#ui/button.tsx';
import { Radios, Select } from '#ui/choices.tsx';
import { Form, RowForm } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-field.tsx';
import { longestReason, nowhere } from '../forms.ts';
import type { ActivePartnershipRequest } from '../scenario-access.ts';

/** The name of the field with a partner's new host. */
export const hostField = (partnerId: string): string => `host-${partnerId}`;

export type RepairPageProps = {
  readonly request: ActivePartnershipRequest;
  readonly newcomers: readonly Newcomer[];
  readonly rehomings: readonly Rehoming[];
  /** IDs of the other areas that the host offers. */
  readonly focuses: readonly string[];
  /** The new focus area that the page is about; undefined if the partnership keeps its own. */
  readonly refocusing: Refocusing | undefined;
  readonly words: PairWords;
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
function ReplacePartner(props: RepairPageProps) {
  const { request, newcomers, refocusing, words } = props;
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
      {hasRoom && <FocusChoice {...props} />}
      {hasRoom && refocusing && <Refocus {...props} refocusing={refocusing} />}
      {hasRoom && !refocusing && (
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
          rows={newcomers.map((one) => rowOf(one, newcomers, host.reference, words))}
        />
      )}
    </>
  );
}

/** The partnership keeps its focus, unless the director looks at another first. */
function FocusChoice({ request, focuses, refocusing }: RepairPageProps) {
  const { partnership, cycle } = request;
  const focus = focusAreaOf(partnership);
  if (focuses.length === 0 || focus === undefined) return null;
  return (
    <Form action={hrefTo('repairPage', { partnership: partnership.host.reference })} method="get">
      <Select
        name="focus"
        label="Focus of the partnership"
        hint="Only schools that chose it can take the place. Nothing changes yet."
        empty={`${focusAreaName(cycle.program, focus)} (now)`}
        options={focuses.map((area) => ({ value: area, text: focusAreaName(cycle.program, area) }))}
        values={{ focus: refocusing?.focus }}
      />
      <Button variant="secondary">See who could take the place</Button>
    </Form>
  );
}

/** What a new focus would cost the other partners, and the form to change it. */
function Refocus({
  request,
  newcomers,
  refocusing: { focus, pricePoints, partners },
  words,
  errors,
}: RepairPageProps & { readonly refocusing: Refocusing }) {
  const { partnership, fields } = request;
  const accepted = newcomers.filter(({ isWaitlisted }) => !isWaitlisted);
  const name = focusAreaName(words, focus);
  const without = partners.filter(({ choice }) => choice === undefined).map(({ school }) => school.name);
  return (
    <>
      <h2 class="govuk-heading-m">Change the focus to {name}</h2>
      <p class="govuk-body">
        {partners.length === 0
          ? 'No other partner is affected.'
          : `The pairs with the other partners would ${pricePoints < 0 ? 'gain' : 'lose'} ${countOf(Math.abs(pricePoints), 'point')}.`}{' '}
        {without.length > 0 &&
          `${sayList(without)} didn’t choose this area. ${without.length === 1 ? 'It' : 'They'} would stay with this host all the same.`}
      </p>
      {accepted.length === 0 ? (
        <p class="govuk-body">No accepted school without a partnership chose this area.</p>
      ) : (
        <Form
          action={hrefTo('repairPartnership', { partnership: partnership.host.reference })}
          hidden={{ focus }}
        >
          <Radios
            name="partner"
            label="School for the open place"
            labelSize="s"
            small
            options={accepted.map(({ host, school, score }) => ({
              value: school.id,
              text: `${school.name} (${countOf(score.total, 'point')})`,
              hint: sayReason(score, host, school, words),
            }))}
            values={fields}
            errors={errors}
          />
          <TextArea
            name="reason"
            label="Reason for the new focus"
            hint="Everyone in the partnership will read it in the email."
            rows={2}
            maxLength={longestReason}
            values={fields}
            errors={errors}
          />
          <Button>Change focus, fill place, and send emails</Button>
        </Form>
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
function Rehome({ request, rehomings, words, errors }: RepairPageProps) {
  const { host } = request.partnership;
  const reasonFor = (partner: Entrant, best: OtherHost | undefined) =>
    best && sayReason(best.score, best.host, partner, words);
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
