import { expect, test } from 'vitest';
import { stylesheetOf, visitAll } from '../../../infra/cli/deploying/visit.ts';
import { openLiveAddress } from './live-address.ts';

async function faultsWhere(instead: Parameters<typeof openLiveAddress>[0]): Promise<readonly string[]> {
  const address = await openLiveAddress(instead);
  const faults = await visitAll(address.origin);
  await address.stop();
  return faults;
}

test('a healthy service has no faults', async () => {
  expect(await faultsWhere({})).toEqual([]);
});

test('a failing page is reported with its response', async () => {
  expect(await faultsWhere({ pages: { '/apply': { status: 502 } } })).toEqual([
    '/apply returned 502 (expected 200)',
  ]);
});

test('a staff page open to strangers is a fault', async () => {
  const open = { status: 200, headers: { 'content-type': 'text/html' } };
  expect(await faultsWhere({ pages: { '/console': open } })).toEqual([
    '/console returned 200 (expected 303)',
  ]);
});

test('a sign-in that leads nowhere is a fault', async () => {
  const lost = { status: 303, headers: { location: '/' } };
  expect(await faultsWhere({ pages: { '/sign-in': lost } })).toEqual(['/sign-in redirects to /']);
});

test.each([
  'content-security-policy',
  'strict-transport-security',
  'x-content-type-options',
  'referrer-policy',
])('a service without %s fails on every page', async (name) => {
  const faults = await faultsWhere({ without: name });
  expect(faults).toHaveLength(8);
  expect(faults).toContain(`/ has no safe ${name} header`);
});

test('missing styles are a fault even if every page works', async () => {
  const gone = { status: 404 };
  expect(await faultsWhere({ pages: { '/assets/styles.css': gone } })).toEqual([
    '/assets/styles.css returned 404 (expected 200)',
  ]);
});

test('an address without a service is reported for every page', async () => {
  const faults = await visitAll('http://127.0.0.1:1');
  expect(faults).toHaveLength(8);
  expect(faults[0]).toMatch(/^\/ doesn’t respond \(.+\)$/);
});

test('the styles are found in either attribute order', () => {
  expect(stylesheetOf('<link rel="icon" href="/i.svg"><link rel="stylesheet" href="/a.css">')).toBe('/a.css');
  expect(stylesheetOf('<link href="/a.css" rel="stylesheet">')).toBe('/a.css');
  expect(stylesheetOf('<h1>None</h1>')).toBeUndefined();
});
