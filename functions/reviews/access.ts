import { type Application, parseReference } from '#domain/admission/application.ts';
import { type AccessRefusal, type Roster, schoolsKeptFrom, whyKeptFrom } from '#domain/admission/roster.ts';
import type { StaffMember, StaffRole } from '#domain/base/person.ts';
import { schoolsOf } from '#domain/partnership/partnership.ts';
import type { Answer } from '#http/answer.ts';
import type { Responder } from '#http/handler.ts';
import { isOnlyFacilitator, type StaffRequest, staffDoors } from '#http/staff-access.tsx';
import { openApplicationCommits } from '#store/application-commits.ts';
import { openApplications } from '#store/applications.ts';
import { openCycles } from '#store/cycles.ts';
import { openTable } from '#store/dynamo-table.ts';
import { openPartnerships } from '#store/partnerships.ts';
import { openRosters } from '#store/rosters.ts';
import { openSchools } from '#store/schools.ts';
import { openSessions } from '#store/sessions.ts';
import { openUndelivered } from '#store/undelivered.ts';
import { openVisitYears } from '#store/visit-years.ts';
import { previewAddresses } from '../letter-links.ts';
import { readEnv } from './env.ts';
import { keptFrom, noApplication } from './refusals.tsx';
import { doneWords } from './text.tsx';

const env = readEnv();

export const origin = env.ORIGIN;
export const addresses = previewAddresses(origin);
const table = openTable(env.TABLE_NAME);
export const store = {
  ...openCycles(table),
  ...openApplications(table),
  ...openApplicationCommits(table),
  ...openRosters(table),
  ...openSchools(table),
  ...openPartnerships(table),
  ...openVisitYears(table),
  ...openUndelivered(table),
  ...openSessions(table),
};

const doors = staffDoors({ env, sessions: store, cycleOf: store.currentCycle, doneWords });

export const { forStaff } = doors;

/** A request about one application that this person may see. `cycle` is the application's own. */
export type AboutApplication = StaffRequest & {
  readonly application: Application;
  readonly roster: Roster;
};

type WhenKept = (staff: StaffMember, why: AccessRefusal, reference: string) => Answer | Promise<Answer>;

/**
 * For pages of one application. People with a conflict of interest or a recusal can't see it; `whenKept` answers them.
 */
export const withApplication = (
  roles: readonly StaffRole[],
  respond: (request: AboutApplication) => Answer | Promise<Answer>,
  whenKept: WhenKept = keptFrom,
): Responder =>
  doors.forRoles(roles, async (request) => {
    const { staff, parameters } = request;
    const opened = await openFor(staff, parameters.reference ?? '', whenKept);
    return 'status' in opened ? opened : respond({ ...request, ...opened });
  });

/** IDs of the schools that someone supports; undefined for reviewers and directors, who see every school. */
async function ownSchools(staff: StaffMember, cycleId: string): Promise<readonly string[] | undefined> {
  if (!isOnlyFacilitator(staff)) return undefined;
  const own = await store.partnershipsOfFacilitator(cycleId, staff.email);
  return own.flatMap(schoolsOf).map(({ id }) => id);
}

/** A cycle's applications: all, those in this person's role, and those without a conflict of interest. */
export async function summariesFor(staff: StaffMember, cycleId: string) {
  const [all, roster, own] = await Promise.all([
    store.summaries(cycleId),
    store.roster(cycleId),
    ownSchools(staff, cycleId),
  ]);
  const inRole = own ? all.filter(({ schoolId }) => own.includes(schoolId)) : all;
  const kept = schoolsKeptFrom(staff, roster);
  return { all, inRole, mine: inRole.filter(({ schoolId }) => !kept.includes(schoolId)) };
}

type Opened = Pick<AboutApplication, 'application' | 'roster' | 'cycle'>;

/** One application with its cycle and roster, or the page that refuses it to `staff`. */
export async function openFor(
  staff: StaffMember,
  reference: string,
  whenKept: WhenKept = keptFrom,
): Promise<Opened | Answer> {
  const cycleId = parseReference(reference)?.cycleId;
  if (cycleId === undefined) return noApplication(staff);
  const [application, cycle, roster, own] = await Promise.all([
    store.application(reference),
    store.cycle(cycleId),
    store.roster(cycleId),
    ownSchools(staff, cycleId),
  ]);
  if (!application || !cycle) return noApplication(staff);
  if (own && !own.includes(application.school.id)) return keptFrom(staff, 'not-own');
  const why = whyKeptFrom(application, staff, roster);
  return why ? whenKept(staff, why, reference) : { application, cycle, roster };
}
