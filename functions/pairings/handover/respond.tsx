import type { Facilitator } from '#domain/admission/roster.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { ActivePartnership, Partnership } from '#domain/partnership/partnership.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { clashesWith, handOver as giveTo, type HandoverRefusal, heldBy } from '#domain/visits/handover.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { check, type FieldErrors } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { store } from '../access.ts';
import { handoverFields } from '../forms.ts';
import { noPartnership } from '../refusals.tsx';
import { type PartnershipRequest, withPartnership } from '../scenario-access.ts';
import { done } from '../text.tsx';
import { type Candidate, HandoverPage } from './page.tsx';

type AboutHandover = PartnershipRequest & { readonly partnership: ActivePartnership };

const withHandover = (respond: (request: AboutHandover) => Promise<Answer>) =>
  withPartnership(['director'], (request) => {
    const { partnership } = request;
    return partnership.state === 'active' ? respond({ ...request, partnership }) : refusal(request, 'ended');
  });

/** Possible new facilitators, and the visits that would fall on their days off. */
export const handoverPage = withHandover(async (request) => {
  const candidates = await candidatesFor(request);
  return pageOf(request, candidates, {});
});

const pageOf = (request: AboutHandover, candidates: readonly Candidate[], errors: FieldErrors): Answer => {
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
  if (partnership.facilitator.email === email) return refusal(request, 'has-it');
  const chosen = candidates.find((one) => one.email === email);
  if (!chosen) return pageOf(request, candidates, { email: 'Choose a facilitator from the list' });
  const outcome = await revisePartnership(store, cycle.id, partnership.host.id, (one) =>
    giveTo(one, chosen, todayOf(cycle, now), staff, now),
  );
  if (!outcome) return noPartnership(staff);
  if (isRefusal(outcome)) return refusal(request, outcome.refused);
  return seeOther(hrefTo('partnership', { partnership: partnership.host.reference }, done('handed-over')), {
    host: outcome.host.id,
    facilitator: outcome.facilitator,
  });
});

/** All other facilitators of the partnership's cycle and of the latest one. New staff may only be on the latest roster. */
async function candidatesFor({ cycle, partnership, now }: AboutHandover): Promise<readonly Candidate[]> {
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
      ...one,
      ...loadOf(partnerships, one.email),
      clashes: clashesWith({ cycle, year, partnerships }, partnership, one, todayOf(cycle, now)),
    }));
}

function loadOf(partnerships: readonly Partnership[], email: string) {
  const own = heldBy(partnerships, email);
  return {
    partnerships: own.length,
    partners: own.reduce((sum, { partners }) => sum + partners.length, 0),
  };
}

const refusal = (
  { staff, partnership: { host } }: Pick<PartnershipRequest, 'staff' | 'partnership'>,
  refused: HandoverRefusal,
): Answer =>
  staffProblem(staff, {
    status: 409,
    title: 'The facilitator wasn’t changed',
    detail: refusalWords[refused],
    to: {
      href: hrefTo('partnership', { partnership: host.reference }),
      text: 'See the partnership as it is now',
    },
  });

const refusalWords: Readonly<Record<HandoverRefusal, string>> = {
  ended: 'This partnership has ended.',
  'has-it': 'This person is already the facilitator.',
};
