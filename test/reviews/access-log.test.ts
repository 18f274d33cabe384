import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { personCode } from '#links/person-code.ts';
import { openSessions } from '#store/sessions.ts';
import { anApplication, aSchool } from '../builders.ts';
import { amara, type Console, daniel, ruth, startConsole } from './console.ts';

let staffed: Console;
let reference = '';
beforeAll(async () => {
  staffed = await startConsole();
  reference = await staffed.put(anApplication({ reviewers: [amara.email] }));
});
afterAll(() => staffed.stop());

const codeOf = ({ email }: { readonly email: string }) =>
  personCode(JSON.parse(process.env.SESSION_KEYS ?? '{}'), email);

/** The lines about staff during `act`. */
async function linesDuring(act: () => Promise<unknown>): Promise<readonly unknown[]> {
  vi.mocked(console.info).mockClear();
  await act();
  return vi.mocked(console.info).mock.calls.flatMap(([line]) => (typeof line === 'object' ? [line] : []));
}

test('who opens an application is logged by a code, with the route and the application number', async () => {
  const lines = await linesDuring(() => staffed.open(amara, 'staffApplication', { reference }));
  expect(lines).toEqual([
    {
      what: 'staff access',
      at: '2014-04-24T14:00:00.000Z',
      who: codeOf(amara),
      route: 'GET /console/applications/{reference}',
      status: 200,
      about: [reference],
    },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/amara|example\.org/i);
});

test('who is refused is logged: for their role, a conflict of interest, or a session that is over', async () => {
  const kept = await staffed.put(anApplication({ school: aSchool({ id: '10X200' }) }));
  await staffed.declare(daniel, '10X200');
  const lines = await linesDuring(async () => {
    await staffed.open(amara, 'reviewers');
    await staffed.open(daniel, 'staffApplication', { reference: kept });
    await openSessions(staffed.table).endStaffSessions(ruth.email, new Date().toISOString());
    await staffed.open(ruth, 'overview');
    await staffed.send(ruth, 'decide', { reference }, {});
  });
  const [forRole, forConflict, ...over] = lines;
  expect(forRole).toMatchObject({ who: codeOf(amara), route: 'GET /console/reviewers', status: 403 });
  expect(forConflict).toMatchObject({ who: codeOf(daniel), status: 403, about: [kept] });
  expect(over).toMatchObject([
    { who: codeOf(ruth), route: 'GET /console', status: 401 },
    { who: codeOf(ruth), route: 'POST /console/applications/{reference}/decision', status: 401 },
  ]);
});

test.each(['dana.principal@example.org', 'Dana Principal', 'dana'])(
  'what someone typed into an address is not logged: %s',
  async (typed) => {
    const lines = await linesDuring(() => staffed.open(amara, 'staffApplication', { reference: typed }));
    expect(lines).toMatchObject([{ status: 404, about: [] }]);
    expect(JSON.stringify(lines)).not.toMatch(/dana/i);
  },
);

test('visitors who are not signed in have no line', async () => {
  expect(await linesDuring(() => staffed.open(undefined, 'overview'))).toEqual([]);
});
