import { expect, test } from 'vitest';
import { linesOf, readIn } from '../invitations/calendar-texts.ts';
import { partnerships, startVisitDesk } from './visit-files.ts';

const organizer = { name: 'Learning Partners', email: 'visits@example.org' };
const facilitators = 'id,name,email,partnerships\nF1,Robin Ash,robin@example.org,\n';
const summer = '2026-08-20T12:00:00.000Z';
const autumn = '2026-10-01T08:00:00.000Z';

const desk = startVisitDesk();

/** The files of a plan, and its calendars in a folder of that name. */
const asked = async (folder: string, rules: object = {}, text = partnerships) => [
  ...(await desk.ask({ partnerships: text, facilitators, rules: JSON.stringify({ organizer, ...rules }) })),
  ...['--out', desk.at(`${folder}.csv`), '--ics', desk.at(folder)],
];
const filesIn = async (folder: string) =>
  (await desk.files()).filter((file) => file.startsWith(`${folder}/`) && file.endsWith('.ics'));

test('every visit has an invitation, and every school and facilitator a calendar', async () => {
  const { said } = await desk.planAt(summer, ...(await asked('first')));
  expect(said[1]).toBe('24 new invitations, 0 changed, 0 canceled, 0 unchanged');
  const files = await filesIn('first');
  expect(files.filter((file) => !file.includes('/visits/'))).toEqual([
    'first/facilitators/F1.ics',
    ...['H1', 'H2', 'P1', 'P2', 'P3'].map((id) => `first/schools/${id}.ics`),
  ]);
  expect(files.filter((file) => file.includes('/visits/'))).toHaveLength(24);
  const invitation = linesOf(await desk.read('first/visits/2026.T1.P1.H1.1.ics'));
  for (const line of [
    'METHOD:REQUEST',
    'UID:2026.T1.P1.H1.1@example.org',
    'SEQUENCE:0',
    'DTSTAMP:20260820T120000Z',
    'SUMMARY:Visit: Birch\\, the Elder at Alder',
  ])
    expect(invitation).toContain(line);
  for (const address of ['birch', 'alder', 'robin'])
    expect(invitation.join('\n')).toContain(`:mailto:${address}@example.org`);
});

test('an address that two schools or the organizer share is invited once', async () => {
  // Birch and Alder share one office, and the facilitator has the organizer's address.
  const shared = partnerships.replace('birch@example.org', 'Alder@example.org');
  const files = await desk.ask({
    partnerships: shared,
    facilitators: facilitators.replace('robin@', 'visits@'),
    rules: JSON.stringify({ organizer }),
  });
  await desk.planAt(summer, ...files, '--out', desk.at('shared.csv'), '--ics', desk.at('shared'));
  const lines = linesOf(await desk.read('shared/visits/2026.T1.P1.H1.1.ics'));
  expect(lines.filter((line) => /^(ORGANIZER|ATTENDEE)/.test(line))).toEqual([
    'ORGANIZER;CN=Learning Partners:mailto:visits@example.org',
    'ATTENDEE;CN="Birch, the Elder";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:Alder@example.org',
    'ATTENDEE;CN=Robin Ash;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:visits@example.org',
  ]);
  expect(linesOf(await desk.read('shared/schools/H1.ics'))).toContain('X-PUBLISHED-TTL:PT1H');
});

test.each(['UTC', 'Asia/Tokyo'])(
  'in the zone %s, two parsers read every visit at nine in New York',
  async (zone) => {
    await desk.planAt(summer, ...(await asked('zones')));
    const rows = (await desk.read('zones.csv')).trimEnd().split('\n').slice(1);
    const offset = (date: string) => (date < '2026-11-01' || date >= '2027-03-14' ? 13 : 14);
    const expected = rows
      .map((row) => row.split(',')[1] ?? '')
      .map((date) => `${date}T${offset(date)}:00:00.000Z`);
    expect(new Set(expected.map((start) => start.slice(11)))).toHaveLength(2);
    const starts = expect.arrayContaining(expected.map((startsAt) => expect.objectContaining({ startsAt })));
    expect(readIn(zone, await desk.read('zones/facilitators/F1.ics'))).toEqual({
      zone,
      byIcalJs: starts,
      byNodeIcal: starts,
    });
  },
);

