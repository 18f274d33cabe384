import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RouteName, routes } from '../../functions/routes.ts';
import { type Console, startConsole } from '../reviews/console.ts';
import { loaders, readWithEveryRole, routesThat, withData } from './every-route.ts';

const tooLong = ['x'.repeat(1025), `2014-${'é'.repeat(1100)}`, `${'7'.repeat(3000)}-x`];

function expectedFrom(name: RouteName): readonly number[] {
  const { path, method } = routes[name];
  if (!path.startsWith('/console/')) return [403, 404];
  return method === 'GET' ? [404] : [404, 409, 422];
}

describe.each(withData)('an ID that no record can have, in an address of %s,', (fn) => {
  let desk: Console;
  beforeAll(async () => {
    desk = await startConsole(loaders[fn]);
  });
  afterAll(() => desk.stop());

  const ask = async (name: RouteName, id: string, query = '') => {
    const parameters = [...routes[name].path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => parameter);
    const sent = {
      pathParameters: Object.fromEntries(parameters.map((parameter) => [parameter, id])),
      ...(routes[name].method === 'POST' && { body: '{"email":"a@example.org","name":"A"}' }),
    };
    return (await readWithEveryRole(desk.handler, name, sent, query)).status;
  };

  test.each(routesThat((route) => route.function === fn && route.path.includes('{')))(
    'is refused or not found by %s, and causes no outage',
    async (name) => {
      for (const id of tooLong) expect(expectedFrom(name)).toContain(await ask(name, id));
    },
  );

  if (fn === 'pairings')
    test('is refused in a comparison of two proposals', async () => {
      expect(await ask('comparison', '', `?scenario=a&scenario=${'x'.repeat(1100)}`)).toBe(422);
    });
});
