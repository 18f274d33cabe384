import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './axe.ts';
import { desk, launchBrowser, withoutJavaScript } from './browser.ts';
import { choose, pick, pressButton, tick, typeInto } from './keyboard.ts';
import { expectNoSidewaysScroll } from './look.ts';

const page = (main: string) => `<!doctype html><html lang="en"><head><title>Apply</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>Apply</h1>${main}</main></body></html>`;

const form = page(`<form action="/sent">
<label for="school">School</label> <input id="school" name="school" value="PS 1">
<label for="level">Level</label> <select id="level" name="level"><option>High</option><option>Middle</option></select>
<fieldset><legend>Role</legend>
<label><input type="radio" name="role" value="host"> Host</label>
<label><input type="radio" name="role" value="partner"> Partner</label></fieldset>
<label><input type="checkbox" name="eager" value="yes"> Eager to share</label>
<button>Send</button></form>
<script>document.querySelector('h1').textContent = 'Scripted'</script>`);

describe('the real browser', () => {
  let browser: Browser;
  let origin: string;
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(form);
  });

  beforeAll(async () => {
    browser = await launchBrowser();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    origin = `http://127.0.0.1:${portOf(server.address())}`;
  });
  afterAll(async () => {
    await browser.close();
    await new Promise((closed) => server.close(closed));
  });

  test('fills in and sends a form by keyboard alone', async () => {
    const tab = await (await browser.newContext(desk)).newPage();
    await tab.goto(origin);
    await typeInto(tab, 'School', 'PS 2');
    await pick(tab, 'Level', 'Middle');
    await choose(tab, 'Partner');
    await tick(tab, 'Eager to share');
    await pressButton(tab, 'Send');
    expect(new URL(tab.url()).search).toBe('?school=PS+2&level=Middle&role=partner&eager=yes');
  });

  test('says which stops Tab makes when it never reaches a field', async () => {
    const tab = await (await browser.newContext(desk)).newPage();
    await tab.goto(origin);
    await expect(typeInto(tab, 'Borough', 'Queens')).rejects.toThrow(
      /Tab does not reach .*Borough[\s\S]*<button>/,
    );
  });

  test('runs no script of the page when JavaScript is off', async () => {
    const tab = await (await browser.newContext(withoutJavaScript)).newPage();
    await tab.goto(origin);
    expect(await tab.getByRole('heading').textContent()).toBe('Apply');
    await pressButton(tab, 'Send');
    expect(new URL(tab.url()).pathname).toBe('/sent');
  });

  test('finds an accessibility fault that was planted', async () => {
    const tab = await (await browser.newContext(desk)).newPage();
    await tab.setContent(page('<input name="nameless"><p style="color:#aaa;background:#fff">Faint</p>'));
    await expect(expectAccessible(tab)).rejects.toThrow(
      /color-contrast[\s\S]*Faint[\s\S]*label[\s\S]*nameless/,
    );
  });

  test('finds an element that sticks out at 320 px, but not one in a box that scrolls', async () => {
    const tab = await (await browser.newContext(desk)).newPage();
    const wide = '<div id="wide" style="width:500px">Wide</div>';
    await tab.setContent(page(`<div style="overflow-x:auto">${wide}</div>`));
    await expectNoSidewaysScroll(tab);
    await tab.setContent(page(wide));
    await expect(expectNoSidewaysScroll(tab)).rejects.toThrow(/id="wide"/);
  });
});

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}
