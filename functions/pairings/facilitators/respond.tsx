import {
  type Facilitator,
  type Roster,
  addFacilitator as withFacilitator,
  removeFacilitator as withoutFacilitator,
} from '#domain/admission/roster.ts';
import { isRefusal } from '#domain/base/change.ts';
import { countOf } from '#domain/base/wording.ts';
import type { ActivePartnership } from '#domain/partnership/partnership.ts';
import { heldBy } from '#domain/visits/handover.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { creationOf, keyReused, once } from '#http/once.tsx';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { decideOnRoster, reviseRoster } from '#store/revise.ts';
import { forStaff, store } from '../access.ts';
import { done } from '../done.ts';
import { facilitatorFields, facilitatorRemovalFields } from '../forms.ts';
import { FacilitatorsPage, withLoad } from './page.tsx';

export const facilitators = forStaff(['director'], async (request) => {
  const loads = await loadsIn(request);
  return showPage(<FacilitatorsPage request={request} loads={loads} errors={{}} />, { facilitators: loads });
});

async function loadsIn({ cycle }: StaffRequest) {
  const [roster, partnerships] = await Promise.all([store.roster(cycle.id), store.partnerships(cycle.id)]);
  return roster.facilitators.map((one) => withLoad(one, partnerships));
}

/** The selected regions. Regions that the program doesn't have are ignored. */
const regionsOf = ({ cycle, fields }: StaffRequest): Facilitator['regions'] => {
  const ticked = [fields.regions ?? []].flat();
  return cycle.program.regions.filter((region) => ticked.includes(region));
};

/** Adds a facilitator, or updates the name and regions if the address is on the list. */
export const addFacilitator = forStaff(['director'], async (request) => {
  const checked = check(facilitatorFields, request.fields);
  if (checked.errors) {
    const { errors } = checked;
    return showErrors(
      <FacilitatorsPage request={request} loads={await loadsIn(request)} errors={errors} />,
      errors,
    );
  }
  const { idempotencyKey, ...named } = checked.value;
  const added: Facilitator = { ...named, regions: regionsOf(request) };
  const creation = creationOf(`facilitator ${request.staff.email}`, { idempotencyKey, ...added });
  const outcome = await decideOnRoster(
    store,
    request.cycle.id,
    once(creation, (roster: Roster) => ({ after: withFacilitator(roster, added), events: [] })),
  );
  if (isRefusal(outcome)) return keyReused(request);
  return seeOther(hrefTo('facilitators', {}, done('added')), added);
});

/** Removes a facilitator who has no partnerships. */
export const removeFacilitator = forStaff(['director'], async (request) => {
  const { cycle, staff, fields } = request;
  const checked = check(facilitatorRemovalFields, fields);
  if (checked.errors)
    return staffProblem(staff, {
      status: 422,
      title: 'Choose a facilitator',
      detail: 'No one was removed.',
    });
  const { email } = checked.value;
  const held = heldBy(await store.partnerships(cycle.id), email);
  if (held.length > 0) return stillHolding(request, held);
  await reviseRoster(store, cycle.id, (roster) => withoutFacilitator(roster, email));
  if (email !== staff.email) await store.endStaffSessions(email, request.now);
  return seeOther(hrefTo('facilitators', {}, done('removed')), { email });
});

/** Links to each partnership that must be reassigned first. */
function stillHolding({ staff }: StaffRequest, held: readonly ActivePartnership[]): Answer {
  const name = held[0]?.facilitator.name ?? '';
  const words = {
    status: 409,
    title: `${name} still has ${countOf(held.length, 'partnership')}`,
    detail:
      'No one was removed. First, assign each partnership to another facilitator so that schools know who to contact.',
    partnerships: held.map(({ host }) => host.reference),
  };
  return staffProblem(
    staff,
    words,
    <ul class="govuk-list govuk-list--bullet">
      {held.map(({ host }) => (
        <li key={host.id}>
          <a class="govuk-link" dir="auto" href={hrefTo('handoverPage', { partnership: host.reference })}>
            Reassign {host.name}’s partnership
          </a>
        </li>
      ))}
    </ul>,
  );
}
