import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpFunction, type RouteName, routeKey, routes } from '../../functions/routes.ts';
import { aStaffMember } from '../builders.ts';
import { type Console, cookieOf, startConsole } from '../reviews/console.ts';
import { anEvent } from './event.ts';
import { invoke } from './invoke.ts';

const everyRole = aStaffMember({ roles: ['reviewer', 'director', 'facilitator'] });
const isRoute = (name: string): name is RouteName => Object.hasOwn(routes, name);
const withParameters = (fn: HttpFunction): readonly RouteName[] =>
  Object.entries(routes).flatMap(([name, route]) =>
    route.function === fn && route.path.includes('{') && isRoute(name) ? [name] : [],
  );
const tooLong = ['x'.repeat(1025), `2014-${'é'.repeat(1100)}`, `${'7'.repeat(3000)}-x`];

describe.each([
  ['reviews', () => import('../../functions/reviews/handler.ts')],
  ['pairings', () => import('../../functions/pairings/handler.ts')],
  ['visits', () => import('../../functions/visits/handler.ts')],
  ['records', () => import('../../functions/records/handler.ts')],
  ['applications', () => import('../../functions/applications/handler.ts')],
  ['schools', () => import('../../functions/schools/handler.ts')],
] as const)('an ID that no record can have, in an address of %s', (fn, load) => {
  let desk: Console;
  beforeAll(async () => {
    desk = await startConsole(load);
  });
  afterAll(() => desk.stop());

  const ask = (name: RouteName, id: string, query = '') => {
    const parameters = Object.fromEntries(
      [...routes[name].path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => [parameter, id]),
    );
    return invoke(
      desk.handler,
      anEvent(routeKey(routes[name]), `/long${query}`, {
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        cookies: [cookieOf(everyRole)],
        pathParameters: parameters,
        ...(routes[name].method === 'POST' && { body: '{"email":"a@example.org","name":"A"}' }),
      }),
    );
  };

  test.each(withParameters(fn))('%s is not found, and causes no outage', async (name) => {
    for (const id of tooLong) {
      const { status } = await ask(name, id);
      if (routes[name].path.startsWith('/console/')) expect([404, 409, 422]).toContain(status);
      else expect([403, 404]).toContain(status);
      if (routes[name].path.startsWith('/console/') && routes[name].method === 'GET')
        expect(status).toBe(404);
    }
  });

  if (fn === 'pairings')
    test('a comparison asks for two proposals that exist', async () => {
      const query = `?scenario=a&scenario=${'x'.repeat(1100)}`;
      expect((await ask('comparison', '', query)).status).toBe(422);
    });
});
