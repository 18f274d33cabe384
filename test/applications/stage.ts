/** The pages for schools, with the real handlers and a real table. Call `stop` at the end of a test file. */
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { vi } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import type { Owned } from '#domain/base/person.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { School } from '#domain/program/school.ts';
import type { Letter } from '#letters/letter.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { importSchools } from '#store/directory.ts';
import { parseCommitted } from '#store/stream.ts';
import { letterAddresses } from '../../functions/letter-links.ts';
import { type RouteName, routeKey, routes } from '../../functions/routes.ts';
import { aCycle, aDraft, aSchool } from '../builders.ts';
import { anEvent, throughFrontDoor } from '../http/event.ts';
import { type Answered, invoke, keptCookies } from '../http/invoke.ts';
import { openStore } from '../store/store.ts';
import { directly, startTable, type Through } from '../store/table.ts';

export const deployed = 'https://apply.example.org';
export const keys = { k1: 'a key for tests that is long enough' };

/** Monday, April 14, 2014, 10:00 AM in New York, in the middle of the application window. */
export const today = '2014-04-14T14:00:00.000Z';

export const clemente = aSchool({
  id: '01M015',
  name: 'P.S. 015 Roberto Clemente',
  levels: ['elementary'],
  region: 'Manhattan',
  principalYearsHere: 3,
});
/** A school with only the required values. */
const unknownSchool: School = {
  id: '84X999',
  name: 'Charter <b>& Sons</b>',
  levels: ['elementary', 'middle', 'high'],
  grades: [],
  region: 'Bronx',
  demographics: {},
};

/** Schools `99Q01` to `99Q20`; each test uses its own. */
const spareSchools = Array.from({ length: 20 }, (_, index) => {
  const number = String(index + 1).padStart(2, '0');
  return aSchool({ id: `99Q${number}`, name: `P.S. ${number} Spare`, region: 'Queens' });
});

/** A form's fields; a list for checkboxes with the same name. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type Stage = Awaited<ReturnType<typeof startStage>>;
export type Visitor = ReturnType<Stage['visitor']>;

/** `through` gives the address at which the handlers find the table: its own, or a proxy’s. */
export async function startStage(origin = deployed, through: Through = directly) {
  const table = await startTable();
  Object.assign(process.env, {
    TABLE_NAME: table.tableName,
    ORIGIN: origin,
    LINK_KEYS: JSON.stringify(keys),
    AWS_ENDPOINT_URL_DYNAMODB: await through(table.endpoint),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(today) });
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const applications = await import('../../functions/applications/handler.ts');
  const schools = await import('../../functions/schools/handler.ts');
  const handler: Handler = (event, context) =>
    (schoolKeys.has(event.routeKey.replace(/^HEAD /, 'GET ')) ? schools : applications).handler(
      event,
      context,
    );
  const applying = await import('../../functions/applications/application-access.ts');
  const inYear = await import('../../functions/schools/access.ts');
  const clients = [applying.store.table.client, inYear.store.table.client];
  // The handlers cache cycles, so they must see each change.
  const store = { ...openStore(table.tableName, table), putCycle: applying.store.putCycle };
  const cycle = aCycle();
  await store.putCycle(cycle);
  await importSchools(table, [aSchool(), clemente, unknownSchool, ...spareSchools]);

  const contents = async () => {
    const { Items = [] } = await table.client.send(
      new ScanCommand({ TableName: table.tableName, ConsistentRead: true }),
    );
    return Items.map((record) => unmarshall(record));
  };

  /** The emails to a recipient that the last commits of all applications and requests cause. */
  const lettersTo = async (email: string): Promise<readonly Letter[]> => {
    const committed = (await contents()).flatMap((record) => parseCommitted(record) ?? []);
    return committed
      .flatMap((one) => (one.type === 'visit-year' ? [] : [one]))
      .flatMap(({ type, aggregate, events }) =>
        events.flatMap((event) =>
          lettersFor(type, event, aggregate, { cycle, addresses: letterAddresses(origin, keys) }),
        ),
      )
      .filter(({ to }) => to === email);
  };

  return {
    handler,
    store,
    cycle,
    contents,
    lettersTo,
    /** A browser or API client with its cookies. */
    visitor: (caller = '192.0.2.7') => aVisitor(handler, caller),
    /** Stores an application unchanged. */
    put: async (application: Application) => {
      await store.commitApplication({ after: application, events: [] }, cycle.program);
      return application.reference;
    },
    /** The names of the calls to the table during `act`. */
    callsDuring: async (act: () => Promise<unknown>): Promise<readonly string[]> => {
      const calls: string[] = [];
      for (const { middlewareStack } of clients)
        middlewareStack.add(
          (next, { commandName }) =>
            (args) => {
              calls.push(commandName ?? '');
              return next(args);
            },
          { name: 'countCalls', override: true },
        );
      await act();
      for (const { middlewareStack } of clients) middlewareStack.remove('countCalls');
      return calls;
    },
    /** Sets the service's clock. */
    moveTo: (instant: string) => vi.setSystemTime(new Date(instant)),
    putCycle: (changed: Cycle) => store.putCycle(changed),
    stop: async () => {
      vi.useRealTimers();
      for (const client of clients) client.destroy();
      await table.stop();
    },
  };
}

type Handler = Parameters<typeof invoke>[0];

const schoolKeys = new Set<string>(
  Object.values(routes)
    .filter((route) => route.function === 'schools')
    .map(({ method, path }) => `${method} ${path}`),
);

const nameOf = (cookie: string) => cookie.split('=')[0];

