import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anApplication, hostAnswers } from '../builders.ts';
import { escaped, textarea } from './reading-pages.ts';
import { answerAll, asking, draftOf, hostForms, linkIn, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

describe('hostile text', () => {
  const hostile = [
    '</textarea><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    '{{7*7}} <%= 7*7 %>',
    'שלום עולם \u202Eevil\u202C',
    '👩‍🏫 𝔘𝔫𝔦𝔠𝔬𝔡𝔢',
    'line one\nline two',
  ].join('\n');

  test('is stored unchanged and shown as text in every field', async () => {
    const { visitor, path } = await draftOf(stage, '99Q06');
    await answerAll(visitor, path.split('/').at(-1) ?? '', {
      ...hostForms,
      practices: { focusAreas: 'feedback', evidence: hostile },
      commitment: { priority: 'no', statement: hostile },
    });
    expect((await stage.store.application('2014-99Q06'))?.answers).toEqual(
      hostAnswers({
        practices: { focusAreas: ['feedback'], evidence: hostile },
        commitment: { priority: false, statement: hostile },
      }),
    );
    const pages = await Promise.all(
      ['', '/check', '/questions/practices', '/questions/commitment'].map((page) =>
        visitor.open(`${path}${page}`),
      ),
    );
    pages.push(
      await visitor.send(`${path}/questions/quality-review`, { rating: 'Proficient', when: '<b>May</b>' }),
    );
    for (const { text } of pages) expect(text).not.toMatch(/<script>|<img|<b>/i);
    expect(pages[1]?.text.split(escaped(hostile))).toHaveLength(3);
    expect(textarea(pages[2]?.text ?? '', 'evidence')).toBe(escaped(hostile));
    expect(pages[4]?.text).toContain('value="&lt;b>May&lt;/b>"');
  });

  test('stays on one line in a name, so it can’t become an email header', async () => {
    const email = 'lines@example.org';
    const name = 'Dana\r\nBcc: all@example.org <script>';
    await stage.visitor().send('/applications', {
      role: 'host',
      school: '84X999',
      name,
      position: 'אב 🙂',
      email,
      isPrincipal: 'yes',
    });
    const visitor = stage.visitor();
    await visitor.send(linkIn((await stage.lettersTo(email))[0]));
    const { applicant: stored } = (await stage.store.application('2014-84X999')) ?? anApplication();
    expect(stored).toEqual({ name: 'Dana Bcc: all@example.org <script>', position: 'אב 🙂', email });
    const check = await visitor.open('/applications/2014-84X999/check');
    expect(check.text).toContain('<bdi>Dana Bcc: all@example.org &lt;script>, אב 🙂</bdi>');
    expect(check.text).toContain('<bdi>Charter &lt;b>&amp; Sons&lt;/b></bdi>');
    const list = await visitor.open('/applications/2014-84X999');
    expect(list.text).not.toMatch(/<b>|<script>/);
  });

  test.each(['a@example.org\r\nBcc: b@example.org', 'a@example.org,b@example.org', 'a@b@c'])(
    '%j is not an email address',
    async (email) => {
      const answer = await stage
        .visitor()
        .post('/applications', { ...asking, email, role: 'host', school: '99Q07' });
      expect(answer.data.errors).toEqual([
        { field: 'email', detail: 'Enter a valid email address, like name@example.org' },
      ]);
    },
  );

  test('as a topic, school, or role gets a page that says so', async () => {
    const { visitor, path } = await draftOf(stage, '99Q08');
    for (const topic of ['students', 'constructor', '%3Cscript%3E'])
      expect((await visitor.open(`${path}/questions/${topic}`)).status).toBe(404);
    expect((await visitor.send(`${path}/questions/students`, { poverty: '80' })).status).toBe(404);
    for (const school of ['', 'NONE', 'x'.repeat(10_000), '%00'])
      expect((await visitor.open(`/apply/contact?role=host&school=${school}`)).status).toBe(404);
    expect((await visitor.open('/apply/contact?role=king&school=99Q08')).status).toBe(404);
    expect((await visitor.open('/apply/school?role=king')).status).toBe(422);
  });
});
