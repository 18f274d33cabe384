import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { address, listOf, maybe, said } from '#api/schema.ts';
import { staffRoles } from '#domain/base/person.ts';
import type { RoutesOf } from '#routes.ts';

const providerDown = 'The identity provider isn’t responding';

export const operations = {
  signIn: {
    summary: 'Start signing in as a staff member',
    query: { to: 'The path to open after signing in (default: the console)' },
    answer: v.object({
      signInAt: address('The provider’s address for signing in, in the same browser'),
    }),
    sendsTo: 'the identity provider',
    problems: { 503: providerDown },
  },
  signInCallback: {
    summary: 'Finish signing in; the provider sends the browser here',
    query: { code: 'The provider’s code', state: 'The state this service sent to the provider' },
    answer: v.object({ roles: listOf(v.picklist(staffRoles), 'The user’s roles') }),
    sendsTo: 'the page requested first',
    problems: {
      400: 'The sign-in attempt expired or belongs to another browser',
      403: 'The provider refused, or the user has no role here',
      503: providerDown,
    },
  },
  signOut: {
    summary: 'End a staff member’s session',
    answer: v.object({
      signedOut: said(v.literal(true), 'Always true'),
      providerSignOut: maybe(address('The provider’s sign-out address, if it has one')),
    }),
  },
} satisfies Record<RoutesOf<'sign-in'>, Operation>;
