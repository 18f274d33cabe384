import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import { address, listOf, maybe, said } from '../../shared/api/words.ts';
import { staffRoles } from '../../shared/domain/person.ts';
import type { RoutesOf } from '../routes.ts';

const providerDown = 'The service that checks who somebody is does not answer';

export const operations = {
  signIn: {
    summary: 'Begin to sign in as a member of staff',
    query: { to: 'A path of this service to go to afterwards; the console where it is left out' },
    answer: v.object({
      signInAt: address('The address at the provider where somebody signs in, in the same browser'),
    }),
    sendsTo: 'the provider that checks who somebody is',
    problems: { 503: providerDown },
  },
  signInCallback: {
    summary: 'Where the provider sends a browser back to',
    query: { code: 'What the provider gave', state: 'What this service gave the provider' },
    answer: v.object({ roles: listOf(v.picklist(staffRoles), 'What the member of staff may do') }),
    sendsTo: 'the page that was asked for first',
    problems: {
      400: 'The attempt is over, or is not of this browser',
      403: 'The provider refused, or whoever it vouches for has no role here',
      503: providerDown,
    },
  },
  signOut: {
    summary: 'End the session of a member of staff',
    answer: v.object({
      signedOut: said(v.literal(true), 'That it is done'),
      providerSignOut: maybe(address('Where the provider can be left as well, if it offers that')),
    }),
  },
} satisfies Record<RoutesOf<'sign-in'>, Operation>;
