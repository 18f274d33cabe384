import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { templatesCommand } from '../../infra/cli/templates.ts';
import { startDesk } from './pairing-files.ts';
import { run } from './run.ts';
import { startVisitDesk } from './visit-files.ts';

const desk = startDesk();
const visits = startVisitDesk();
const write = (...args: readonly string[]) => run((terminal) => templatesCommand(args, terminal));

test('the templates pair, and their partnerships become a year of visits, as their README says', async () => {
  const folder = desk.at('templates');
  const at = (name: string) => `${folder}/${name}`;
  const files = await readdir('programs/templates');
  expect(await write(folder)).toEqual({
    exit: 0,
    said: [`${files.length} files written to ${folder}. Start with README.md.`],
    warned: [],
  });
  const pairing = [
    ...['--hosts', at('hosts.csv'), '--partners', at('partners.csv')],
    ...['--rules', at('rules.json'), '--locks', at('locks.csv')],
  ];
  expect(await desk.pair(...pairing, '--out', at('result'))).toMatchObject({ exit: 0, warned: [] });
  const year = [
    ...['--calendar', at('calendar.csv'), '--facilitators', at('facilitators.csv')],
    ...['--blackouts', at('blackouts.csv'), '--rules', at('visit-rules.json')],
  ];
  for (const partnerships of ['result/partnerships.csv', 'partnerships.csv']) {
    const question = ['--partnerships', at(partnerships), ...year];
    const planned = await visits.plan(...question, '--out', at('visits.csv'));
    expect(planned).toMatchObject({ exit: 0, warned: [] });
    const check = await visits.check(...question, '--visits', at('visits.csv'));
    expect(check).toMatchObject({ exit: 0, warned: [] });
  }
});

test('each template has an example, and the README names every file', async () => {
  const names = (await readdir('programs/templates')).filter((name) => name !== 'README.md');
  const readme = await readFile('programs/templates/README.md', 'utf8');
  for (const name of names) {
    expect(readme).toContain(`\`${name}\``);
    const text = await readFile(`programs/templates/${name}`, 'utf8');
    if (name.endsWith('.csv')) expect(text.trim().split('\n').length).toBeGreaterThan(1);
    else expect(JSON.parse(text)).toBeTypeOf('object');
  }
});

test('the mapping of the templates reads an export', async () => {
  const header = 'School ID,School name,Borough,Grades,Focus areas,Phone';
  const files = [
    ...['--hosts', await desk.put('h.csv', `${header}\nH1,Alder,North,"0K,01","literacy,families",555\n`)],
    ...['--partners', await desk.put('p.csv', `${header}\nP1,Birch,North,"0K,01",families,555\n`)],
    ...['--columns', 'programs/templates/columns.json', '--rules', 'programs/templates/rules.json'],
  ];
  expect(await desk.pair(...files, '--json')).toMatchObject({ exit: 0, warned: [] });
});

test('existing files are never overwritten', async () => {
  const folder = desk.at('full');
  await write(folder);
  const { exit, said, warned } = await write(folder);
  expect({ exit, said }).toEqual({ exit: 2, said: [] });
  expect(warned[0]).toContain('already exists (expected an empty folder)');
});