function aVisitor(handler: Handler, caller: string) {
  let cookies: readonly string[] = [];
  const ask = async (
    method: string,
    address: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Answered> => {
    const { pathname } = new URL(address, deployed);
    const found = routeOf(method === 'HEAD' ? 'GET' : method, pathname);
    if (!found) throw new Error(`No route for ${method} ${pathname}`);
    const event = anEvent(routeKey(routes[found.name]), address, {
      headers: { ...throughFrontDoor(caller), ...headers },
      cookies,
      pathParameters: found.parameters,
      ...(body !== undefined && { body }),
    });
    event.requestContext.http.method = method;
    const answered = await invoke(handler, event);
    const set = answered.cookies.map(nameOf);
    cookies = [...cookies.filter((cookie) => !set.includes(nameOf(cookie))), ...keptCookies(answered)];
    return answered;
  };
  const form = 'application/x-www-form-urlencoded';
  return {
    cookies: () => cookies,
    open: (address: string, headers: Readonly<Record<string, string>> = {}) =>
      ask('GET', address, { accept: 'text/html', ...headers }),
    peek: (address: string) => ask('HEAD', address, { accept: 'text/html' }),
    send: (address: string, fields: Typed = {}) =>
      ask('POST', address, { accept: 'text/html', 'content-type': form }, formOf(fields)),
    /** As an API client: sends and reads JSON. */
    read: async (address: string) => asData(await ask('GET', address, { accept: 'application/json' })),
    post: async (address: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}) =>
      asData(
        await ask('POST', address, { 'content-type': 'application/json', ...headers }, JSON.stringify(body)),
      ),
  };
}

const asData = (answered: Answered) => ({
  status: answered.status,
  type: answered.headers['content-type']?.split(';')[0],
  data: JSON.parse(answered.text),
});

/** The route for schools that answers an address, with its parameters. */
export function routeOf(method: string, pathname: string) {
  for (const [name, route] of Object.entries(routes)) {
    const isForSchools = route.function === 'applications' || route.function === 'schools';
    if (!isForSchools || route.method !== method) continue;
    const pattern = new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const found = pattern.exec(pathname);
    if (found && isRouteName(name))
      return {
        name,
        parameters: Object.fromEntries(
          Object.entries(found.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]),
        ),
      };
  }
  return undefined;
}

const isRouteName = (name: string): name is RouteName => Object.hasOwn(routes, name);

const formOf = (fields: Typed): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : value.map((one) => [name, one]),
    ),
  ).toString();

export const locationOf = ({ headers }: Answered): string => headers.location ?? '';

/** The path of the link in an email. */
export function linkIn(letter: Letter | undefined): string {
  const action = letter?.body.find((block) => block.kind === 'action');
  if (!action || !('href' in action)) throw new Error(`No link in ${letter?.subject ?? 'no letter'}`);
  return new URL(action.href).pathname;
}

/** The path of the link to an application, as in its emails. */
export const linkTo = (application: string | Owned, expiresAt = '2014-10-01T00:00:00.000Z'): string => {
  const owned = typeof application === 'string' ? { reference: application } : application;
  return new URL(letterAddresses(deployed, keys).application(owned, expiresAt)).pathname;
};

export const applicant = {
  name: 'Dana Principal',
  position: 'Principal',
  email: 'dana.principal@example.org',
};

/** The form that asks for a link to start. */
export const asking = { ...applicant, isPrincipal: 'yes' };

/** Requests a link, opens it, and returns the visitor, who can now see the application. */
export async function beginApplication(
  stage: Stage,
  asked: { readonly role?: 'host' | 'partner'; readonly school?: string; readonly email?: string } = {},
): Promise<{ readonly visitor: Visitor; readonly reference: string; readonly link: string }> {
  const { role = 'host', school = '13K113', email = applicant.email } = asked;
  const visitor = stage.visitor();
  const before = (await stage.lettersTo(email)).map(({ key }) => key);
  await visitor.send('/applications', { ...asking, email, role, school });
  const letter = (await stage.lettersTo(email)).find(({ key }) => !before.includes(key));
  const link = linkIn(letter);
  await visitor.send(link);
  return { visitor, reference: `${stage.cycle.id}-${school}`, link };
}

/** The form fields for each topic of a host. */
export const hostForms: Readonly<Record<string, Typed>> = {
  leadership: { yearsHere: '7', yearsElsewhere: '2' },
  'quality-review': { rating: 'Proficient', when: 'March 2013' },
  admissions: { admission: 'none-screened' },
  practices: {
    focusAreas: ['feedback', 'teacher-teams'],
    evidence: 'Teams look at student work every week.',
  },
  hosting: { capacity: '2' },
  commitment: { priority: 'yes', statement: 'Our cabinet asked for this.' },
};

export const partnerForms: Readonly<Record<string, Typed>> = {
  leadership: { yearsHere: '3', yearsElsewhere: '0' },
  students: { poverty: '82' },
  improvement: { focusAreas: 'feedback', goal: 'Feedback within a week.', strengths: 'Strong teams.' },
  team: { groups: 'instructional-cabinet', plan: 'The cabinet meets on Tuesdays.' },
  commitment: { priority: 'yes', statement: 'We have set the time aside.' },
};

export async function answerAll(visitor: Visitor, reference: string, forms = hostForms): Promise<void> {
  for (const [topic, fields] of Object.entries(forms))
    await visitor.send(`/applications/${reference}/questions/${topic}`, fields);
}

/** A draft of the school with this ID, and a visitor who can edit it. */
export async function draftOf(
  stage: Stage,
  id: string,
  role: 'host' | 'partner' = 'host',
): Promise<{ visitor: Visitor; path: string }> {
  const reference = await stage.put(aDraft({ role, school: aSchool({ id }) }));
  const visitor = stage.visitor();
  await visitor.send(linkTo(reference));
  return { visitor, path: `/applications/${reference}` };
}
