import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seedProduct } from '../../../infra/cli/starting.ts';
import { type LocalService, startLocal } from '../../../infra/local/service.ts';
import { productBuilt } from '../../journeys/service.ts';
import { temporaryFolder } from './small-app.ts';

const folder = temporaryFolder();
const letters = join(folder, 'letters');
const aside = join(folder, 'letters-aside');

let service: LocalService;
beforeAll(async () => {
  service = await startLocal({
    data: folder,
    port: 0,
    synthesize: productBuilt,
    seed: seedProduct({ empty: false }),
  });
}, 120_000);
afterAll(() => service.stop());

// A file in the place of the inbox's folder: every letter fails there, and SES's stand-in answers 500.
async function breakMail() {
  await rename(letters, aside);
  await writeFile(letters, '');
}
async function mendMail() {
  await rename(letters, join(folder, 'not-letters'));
  await rename(aside, letters);
}

const applyFor = async (school: string, email: string) => {
  const body = new URLSearchParams({
    role: 'host',
    school,
    name: 'Rosa',
    position: 'Principal',
    email,
    isPrincipal: 'yes',
  });
  const { status } = await fetch(`${service.origin}/applications`, {
    method: 'POST',
    headers: { origin: service.origin, 'sec-fetch-site': 'same-origin' },
    body,
    redirect: 'manual',
  });
  await service.settled();
  return status;
};

const minuteMs = 60_000;
const schools = readFileSync(join(import.meta.dirname, '../../../programs/wexmoor/schools.csv'), 'utf8')
  .split('\n')
  .slice(-4, -1)
  .map((line) => line.split(',')[0] ?? '');

test('emails go out within five minutes of the local clock after the mail service recovers, and nothing else happens', async () => {
  const rosas = async () =>
    (await service.inbox.letters({ to: 'rosa' })).map(({ to }) => to.join()).toSorted();
  const broken = vi.spyOn(console, 'error').mockImplementation(() => {});
  await breakMail();
  for (const [index, school] of schools.entries())
    expect(await applyFor(school, `rosa${index}@example.org`)).toBe(303);
  await service.clock.advance(20 * minuteMs);
  await mendMail();
  expect(broken).toHaveBeenCalled();
  broken.mockRestore();
  expect(await rosas()).toEqual([]);
  await service.clock.advance(5 * minuteMs);
  expect(await rosas()).toEqual(['rosa0@example.org', 'rosa1@example.org', 'rosa2@example.org']);
}, 120_000);
