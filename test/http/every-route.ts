/** What tests of every route need: its name, its function, and someone who may use it. */
import { type HttpFunction, type Route, type RouteName, routeKey, routes } from '../../functions/routes.ts';
import { aStaffMember } from '../builders.ts';
import { cookieOf } from '../reviews/console.ts';
import { anEvent, type Sent } from './event.ts';
import { invoke } from './invoke.ts';

export const everyRole = aStaffMember({ roles: ['reviewer', 'director', 'facilitator'] });

const isRoute = (name: string): name is RouteName => Object.hasOwn(routes, name);

export const routesThat = (isWanted: (route: Route) => boolean): readonly RouteName[] =>
  Object.keys(routes)
    .filter(isRoute)
    .filter((name) => isWanted(routes[name]));

/** Functions read their environment when they are loaded. */
export const loaders = {
  site: () => import('../../functions/site/handler.ts'),
  applications: () => import('../../functions/applications/handler.ts'),
  schools: () => import('../../functions/schools/handler.ts'),
  reviews: () => import('../../functions/reviews/handler.ts'),
  pairings: () => import('../../functions/pairings/handler.ts'),
  visits: () => import('../../functions/visits/handler.ts'),
  records: () => import('../../functions/records/handler.ts'),
  threads: () => import('../../functions/threads/handler.ts'),
  'sign-in': () => import('../../functions/sign-in/handler.ts'),
} satisfies Record<HttpFunction, unknown>;

/** The functions that need data. Applications need a link, not a signed-in user, so without a link they belong to no one. */
export const withData = [
  'reviews',
  'pairings',
  'visits',
  'records',
  'threads',
  'applications',
  'schools',
] as const;

/** The JSON that someone with every role gets. */
export async function readWithEveryRole(
  handler: Parameters<typeof invoke>[0],
  name: RouteName,
  sent: Sent,
  query = '',
) {
  const { status, text } = await invoke(
    handler,
    anEvent(routeKey(routes[name]), `${routes[name].path}${query}`, {
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      cookies: [cookieOf(everyRole)],
      ...sent,
    }),
  );
  return { status, data: JSON.parse(text) };
}
