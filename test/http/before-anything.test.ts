import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RouteName, routes } from '../../functions/routes.ts';
import { type Console, startConsole } from '../reviews/console.ts';
import { loaders, readWithEveryRole, routesThat, withData } from './every-route.ts';

/** The answers without any data: there is nothing yet, or a link is needed. Signing out needs neither. */
const nothing = (name: RouteName): number =>
  name === 'leaveBrowser' ? 200 : /^\/(applications\/|links\/)/.test(routes[name].path) ? 403 : 404;

async function takeCyclesOut({ table }: Console): Promise<void> {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
  for (const { pk, sk } of Items)
    if (pk && sk)
      await table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key: { pk, sk } }));
}

describe.each(withData)('the addresses of %s, before the first cycle', (fn) => {
  let desk: Console;
  beforeAll(async () => {
    desk = await startConsole(loaders[fn]);
    await takeCyclesOut(desk);
  });
  afterAll(() => desk.stop());

  const pathParameters = { reference: '2014-13K113', partnership: '2014-13K113', file: '2014.json' };
  const send = async (name: RouteName, body?: string) =>
    (await readWithEveryRole(desk.handler, name, { pathParameters, ...(body !== undefined && { body }) }))
      .status;
  const by = (method: string) => routesThat((route) => route.function === fn && route.method === method);

  test.each(by('GET'))('answer %s with the news that there is nothing yet', async (name) => {
    expect(await send(name)).toBe(nothing(name));
  });

  test.each(by('POST'))('refuse unreadable bodies for %s, and then answer the same', async (name) => {
    expect(await send(name, '{')).toBe(400);
    expect(await send(name, '[]')).toBe(422);
    expect(await send(name, '{}')).toBe(nothing(name));
  });
});
