import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { startDesk } from './pairing-files.ts';
import { calendar, startVisitDesk } from './visit-files.ts';

const desk = startDesk();
const visits = startVisitDesk();

const hosts = `id,name,levels,region,latitude,longitude,focus_areas,capacity,email,facilitator
H1,Alder,middle,North,40.70,-73.90,feedback;literacy,2,alder@example.org,F1
H2,Birch,elementary;middle,South,40.60,-73.95,families,1,,
`;
const partners = `id,name,levels,region,latitude,longitude,focus_areas
P1,Cedar,middle,North,40.71,-73.91,literacy
P2,Damson,elementary,South,40.61,-73.96,families
P3,"Elm, the Elder",middle,South,,,feedback;literacy
P4,Fir,high,North,40.72,-73.92,attendance
`;

async function someFiles(): Promise<readonly string[]> {
  return [
    ...[
      '--hosts',
      await desk.put('hosts.csv', hosts),
      '--partners',
      await desk.put('partners.csv', partners),
    ],
    ...['--focus', 'one-each'],
  ];
}

/** The rows of a CSV file by column. */
async function rowsOf(file: string) {
  const [header = [], ...rows] = (await desk.read(file))
    .trimEnd()
    .split('\n')
    .map((line) => line.match(/("([^"]|"")*"|[^,]*)(?=,|$)/g) ?? []);
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index]])));
}

describe('a folder of results', () => {
  test('has the partnerships, the pairs, the schools left out with reasons, and the proof', async () => {
    const files = await someFiles();
    expect(await desk.pair(...files, '--out', desk.at('result'))).toMatchObject({ exit: 0 });
    expect(await rowsOf('result/partnerships.csv')).toMatchObject([
      { partnership: 'H1', role: 'host', id: 'H1', focus: 'literacy', facilitator: 'F1' },
      { partnership: 'H1', role: 'partner', id: 'P1', levels: 'middle', focus: '' },
      { partnership: 'H1', role: 'partner', id: 'P3', name: '"Elm, the Elder"' },
      { partnership: 'H2', role: 'host', levels: 'elementary;middle', focus: 'families' },
      { partnership: 'H2', role: 'partner', id: 'P2', focus: '' },
    ]);
    expect(await rowsOf('result/left-out.csv')).toMatchObject([
      { id: 'P4', name: 'Fir', status: 'without a host', reason: 'No host offers its focus areas.' },
    ]);
    expect(await rowsOf('result/pairs.csv')).toHaveLength(3);
    const proof = desk.at('result/result.json');
    expect(await desk.check(...files, '--pairing', proof)).toMatchObject({ exit: 0, warned: [] });
  });

  test('feeds plan-visits unchanged, and every visit has its learning focus', async () => {
    await desk.pair(...(await someFiles()), '--out', desk.at('result'));
    await writeFile(visits.at('calendar.csv'), calendar);
    const question = [
      ...['--partnerships', desk.at('result/partnerships.csv')],
      ...['--calendar', visits.at('calendar.csv')],
    ];
    const out = ['--out', visits.at('visits.csv'), '--ics', visits.at('ics')];
    expect(await visits.plan(...question, ...out)).toMatchObject({ exit: 0, warned: [] });
    const [header, ...rows] = (await visits.read('visits.csv')).trimEnd().split('\n');
    expect(header).toBe(
      'partnership,date,start,visiting,visited,facilitator,visiting_names,visited_name,focus',
    );
    expect(rows).toHaveLength(24);
    for (const row of rows) expect(row).toMatch(row.startsWith('H1,') ? /,literacy$/ : /,families$/);
    const check = await visits.check(...question, '--visits', visits.at('visits.csv'));
    expect(check).toMatchObject({ exit: 0, warned: [] });
    const invitation = (await visits.files()).find((name) => /visits\/.*H2.*\.ics$/.test(name)) ?? '';
    const text = await readFile(visits.at(invitation), 'utf8');
    expect(text.replaceAll('\r\n ', '')).toContain('Learning focus: families.');
  });
});

test('a workbook holds the same, and all commands read it', async () => {
  const files = await someFiles();
  const workbook = desk.at('result.xlsx');
  expect(await desk.pair(...files, '--out', workbook)).toMatchObject({ exit: 0 });
  await writeFile(visits.at('calendar.csv'), calendar);
  const question = ['--partnerships', workbook, '--calendar', visits.at('calendar.csv')];
  const planned = visits.at('visits.xlsx');
  expect(await visits.plan(...question, '--out', planned)).toMatchObject({ exit: 0 });
  expect(await visits.check(...question, '--visits', planned)).toMatchObject({
    exit: 0,
    said: [`${planned}: 24 visits, everything checks out`],
  });
});

describe('a directory’s export', () => {
  const mapping = {
    id: { from: 'DBN' },
    name: { from: 'School' },
    region: { from: 'Borough' },
    grades: { from: 'Grades', separator: ',', translate: { '0K': 'K' } },
    latitude: { from: 'Lat' },
    longitude: { from: 'Lon' },
    enrollment: { from: 'Students' },
    focus_areas: { from: 'Areas', separator: '|' },
  };
  const columns = 'DBN,School,Borough,Grades,Lat,Lon,Phone,Areas,capacity';
  const exported = (...rows: readonly string[]) => `${[columns, ...rows].join('\n')}\n`;

  test('pairs with a mapping of its columns, and other columns don’t matter', async () => {
    const files = [
      ...[
        '--hosts',
        await desk.put('h.csv', exported('H1,Alder,North,"06,07",40.7,-73.9,555,feedback|literacy,1')),
      ],
      ...[
        '--partners',
        await desk.put('p.csv', exported('P1,Cedar,North,"0K,01,06,07",40.7,-73.8,555,literacy,')),
      ],
      ...['--columns', await desk.put('columns.json', JSON.stringify(mapping))],
    ];
    expect(await desk.pair(...files, '--out', desk.at('pairs.csv'))).toMatchObject({
      exit: 0,
      warned: [`Only ${desk.at('h.csv')} has the focus area feedback.`],
    });
    expect(await rowsOf('pairs.csv')).toMatchObject([{ host: 'H1', partner: 'P1', hostName: 'Alder' }]);
  });

  test('needs no mapping if it has the documented columns', async () => {
    const header = 'id,name,region,grades,neighborhood,kind,enrollment,poverty_percent,focus_areas';
    const files = [
      ...[
        '--hosts',
        await desk.put('h.csv', `${header}\nH1,Alder,North,6;7;8,Center,District,400,50,literacy\n`),
      ],
      ...['--partners', await desk.put('p.csv', `${header}\nP1,Cedar,North,6;7,,,,40,literacy\n`)],
    ];
    expect(await desk.pair(...files, '--json')).toMatchObject({ exit: 0, warned: [] });
  });

  test('is refused if a mapped column is missing, or no column has focus areas', async () => {
    const { focus_areas: _, ...partial } = mapping;
    const files = [
      ...['--hosts', await desk.put('h.csv', 'DBN,School,Borough,Grades,Lat\nH1,Alder,North,06,40.7\n')],
      ...['--partners', await desk.put('p.csv', exported('P1,Cedar,North,06,40.7,-73.8,555,literacy,'))],
      ...['--columns', await desk.put('columns.json', JSON.stringify(partial))],
    ];
    expect(await desk.pair(...files, '--json')).toMatchObject({
      exit: 2,
      warned: [
        `${desk.at('h.csv')}:1: column Lon is missing`,
        `${desk.at('h.csv')}:1: column focus_areas is missing`,
        `${desk.at('p.csv')}:1: column focus_areas is missing`,
      ],
    });
  });
});
