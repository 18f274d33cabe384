import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignFacilitators } from '#domain/pairing/scenario/facilitators.ts';

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

describe('distributing hosts to facilitators', () => {
  test('gives every host one, and no one more than an even share plus one host', () => {
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

  test('does not depend on the order of schools and staff', () => {
    fc.assert(
      fc.property(hosts, facilitators, (theHosts, staff) => {
        expect(assignFacilitators(theHosts.toReversed(), staff.toReversed())).toEqual(
          assignFacilitators(theHosts, staff),
        );
      }),
    );
  });

  test('prefers facilitators from the host’s region while the shares stay even', () => {
    const mei = { email: 'mei@example.org', name: 'Mei', regions: ['Bronx'] };
    const omar = { email: 'omar@example.org', name: 'Omar', regions: ['Queens'] };
    const inBronx = ['A', 'B', 'C', 'D'].map((id) => ({ id, region: 'Bronx', partners: 2 }));
    expect(assignFacilitators(inBronx.slice(0, 1), [omar, mei])).toEqual({ A: mei.email });
    const given = assignFacilitators(inBronx, [omar, mei]);
    expect(Object.values(given).filter((email) => email === mei.email)).toHaveLength(2);
  });

  test('keeps earlier assignments unless the person left', () => {
    const mei = { email: 'mei@example.org', name: 'Mei', regions: [] };
    const host = { id: 'A', region: 'Bronx', partners: 2 };
    expect(assignFacilitators([host], [mei], { A: 'left@example.org' })).toEqual({ A: mei.email });
    const given = { A: 'zoe@example.org' };
    const zoe = { email: 'zoe@example.org', name: 'Zoe', regions: [] };
    expect(assignFacilitators([host], [mei, zoe], given)).toEqual(given);
  });

  test('assigns no one if there is no one', () => {
    expect(assignFacilitators([{ id: 'A', region: 'Bronx', partners: 2 }], [])).toEqual({});
  });
});
