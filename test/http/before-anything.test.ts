import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpFunction, type RouteName, routeKey, routes } from '../../functions/routes.ts';
import { aStaffMember } from '../builders.ts';
import { type Console, cookieOf, startConsole } from '../reviews/console.ts';
import { anEvent } from './event.ts';
import { invoke } from './invoke.ts';

const everyRole = aStaffMember({ roles: ['reviewer', 'director', 'facilitator'] });
const isRoute = (name: string): name is RouteName => Object.hasOwn(routes, name);
const routesOf = (fn: HttpFunction, method: string): readonly RouteName[] =>
  Object.entries(routes).flatMap(([name, route]) =>
    route.function === fn && route.method === method && isRoute(name) ? [name] : [],
  );

/** The answers without any data: there is nothing yet, or a link is needed. Signing out needs neither. */
const nothing = (name: RouteName): number =>
  name === 'leaveBrowser' ? 200 : /^\/(applications\/|links\/)/.test(routes[name].path) ? 403 : 404;

async function takeCyclesOut({ table }: Console): Promise<void> {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
  for (const { pk, sk } of Items)
    if (pk && sk)
      await table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key: { pk, sk } }));
}

describe.each([
  ['reviews', () => import('../../functions/reviews/handler.ts')],
  ['pairings', () => import('../../functions/pairings/handler.ts')],
  ['visits', () => import('../../functions/visits/handler.ts')],
  ['records', () => import('../../functions/records/handler.ts')],
  // Applications need a link, not a signed-in user, so without a link they belong to no one.
  ['applications', () => import('../../functions/applications/handler.ts')],
  ['schools', () => import('../../functions/schools/handler.ts')],
] as const)('the addresses of %s, before the first cycle', (fn, load) => {
  let desk: Console;
  beforeAll(async () => {
    desk = await startConsole(load);
    await takeCyclesOut(desk);
  });
  afterAll(() => desk.stop());

  const send = async (name: RouteName, body?: string) => {
    const { status, text } = await invoke(
      desk.handler,
      anEvent(routeKey(routes[name]), routes[name].path, {
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        cookies: [cookieOf(everyRole)],
        pathParameters: { reference: '2014-13K113', partnership: '2014-13K113', file: '2014.json' },
        ...(body !== undefined && { body }),
      }),
    );
    return { status, data: JSON.parse(text) };
  };

  test.each(routesOf(fn, 'GET'))('answer %s with the news that there is nothing yet', async (name) => {
    expect((await send(name)).status).toBe(nothing(name));
  });

  test.each(routesOf(fn, 'POST'))(
    'refuse unreadable bodies for %s, and then answer the same',
    async (name) => {
      expect((await send(name, '{')).status).toBe(400);
      expect((await send(name, '[]')).status).toBe(422);
      expect((await send(name, '{}')).status).toBe(nothing(name));
    },
  );
});
