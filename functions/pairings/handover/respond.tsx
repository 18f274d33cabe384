import type { Facilitator } from '#domain/admission/roster.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { clashesWith, handOver as giveTo, type HandoverRefusal } from '#domain/visits/handover.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { check, type FieldErrors } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { store } from '../access.ts';
import { done } from '../done.ts';
import { withLoad } from '../facilitators/page.tsx';
import { handoverFields } from '../forms.ts';
import { noPartnership, partnershipUnchanged } from '../refusals.tsx';
import {
  type ActivePartnershipRequest,
  type PartnershipRequest,
  withActivePartnership,
} from '../scenario-access.ts';
import { type Candidate, HandoverPage } from './page.tsx';

const withHandover = (respond: (request: ActivePartnershipRequest) => Promise<Answer>) =>
  withActivePartnership((request) => refusal(request, 'ended'), respond);

/** Possible new facilitators, and the visits that would fall on their days off. */
export const handoverPage = withHandover(async (request) => {
  const candidates = await candidatesFor(request);
  return pageOf(request, candidates, {});
});

const pageOf = (
  request: ActivePartnershipRequest,
  candidates: readonly Candidate[],
  errors: FieldErrors,
): Answer => {
  const page = <HandoverPage request={request} candidates={candidates} errors={errors} />;
  if (Object.keys(errors).length > 0) return showErrors(page, errors);
  return showPage(page, {
    host: request.partnership.host.id,
    facilitator: request.partnership.facilitator,
    candidates: candidates.map(({ email, name, regions, partnerships, clashes }) => ({
      email,
      name,
      regions,
      partnerships,
      clashes: clashes.map(({ number }) => number),
    })),
  });
};

/** Changes the facilitator. Everyone in the partnership gets a letter. */
export const handOver = withHandover(async (request) => {
  const { cycle, partnership, fields, staff, now } = request;
  const checked = check(handoverFields, fields);
  const candidates = await candidatesFor(request);
  if (checked.errors) return pageOf(request, candidates, checked.errors);
  const { email } = checked.value;
  // The form was sent twice, or someone else chose the same facilitator.
  if (partnership.facilitator.email === email) return handedOver(partnership);
  const chosen = candidates.find((one) => one.email === email);
  if (!chosen) return pageOf(request, candidates, { email: 'Choose a facilitator from the list' });
  const outcome = await revisePartnership(store, cycle.id, partnership.host.id, (one) =>
    giveTo(one, chosen, todayOf(cycle, now), staff, now),
  );
  if (!outcome) return noPartnership(staff);
  if (isRefusal(outcome)) return refusal(request, outcome.refused);
  return handedOver(outcome);
});

const handedOver = ({ host, facilitator }: Partnership): Answer =>
  seeOther(hrefTo('partnership', { partnership: host.reference }, done('handed-over')), {
    host: host.id,
    facilitator,
  });

/** All other facilitators of the partnership's cycle and of the latest one. New staff may only be on the latest roster. */
async function candidatesFor({
  cycle,
  partnership,
  now,
}: ActivePartnershipRequest): Promise<readonly Candidate[]> {
  const newest = await store.currentCycle();
  const [roster, newestRoster, partnerships, year] = await Promise.all([
    store.roster(cycle.id),
    newest && newest.id !== cycle.id ? store.roster(newest.id) : undefined,
    store.partnerships(cycle.id),
    store.visitYear(cycle.id),
  ]);
  const all = new Map<string, Facilitator>(
    [...(newestRoster?.facilitators ?? []), ...roster.facilitators].map((one) => [one.email, one]),
  );
  return [...all.values()]
    .filter(({ email }) => email !== partnership.facilitator.email)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((one) => ({
      ...withLoad(one, partnerships),
      clashes: clashesWith({ cycle, year, partnerships }, partnership, one, todayOf(cycle, now)),
    }));
}

const refusal = (request: PartnershipRequest, refused: HandoverRefusal): Answer =>
  partnershipUnchanged(request, 'The facilitator wasn’t changed', refusalWords[refused]);

const refusalWords: Readonly<Record<HandoverRefusal, string>> = {
  ended: 'This partnership has ended.',
  'has-it': 'This person is already the facilitator.',
};
