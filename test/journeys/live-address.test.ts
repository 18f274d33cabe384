import { expect, test } from 'vitest';
import { visitAll } from '../../infra/cli/deploying/visit.ts';
import { startJourney } from './service.ts';

test('what a deployment visits at its end is what the service answers, with the headers it must have', async () => {
  const service = await startJourney({ empty: true });
  const faults = await visitAll(service.origin);
  await service.remove();
  expect(faults).toEqual([]);
});
