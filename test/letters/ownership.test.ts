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
