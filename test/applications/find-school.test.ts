import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summaryOf } from './reading-pages.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let asked = 0;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

describe('the school search', () => {
  const search = (query: string) =>
    stage.visitor().open(`/apply/school?role=host&school=${encodeURIComponent(query)}`);

  test('finds P.S. 015 Roberto Clemente for PS 15', async () => {
    expect((await search('PS 15')).text).toContain('P.S. 015 Roberto Clemente');
  });

  test('asks for a name after an empty search, but not before', async () => {
    expect((await stage.visitor().open('/apply/school?role=host')).status).toBe(200);
    const empty = await search('   ');
    expect(empty.status).toBe(422);
    expect(summaryOf(empty.text)).toEqual({ school: 'Enter your school’s name or ID' });
  });

  test.each([
    'x'.repeat(10_000),
    '🙂',
    '<script>alert(1)</script>',
    '" onfocus="x',
    '%',
    '\u0000',
    'constructor',
  ])('says that no school matches %j', async (query) => {
    const answer = await search(query);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('No school found');
    expect(answer.text).not.toMatch(/<script|" onfocus/);
  });

  test('shows the first 20 matches and their number', async () => {
    const answer = await search('p');
    expect(answer.text).toContain('21 schools found');
    expect(answer.text.match(/\/apply\/contact\?/g)).toHaveLength(20);
    const { data } = await stage.visitor().read('/apply/school?role=partner&school=spare%2007');
    expect(data).toMatchObject({ role: 'partner', query: 'spare 07', found: 1, schools: [{ id: '99Q07' }] });
  });
});

test.each([
  '2014-99Q03',
  '2014–99Q03',
  '2014 — 99q03',
  'Reference: 2014-99Q03',
  'Application number: 2014–99Q03.',
  '2014-99Q03.',
  '(2014-99Q03)',
  '“99Q03”,',
  '2014 99Q03',
  '201499q03',
  '2014_99Q03',
  'No. 2014-99Q03',
  'my application 2014-99Q03 (Spare 03)',
  '2014\u00ad-99Q03',
  '２０１４-９９Ｑ０３',
])('an application is found by its number as people copy it: %s', async (school) => {
  const email = 'copied@example.org';
  stage.moveTo(`2014-04-14T${14 + (asked++ % 8)}:30:00.000Z`);
  const before = (await stage.lettersTo(email)).length;
  const answer = await stage.visitor(`203.0.113.${asked}`).send('/apply/return', { school, email });
  expect([answer.status, answer.headers.location]).toEqual([303, '/apply/link-sent']);
  expect((await stage.lettersTo(email)).length).toBe(before + 1);
});

test('forms for bots are left alone by password managers', async () => {
  const page = await stage.visitor().open('/apply/return');
  expect(page.text).toMatch(/<input id="remarks"[^>]* data-1p-ignore[^>]* data-lpignore="true"/);
});
