/** The console as staff use it: the real handler and a real table. Call `stop` at the end of a test file. */
import { vi } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import { declareConflict, type Roster } from '#domain/admission/roster.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { School } from '#domain/program/school.ts';
import { beginStaffSession } from '#http/sessions.ts';
import { reviseRoster } from '#store/revise.ts';
import { type RouteName, routeKey, routes } from '../../functions/routes.ts';
import { aCycle, aStaffMember } from '../builders.ts';
import { anEvent } from '../http/event.ts';
import { type Answered, invoke } from '../http/invoke.ts';
import { openStore } from '../store/store.ts';
import { directly, startTable, type Through } from '../store/table.ts';

const origin = 'https://apply.example.org';
const keys = { k1: 'a key for tests that is long enough' };

/** Thursday, April 24, 2014, 10:00 AM in New York: eight days before the deadline. */
const today = '2014-04-24T14:00:00.000Z';

export const amara = aStaffMember();
export const daniel = aStaffMember({ name: 'Daniel Reyes', email: 'daniel.reyes@example.org' });
export const ruth = aStaffMember({
  name: 'Ruth Lindqvist',
  email: 'ruth.lindqvist@example.org',
  roles: ['director'],
});
export const omar = aStaffMember({
  name: 'Omar Haddad',
  email: 'omar.haddad@example.org',
  roles: ['director'],
});
export const mei = aStaffMember({
  name: 'Mei Tanaka',
  email: 'mei.tanaka@example.org',
  roles: ['facilitator'],
});

type Parameters = Readonly<Record<string, string>>;
/** A form's fields; a list if checkboxes share a name. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type Console = Awaited<ReturnType<typeof startConsole>>;

/** `load` gives the function under test; reviews by default. `through` gives the address at which it finds the table. */
export async function startConsole(
  load = () => import('../../functions/reviews/handler.ts'),
  cycle = aCycle(),
  through: Through = directly,
) {
  const table = await startTable();
  Object.assign(process.env, {
    TABLE_NAME: table.tableName,
    ORIGIN: origin,
    SESSION_KEYS: JSON.stringify(keys),
    INBOX: 'none',
    LINK_KEYS: JSON.stringify(keys),
    AWS_ENDPOINT_URL_DYNAMODB: await through(table.endpoint),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(today) });
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const { handler } = await load();
  const store = openStore(table.tableName, table);
  await store.putCycle(cycle);

  const ask = (
    staff: StaffMember | undefined,
    name: RouteName,
    address: string,
    sent: { readonly accept: string; readonly parameters: Parameters; readonly fields?: Typed },
  ): Promise<Answered> =>
    invoke(
      handler,
      anEvent(routeKey(routes[name]), address, {
        headers: { accept: sent.accept, 'content-type': 'application/x-www-form-urlencoded' },
        cookies: staff ? [cookieOf(staff)] : [],
        pathParameters: sent.parameters,
        ...(sent.fields && { body: formOf(sent.fields) }),
      }),
    );

  return {
    store,
    cycle,
    table,
    handler,
    /** The page this person gets from a route. */
    open: (staff: StaffMember | undefined, name: RouteName, parameters: Parameters = {}, query = '') =>
      ask(staff, name, addressOf(name, parameters) + query, { accept: 'text/html', parameters }),
    /** The same as JSON. */
    read: async (
      staff: StaffMember | undefined,
      name: RouteName,
      parameters: Parameters = {},
      query = '',
    ) => {
      const answer = await ask(staff, name, addressOf(name, parameters) + query, {
        accept: 'application/json',
        parameters,
      });
      return { status: answer.status, data: JSON.parse(answer.text) };
    },
    /** The response to a form that this person sends. */
    send: (
      staff: StaffMember | undefined,
      name: RouteName,
      parameters: Parameters,
      fields: Typed,
      query = '',
    ) => ask(staff, name, addressOf(name, parameters) + query, { accept: 'text/html', parameters, fields }),
    /** Writes an application to the table. */
    put: async (application: Application) => {
      await store.commitApplication({ after: application, events: [] }, cycle.program);
      return application.reference;
    },
    putSchool: (school: School) =>
      table.put({ pk: `SCHOOL#${school.id}`, sk: 'SCHOOL', type: 'school', body: school }),
    putRoster: async (reviewers: Roster['reviewers']) => {
      await store.commitRoster({ ...(await store.roster(cycle.id)), reviewers });
    },
    /** Writes a conflict of interest to the roster, declared by the person who has it. */
    declare: async ({ email }: StaffMember, schoolId: string) => {
      await reviseRoster(store, cycle.id, (roster) =>
        declareConflict(roster, { email, schoolId, by: email }),
      );
    },
    stop: async () => {
      vi.useRealTimers();
      await table.stop();
    },
  };
}

/** A second later, people can sign in again after something ended their sessions. */
export const aSecondLater = () => vi.setSystemTime(Date.now() + 1000);

/** What six clicks on one button give, all at the same moment. */
export const sixTimes = <T>(act: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 6 }, act));

/** The cookie of a person who just signed in. */
export const cookieOf = (staff: StaffMember): string =>
  beginStaffSession({ origin, keys }, staff, new Date().toISOString()).split(';')[0] ?? '';

export const addressOf = (name: RouteName, parameters: Parameters): string =>
  routes[name].path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(parameters[key] ?? ''));

export const formOf = (fields: Typed): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : value.map((one) => [name, one]),
    ),
  ).toString();

export const hiddenField = ({ text }: Answered, name: string): string =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

export const locationOf = ({ headers }: Answered): string => headers.location ?? '';
