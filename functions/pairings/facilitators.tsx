import * as v from 'valibot';
import {
  type Facilitator,
  addFacilitator as withFacilitator,
  removeFacilitator as withoutFacilitator,
} from '../../shared/domain/roster.ts';
import { reviseRoster } from '../../shared/store/revise-roster.ts';
import { seeOther, showErrors, showPage } from '../http/answer.ts';
import { check, type FieldErrors, type Fields } from '../http/fields.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { staffProblem } from '../http/staff-refusals.tsx';
import { hrefTo } from '../routes.ts';
import { forStaff, store } from './context.ts';
import { type FacilitatorLoad, FacilitatorsPage } from './facilitators-page.tsx';
import { facilitatorFields, facilitatorRemovalFields } from './forms.ts';

/** Who goes with partnerships, where, and with how many of them. */
export const facilitators = forStaff(['director'], async (request) => {
  const page = await pageOf(request, {}, {});
  return showPage(page, { facilitators: page.props.loads });
});

async function pageOf(request: StaffRequest, values: Fields, errors: FieldErrors) {
  const { cycle } = request;
  const [roster, partnerships] = await Promise.all([store.roster(cycle.id), store.partnerships(cycle.id)]);
  const active = partnerships.filter(({ state }) => state === 'active');
  const loads: readonly FacilitatorLoad[] = roster.facilitators.map((one) => {
    const own = active.filter(({ facilitator }) => facilitator.email === one.email);
    return {
      ...one,
      partnerships: own.length,
      partners: own.reduce((sum, { partners }) => sum + partners.length, 0),
    };
  });
  return <FacilitatorsPage request={request} loads={loads} values={values} errors={errors} />;
}

/** Regions that are ticked; a box that the program does not know counts for nothing. */
const regionsOf = ({ cycle, fields }: StaffRequest): Facilitator['regions'] => {
  const ticked = v.parse(
    v.union([
      v.array(v.string()),
      v.pipe(
        v.string(),
        v.transform((one) => [one]),
      ),
    ]),
    fields.regions ?? [],
  );
  return cycle.program.regions.filter((region) => ticked.includes(region));
};

/** Adds a facilitator, or gives one who is there a new name and new regions. */
export const addFacilitator = forStaff(['director'], async (request) => {
  const checked = check(facilitatorFields, request.fields);
  if (checked.errors)
    return showErrors(await pageOf(request, request.fields, checked.errors), checked.errors);
  const added: Facilitator = { ...checked.value, regions: regionsOf(request) };
  await reviseRoster(store, request.cycle.id, (roster) => withFacilitator(roster, added));
  return seeOther(hrefTo('facilitators', {}, { done: 'added' }), added);
});

/** Takes a facilitator off the roster; partnerships that they have keep them until somebody else is named. */
export const removeFacilitator = forStaff(['director'], async (request) => {
  const { cycle, staff, fields } = request;
  const checked = check(facilitatorRemovalFields, fields);
  if (checked.errors)
    return staffProblem(staff, {
      status: 422,
      title: 'Say which facilitator',
      detail: 'Nobody was removed.',
    });
  const { email } = checked.value;
  await reviseRoster(store, cycle.id, (roster) => withoutFacilitator(roster, email));
  return seeOther(hrefTo('facilitators', {}, { done: 'removed' }), { email });
});
