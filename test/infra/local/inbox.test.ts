import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalService, startLocal } from '../../../infra/local/service.ts';
import { smallApp, temporaryFolder } from './small-app.ts';

const folder = temporaryFolder();
const web = 'export const handler = async () => ({ ...process.env });';
const start = () => startLocal({ data: folder, port: 0, synthesize: smallApp({ web }) });

let service: LocalService;
beforeAll(async () => {
  service = await start();
});
afterAll(() => service.stop());

async function mailClient(): Promise<SESClient> {
  const { AWS_ENDPOINT_URL_SES: endpoint } = await (await fetch(`${service.origin}/things/a`)).json();
  return new SESClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
}

const raw = (subject: string) =>
  Buffer.from(
    [
      'From: Program <program@example.org>',
      'To: Principal <principal@example.org>',
      `Subject: ${subject}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Open http://localhost/links/abc now <script>',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p><a href="http://localhost/links/abc">Open</a><script>alert(1)</script></p>',
      '--b--',
    ].join('\r\n'),
  );

const send = async (subject: string, more: object = {}) =>
  (await mailClient()).send(new SendRawEmailCommand({ RawMessage: { Data: raw(subject) }, ...more }));

test('a sent letter is in the inbox with its links, also after a restart', async () => {
  expect((await send('First')).MessageId).toMatch(/./);
  await send('Second', { Destinations: ['somebody@example.org'], ConfigurationSetName: 'set' });
  const expected = [
    { subject: 'Second', to: ['somebody@example.org'] },
    { subject: 'First', to: ['principal@example.org'], links: ['http://localhost/links/abc'] },
  ];
  expect(await service.inbox.letters()).toMatchObject(expected);
  await service.stop();
  service = await start();
  expect(await service.inbox.letters()).toMatchObject(expected);
});

test('any other call of SES is refused', async () => {
  const call = new SendEmailCommand({
    Source: 'a@example.org',
    Destination: { ToAddresses: ['b@example.org'] },
    Message: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } },
  });
  await expect((await mailClient()).send(call)).rejects.toThrow(/doesn’t support SendEmail/);
});

test('the inbox lists the newest first, and a letter shows its text with links and its HTML sandboxed', async () => {
  await send('Third <b>');
  const inbox = await (await fetch(`${service.origin}/local/inbox`)).text();
  expect(inbox).toContain('Third &lt;b>');
  expect(inbox.indexOf('Third')).toBeLessThan(inbox.indexOf('First'));
  const [letter] = await service.inbox.letters();
  const page = await (await fetch(`${service.origin}/local/inbox/${letter?.id}`)).text();
  expect(page).toContain('href="http://localhost/links/abc"');
  expect(page).toContain('sandbox="allow-top-navigation-by-user-activation"');
  expect(page).not.toContain('<script');
  const html = await fetch(`${service.origin}/local/inbox/${letter?.id}/html`);
  expect(html.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
});

test.each(['/local/inbox/none', '/local/inbox/..%2F..%2Frunner', '/local/nothing'])(
  'an unknown runner address isn’t found: %s',
  async (path) => {
    expect((await fetch(service.origin + path)).status).toBe(404);
  },
);

test('the clock is moved by its form, but not from another site', async () => {
  const before = service.clock.now();
  const post = (headers: Record<string, string>) =>
    fetch(`${service.origin}/local/clock`, {
      method: 'POST',
      body: new URLSearchParams({ by: 'hour' }),
      headers,
      redirect: 'manual',
    });
  expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await post({ 'sec-fetch-site': 'same-origin' })).headers.get('location')).toBe('/local/clock');
  expect(Math.round((service.clock.now() - before) / 3_600_000)).toBe(1);
});

test('the tour begins with the application and ends with the year of visits, and says that the clock ends sign-ins', async () => {
  const page = await (await fetch(`${service.origin}/local`)).text();
  expect(page).toContain('Moving the clock also ends sign-ins');
  expect(page).not.toContain('govuk-back-link');
  const links = [...page.matchAll(/class="govuk-link" href="([^"]+)"/g)].map(([, href]) => href);
  expect(links).toEqual([
    '/',
    '/apply',
    '/local/inbox',
    '/local/inbox',
    '/console/queue',
    '/console/applications',
    '/local/inbox',
    '/local/inbox',
    '/console/letters',
    '/console/pairing',
    '/local/inbox',
    '/console/pairing',
    '/console/pairing',
    '/console/facilitators',
    '/local/inbox',
    '/console/partnerships',
    '/console/visits',
    '/local/inbox',
    '/local/inbox',
    '/console/visits',
    '/local/inbox',
  ]);
});

test.each(['/local', '/local/inbox', '/local/clock'])('%s has no contact', async (path) => {
  const page = await (await fetch(service.origin + path)).text();
  expect(page).toContain('<footer');
  expect(page).not.toMatch(/Questions about the program|mailto:/);
});

test('the inbox page shows letters fifty at a time, the newest first, and names what comes with them', async () => {
  for (let count = (await service.inbox.letters()).length; count < 51; count++) await send(`Letter ${count}`);
  const withCalendar = [
    'From: program@example.org',
    'To: principal@example.org',
    'Subject: The last',
    'MIME-Version: 1.0',
    'Content-Type: text/calendar; charset=utf-8; method=REQUEST; name=visits.ics',
    'Content-Disposition: attachment; filename=visits.ics',
    '',
    'BEGIN:VCALENDAR',
  ].join('\r\n');
  await (await mailClient()).send(
    new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(withCalendar) } }),
  );
  const page = async (query: string) => (await fetch(`${service.origin}/local/inbox${query}`)).text();
  const [first, second] = [await page(''), await page('?page=2')];
  expect(first.match(/href="\/local\/inbox\/\d/g)).toHaveLength(50);
  expect(first).toContain('with visits.ics');
  expect(first).toContain('Older emails');
  expect(second.match(/href="\/local\/inbox\/\d/g)).toHaveLength(2);
  expect(second).toContain('Newer emails');
  expect(second).not.toContain('Older emails');
  expect(await page('?page=nonsense')).toContain('The last');
});
