import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summaryOf } from './reading-pages.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
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
