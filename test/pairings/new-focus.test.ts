import { afterAll, beforeAll, expect, test } from 'vitest';
import { referenceOf } from '#domain/admission/application.ts';
import { ruth } from '../reviews/console.ts';
import { acceptedHost, acceptedPartner, nthSchool, type Stage, startStage } from './stage.ts';

const alike = { levels: ['middle'] as const, region: 'Bronx' };

let stage: Stage;
let areas: readonly string[] = [];
const partnership = referenceOf('2014', 'H000');

/** A published pairing of one host, with its two partners that chose one of its areas, and an open place. */
beforeAll(async () => {
  stage = await startStage(0, 0);
  const { focusAreas } = stage.cycle.program;
  areas = focusAreas.map(({ id }) => id);
  await stage.put(acceptedHost({ ...nthSchool('H', 0), ...alike }, 0, 3));
  for (const [n, area] of [areas[0], areas[1], areas[1]].entries())
    await stage.put(acceptedPartner({ ...nthSchool('P', n), ...alike }, n, area));
  await stage.putFacilitators();
  const scenario = await stage.propose('Spring plan', 'accepted', { focus: 'one-each' });
  await stage.send(ruth, 'assignAllFacilitators', { scenario }, {});
  await stage.send(ruth, 'publishPairing', { scenario }, {});
  await stage.formPartnerships();
});
afterAll(() => stage.stop());

const stored = async () => {
  const found = await stage.store.partnership('2014', 'H000');
  if (!found) throw new Error('No partnership');
  return found;
};

test('an open place keeps the focus of the plan: only schools that chose it can take it', async () => {
  expect(await stored()).toMatchObject({ focusArea: areas[1], partners: [{ id: 'P001' }, { id: 'P002' }] });
  const { data } = await stage.read(ruth, 'repairPage', { partnership });
  expect(data.newcomers).toEqual([]);
});

test('a director sees what another focus would cost before anything changes', async () => {
  const { data } = await stage.read(ruth, 'repairPage', { partnership }, `?focus=${areas[0]}`);
  expect(data).toMatchObject({ focus: areas[0], didNotChoose: ['P001', 'P002'] });
  expect(data.pricePoints).toBe(8000);
  expect(data.newcomers).toMatchObject([{ partner: 'P000' }]);
  const { text } = await stage.open(ruth, 'repairPage', { partnership }, `?focus=${areas[0]}`);
  expect(text).toContain('The pairs with the other partners would lose 8,000 points.');
  expect((await stored()).focusArea).toBe(areas[1]);
});

test('a new focus needs a reason and an area that the host offers', async () => {
  const fill = { partner: 'P000', focus: areas[0] ?? '' };
  const unexplained = await stage.send(ruth, 'repairPartnership', { partnership }, fill);
  expect(unexplained.status).toBe(422);
  expect(unexplained.text).toContain(
    'Enter a reason. Everyone in the partnership will read it in the email.',
  );
  const strange = { partner: 'P000', focus: 'college-career', reason: 'Why not.' };
  expect((await stage.send(ruth, 'repairPartnership', { partnership }, strange)).status).toBe(422);
  expect((await stored()).focusArea).toBe(areas[1]);
});

test('with a reason the focus changes, and every partner’s reasons with it', async () => {
  const fill = { partner: 'P000', focus: areas[0] ?? '', reason: 'More schools need it.' };
  expect((await stage.send(ruth, 'repairPartnership', { partnership }, fill)).status).toBe(303);
  const after = await stored();
  expect(after.focusArea).toBe(areas[0]);
  const whyOf = (id: string) => after.partners.find((partner) => partner.id === id)?.why;
  expect(whyOf('P000')).toMatch(/^Focus: .* \(first choice\)\./);
  expect(whyOf('P001')).toMatch(/^Exception: the partner didn’t choose the host’s focus area\./);
  expect(after.history.at(-1)?.note).toContain('new focus: More schools need it.');
});
