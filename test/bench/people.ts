/** The service of `npm start`, with its fictional district, and its users. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type APIRequestContext, type APIResponse, request } from 'playwright-core';
import * as v from 'valibot';
import { tableAt } from '../../infra/cli/on-table.ts';
import { seedProduct } from '../../infra/cli/starting.ts';
import { sampleStaff } from '../../infra/local/ground/sample-staff.ts';
import { type LocalService, startLocal } from '../../infra/local/service.ts';
import { openStore, type Store } from '../store/store.ts';

export type Service = LocalService & { readonly store: Store; readonly freeSchoolId: string };

/** Starts the service on a free port, in a temporary folder. `databaseEndpoint`: another one than its own. */
export async function openService(databaseEndpoint?: string): Promise<Service> {
  const data = await mkdtemp(path.join(tmpdir(), 'service-'));
  let freeSchoolId = '';
  const service = await startLocal({
    data,
    port: 0,
    databaseEndpoint,
    seed: async (into) => {
      const sample = await seedProduct({ empty: false })(into);
      freeSchoolId = sample?.school.id ?? '';
      return sample;
    },
  });
  const { endpoint, names } = service.tables;
  const [tableName = ''] = names;
  const table = tableAt({ tableName, endpoint });
  const stop = async () => {
    table.client.destroy();
    await service.stop();
    await rm(data, { recursive: true });
  };
  return { ...service, stop, store: openStore(tableName, table), freeSchoolId };
}

/** Someone with a cookie jar who asks for JSON. */
export const somebody = ({ origin }: Service): Promise<APIRequestContext> =>
  request.newContext({ baseURL: origin, extraHTTPHeaders: { accept: 'application/json' } });

/** Fails unless the response is a success. */
export async function succeeded(answer: Promise<APIResponse>): Promise<APIResponse> {
  const response = await answer;
  if (!response.ok()) throw new Error(`${response.url()}: ${response.status()} ${await response.text()}`);
  return response;
}

export const applicantEmail = 'dana.principal@example.org';

/** Requests a link for a host application, for the school that hasn't applied yet. */
export const askToApply = (applicant: APIRequestContext, { freeSchoolId }: Service): Promise<APIResponse> =>
  succeeded(
    applicant.post('/applications', {
      data: {
        role: 'host',
        school: freeSchoolId,
        name: 'Dana Principal',
        position: 'Principal',
        isPrincipal: 'yes',
        email: applicantEmail,
      },
    }),
  );

/** The link in the newest letter to the applicant. */
export async function mailedLink(service: Service): Promise<string> {
  await service.settled();
  const letters = await service.inbox.letters();
  const link = letters
    .find(({ to }) => to.includes(applicantEmail))
    ?.links.find((address) => address.includes('/links/'));
  if (link === undefined) throw new Error('The applicant got no email with a link.');
  return link;
}

/** Presses the button behind a mailed link. Returns the application's reference. */
export async function follow(applicant: APIRequestContext, link: string): Promise<string> {
  const response = await succeeded(applicant.post(link, { data: {} }));
  return v.parse(v.object({ reference: v.string() }), await response.json()).reference;
}

/** Signs in as a sample staff member, by email address or role. */
export async function signIn(
  service: Service,
  who: { email?: string; role?: string },
): Promise<APIRequestContext> {
  const member = sampleStaff.find(
    ({ email, roles }) => email === who.email || roles.some((role) => role === who.role),
  );
  if (!member) throw new Error(`No sample staff member is ${JSON.stringify(who)}.`);
  const staff = await somebody(service);
  // Sign-in redirects browsers, and tells programs where to go instead.
  const headers = { accept: 'text/html' };
  const choice = await succeeded(staff.get('/sign-in', { headers }));
  await succeeded(staff.post(choice.url(), { headers, form: { staff: member.id } }));
  return staff;
}
