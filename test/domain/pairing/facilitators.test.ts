import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignFacilitators } from '../../../shared/domain/pairing/facilitators.ts';

const regions = ['Bronx', 'Brooklyn', 'Queens'];
const hosts = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[A-Z]{1,3}$/),
    region: fc.constantFrom(...regions),
    partners: fc.integer({ min: 1, max: 7 }),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
);
const facilitators = fc.uniqueArray(
  fc.record({
    email: fc.stringMatching(/^[a-z]{1,3}@example\.org$/),
    name: fc.string(),
    regions: fc.subarray(regions),
  }),
  { selector: ({ email }) => email, minLength: 1, maxLength: 6 },
);

describe('sharing hosts out among facilitators', () => {
  test('leaves no host without one, and nobody with more than an even share and one host', () => {
    fc.assert(
      fc.property(hosts, facilitators, (theHosts, staff) => {
        const given = assignFacilitators(theHosts, staff);
        expect(Object.keys(given).sort()).toEqual(theHosts.map(({ id }) => id).sort());
        const all = theHosts.reduce((sum, { partners }) => sum + partners, 0);
        const largest = Math.max(0, ...theHosts.map(({ partners }) => partners));
        for (const { email } of staff) {
          const load = theHosts
            .filter(({ id }) => given[id] === email)
            .reduce((sum, { partners }) => sum + partners, 0);
          expect(load).toBeLessThanOrEqual(Math.ceil(all / staff.length) + largest);
        }
      }),
    );
  });

  test('is the same whatever the order of schools and staff', () => {
    fc.assert(
      fc.property(hosts, facilitators, (theHosts, staff) => {
        expect(assignFacilitators(theHosts.toReversed(), staff.toReversed())).toEqual(
          assignFacilitators(theHosts, staff),
        );
      }),
    );
  });

  test('prefers who works in the region of the host, as long as the shares stay even', () => {
    const mei = { email: 'mei@example.org', name: 'Mei', regions: ['Bronx'] };
    const omar = { email: 'omar@example.org', name: 'Omar', regions: ['Queens'] };
    const inBronx = ['A', 'B', 'C', 'D'].map((id) => ({ id, region: 'Bronx', partners: 2 }));
    expect(assignFacilitators(inBronx.slice(0, 1), [omar, mei])).toEqual({ A: mei.email });
    const given = assignFacilitators(inBronx, [omar, mei]);
    expect(Object.values(given).filter((email) => email === mei.email)).toHaveLength(2);
  });

  test('keeps who was given before, unless they left', () => {
    const mei = { email: 'mei@example.org', name: 'Mei', regions: [] };
    const host = { id: 'A', region: 'Bronx', partners: 2 };
    expect(assignFacilitators([host], [mei], { A: 'left@example.org' })).toEqual({ A: mei.email });
    const given = { A: 'zoe@example.org' };
    const zoe = { email: 'zoe@example.org', name: 'Zoe', regions: [] };
    expect(assignFacilitators([host], [mei, zoe], given)).toEqual(given);
  });

  test('gives nobody where there is nobody', () => {
    expect(assignFacilitators([{ id: 'A', region: 'Bronx', partners: 2 }], [])).toEqual({});
  });
});
