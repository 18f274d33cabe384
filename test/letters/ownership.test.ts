import { expect, test } from 'vitest';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import { schoolsOf } from '#domain/partnership/partnership.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { readToken } from '#links/token.ts';
import { letterAddresses } from '../../functions/letter-links.ts';
import { aContext, aPartnership } from './sample.ts';
import { aVisit } from './visit-sample.ts';

const keys = { k1: 'a key for tests that is long enough' };
const context = aContext({ addresses: letterAddresses('https://apply.example.org', keys) });
const now = '2014-05-10T14:00:00.000Z';

const { host, partners, ...rest } = aPartnership({
  visits: [aVisit(1, '2014-10-06', { visiting: ['P1', 'P2'], visited: 'H1' })],
  plannedFrom: '2014-09-05',
});
const partnership = {
  ...rest,
  host: { ...host, ownership: 'of H1' },
  partners: partners.map((partner) => ({ ...partner, ownership: `of ${partner.id}` })),
};
const former = [
  { id: 'P9', name: 'School P9', reference: '2014-P9', contact: host.contact, ownership: 'of P9' },
];

const principalOf = (id: string) => ({
  ...{ name: `Principal of ${id}`, position: 'Principal', email: `head.${id.toLowerCase()}@example.org` },
  ownership: `of the principal of ${id}`,
});

test.each<PartnershipEvent>([
  { type: 'partnership-formed' },
  { type: 'visits-planned' },
  { type: 'visit-booked', visit: 1 },
  {
    type: 'visit-changed',
    visit: 1,
    former: former.map((one) => ({ ...one, principal: principalOf('P9') })),
  },
])('letters of $type go to both contacts of a school, each with their own link', (event) => {
  const withPrincipals = {
    ...partnership,
    host: { ...partnership.host, principal: principalOf('H1') },
    partners: partnership.partners.map((partner) => ({ ...partner, principal: principalOf(partner.id) })),
  };
  const letters = lettersFor('partnership', event, withPrincipals, context);
  const ids = ['H1', 'P1', 'P2', ...('former' in event ? ['P9'] : [])];
  const owners = letters.flatMap(({ to, body }) =>
    body.flatMap((block) => {
      const [, token] = block.kind === 'action' ? (/\/links\/([^?]*)/.exec(block.href) ?? []) : [];
      const read = token === undefined ? undefined : readToken(keys, token, 'application', now);
      return read && 'subject' in read ? [[to, read.ownership]] : [];
    }),
  );
  expect(owners).toEqual([
    ...ids.map((id) => [id === 'P9' ? host.contact.email : `${id.toLowerCase()}@example.org`, `of ${id}`]),
    ...ids.map((id) => [principalOf(id).email, principalOf(id).ownership]),
  ]);
  const toStaff = letters.filter(({ to }) => to === partnership.facilitator.email);
  expect(toStaff).toHaveLength(1);
});

test.each<PartnershipEvent>([
  { type: 'partnership-formed' },
  { type: 'visits-planned' },
  { type: 'visit-booked', visit: 1 },
  { type: 'visit-changed', visit: 1, former },
])('links in letters of $type carry each school’s ownership in its partnership', (event) => {
  const letters = lettersFor('partnership', event, partnership, context);
  const vouched = letters.flatMap(({ body }) =>
    body.flatMap((block) => {
      const [, token] = block.kind === 'action' ? (/\/links\/([^?]*)/.exec(block.href) ?? []) : [];
      return token === undefined ? [] : [readToken(keys, token, 'application', now)];
    }),
  );
  const told = [...schoolsOf(partnership), ...('former' in event ? former : [])];
  expect(vouched).toEqual(told.map(({ id, reference }) => ({ subject: reference, ownership: `of ${id}` })));
});