test('planning again leaves invitations as they were', async () => {
  await desk.planAt(summer, ...(await asked('again')));
  const before = await Promise.all((await filesIn('again')).map(desk.read));
  const { said } = await desk.planAt(autumn, ...(await asked('again')));
  expect(said[1]).toBe('0 new invitations, 0 changed, 0 canceled, 24 unchanged');
  expect(await Promise.all((await filesIn('again')).map(desk.read))).toEqual(before);
});

test('a changed invitation has the same name and the next number', async () => {
  await desk.planAt(summer, ...(await asked('later')));
  const { said } = await desk.planAt(autumn, ...(await asked('later', { start: '13:00' })));
  expect(said[1]).toBe('0 new invitations, 24 changed, 0 canceled, 0 unchanged');
  const lines = (await desk.read('later/visits/2026.T1.P1.H1.1.ics')).split('\r\n');
  for (const line of ['UID:2026.T1.P1.H1.1@example.org', 'SEQUENCE:1', 'DTSTAMP:20261001T080000Z'])
    expect(lines).toContain(line);
  const moved = { organizer: { ...organizer, email: 'visits@example.com' }, start: '13:00' };
  await desk.planAt(autumn, ...(await asked('later', moved)));
  const again = (await desk.read('later/visits/2026.T1.P1.H1.1.ics')).split('\r\n');
  for (const line of ['UID:2026.T1.P1.H1.1@example.org', 'SEQUENCE:2']) expect(again).toContain(line);
});

test('removed visits are canceled once, and invited again when they return', async () => {
  await desk.planAt(summer, ...(await asked('fewer')));
  const fewer = partnerships.replace(/^T1,partner,P2.*\n/m, '');
  const { said } = await desk.planAt(autumn, ...(await asked('fewer', {}, fewer)));
  expect(said[1]).toMatch(/^0 new invitations, \d+ changed, 8 canceled, \d+ unchanged$/);
  const canceled = (await desk.read('fewer/visits/2026.T1.P2.H1.1.ics')).split('\r\n');
  for (const line of ['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1']) expect(canceled).toContain(line);
  expect(await desk.read('fewer/schools/H1.ics')).not.toContain('UID:2026.T1.P2');
  const again = await desk.planAt(autumn, ...(await asked('fewer', {}, fewer)));
  expect(again.said[1]).toBe('0 new invitations, 0 changed, 0 canceled, 16 unchanged');
  await desk.planAt(autumn, ...(await asked('fewer')));
  const returned = (await desk.read('fewer/visits/2026.T1.P2.H1.1.ics')).split('\r\n');
  for (const line of ['METHOD:REQUEST', 'STATUS:CONFIRMED', 'SEQUENCE:2']) expect(returned).toContain(line);
});

test('without an organizer, calendars show visits and ask for no reply', async () => {
  await desk.planAt(summer, ...(await desk.ask()), '--json', '--ics', desk.at('told'));
  const text = await desk.read('told/visits/2026.T1.P1.H1.1.ics');
  expect(text).toContain('METHOD:PUBLISH');
  expect(text).not.toContain('ATTENDEE');
});

test('a file that isn’t an invitation stops everything', async () => {
  const args = await asked('odd');
  await desk.planAt(summer, ...args);
  const file = await desk.put('odd/visits/2026.T1.P1.H1.1.ics', 'BEGIN:VCALENDAR\r\n');
  const { exit, warned } = await desk.planAt(autumn, ...args);
  expect({ exit, warned }).toEqual({
    exit: 2,
    warned: [`${file}: isn’t an invitation to one visit. Move it out of this folder.`],
  });
});
