import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topicsOf } from '#domain/admission/topics.ts';
import { readAnswer } from '../../functions/applications/questions/forms.ts';
import { anApplication, aProgram, aSchool } from '../builders.ts';
import { checkedBoxes, escaped, summaryOf, textarea } from './reading-pages.ts';
import { draftOf, hostForms, linkTo, type Stage, startStage, type Typed, today } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

describe('an invalid field', () => {
  const cases: readonly (readonly [
    string,
    'host' | 'partner',
    string,
    Typed,
    Readonly<Record<string, string>>,
  ])[] = [
    [
      'nothing',
      'host',
      'leadership',
      {},
      {
        yearsHere: 'Enter the number of years as principal of this school, or 0',
        yearsElsewhere: 'Enter the number of earlier years, or 0',
      },
    ],
    [
      'no numbers',
      'host',
      'leadership',
      { yearsHere: 'seven', yearsElsewhere: '-1' },
      {
        yearsHere: 'Years at this school must be a number, like 7 or 7.5',
        yearsElsewhere: 'Earlier years must be a number, like 7 or 7.5',
      },
    ],
    [
      'a number too large',
      'host',
      'leadership',
      { yearsHere: '61', yearsElsewhere: '0' },
      {
        yearsHere: 'Years at this school must be a number from 0 to 60',
      },
    ],
    [
      'nothing',
      'host',
      'quality-review',
      {},
      { rating: 'Choose a rating, or “Our school hasn’t had a Quality Review”' },
    ],
    [
      'another rating',
      'host',
      'quality-review',
      { rating: 'Splendid', when: 'x'.repeat(41) },
      {
        rating: 'Choose a rating, or “Our school hasn’t had a Quality Review”',
        when: 'The month and year must be 40 characters or fewer',
      },
    ],
    [
      'no date',
      'host',
      'quality-review',
      { rating: 'Proficient', when: 'the other day' },
      { when: 'Enter a month and year, like March 2026, or just the year' },
    ],
    ...['May 2014', '5/2014', '2015'].map(
      (when) =>
        [
          'a month to come',
          'host',
          'quality-review',
          { rating: 'Proficient', when },
          { when: 'The month and year can’t be in the future' },
        ] as const,
    ),
    ['nothing', 'host', 'admissions', {}, { admission: 'Choose how your school admits students' }],
    [
      'nothing',
      'host',
      'practices',
      {},
      {
        focusAreas: 'Choose at least one area where you have a practice to share',
        evidence: 'Describe your practice and your evidence that it works',
      },
    ],
    [
      'an unknown area',
      'host',
      'practices',
      { focusAreas: ['feedback', 'juggling'], evidence: 'E' },
      {
        focusAreas: 'Choose at least one area where you have a practice to share',
      },
    ],
    ['nothing', 'host', 'hosting', {}, { capacity: 'Enter how many partner schools you could host' }],
    ...['2.5', '8', '0', 'abc', '-1', '1e1'].map(
      (capacity) =>
        [
          `${capacity} schools`,
          'host',
          'hosting',
          { capacity },
          { capacity: 'Enter a whole number from 1 to 7' },
        ] as const,
    ),
    [
      'nothing',
      'host',
      'commitment',
      {},
      {
        priority: 'Choose Yes or No',
        statement: 'Tell us why the principal and staff want to do this',
      },
    ],
    [
      'wrong shares',
      'partner',
      'students',
      { poverty: '70%%', blackOrHispanic: ['1', '2'], chronicallyAbsent: '101' },
      {
        poverty: 'Students living in poverty must be a number, like 7 or 7.5',
        blackOrHispanic: 'Black or Hispanic students must be a number, like 7 or 7.5',
        chronicallyAbsent: 'Students who are chronically absent must be a number from 0 to 100',
      },
    ],
    [
      'nothing',
      'partner',
      'improvement',
      {},
      {
        focusAreas: 'Choose at least one area you want to improve in',
        goal: 'Tell us what you want to improve',
        strengths: 'Tell us what has gone well so far',
      },
    ],
    [
      'nothing',
      'partner',
      'team',
      {},
      {
        groups: 'Choose at least one group that would take part',
        plan: 'Tell us how you’ll bring what you learn back to your school',
      },
    ],
  ];

  test.each(cases)(
    '(%s, %s, %s) shows the page again with status 422, and JSON names each field',
    async (_, role, topic, typed, errors) => {
      const { visitor, path } = await draftOf(stage, role, role);
      const before = await stage.contents();
      const answer = await visitor.send(`${path}/questions/${topic}`, typed);
      expect(answer.status).toBe(422);
      expect(summaryOf(answer.text)).toEqual(errors);
      expect(answer.text).toMatch(/<title>Error: /);
      for (const [field, words] of Object.entries(errors)) {
        expect(answer.text).toContain(`id="${field}"`);
        expect(answer.text).toContain(`id="${field}-error"`);
        expect(answer.text.split(words)).toHaveLength(3);
      }
      expect(await visitor.post(`${path}/questions/${topic}`, typed)).toEqual({
        status: 422,
        type: 'application/problem+json',
        data: {
          status: 422,
          title: 'Some answers need your attention',
          errors: Object.entries(errors).map(([field, detail]) => ({ field, detail })),
        },
      });
      expect(await stage.contents()).toEqual(before);
    },
  );

  test('keeps what was typed: long text, checkboxes, radios, and the return page', async () => {
    const { visitor, path } = await draftOf(stage, '99Q02');
    const long = `${'“Ä & <ß>” 🙂 עברית\n'.repeat(600)}end`;
    const practices = await visitor.send(`${path}/questions/practices`, {
      focusAreas: ['feedback', 'literacy'],
      evidence: long,
      returnTo: 'check',
    });
    expect(summaryOf(practices.text)).toEqual({
      evidence: 'Shorten your answer: it has 10,803 characters, and the limit is 4,000',
    });
    expect(textarea(practices.text, 'evidence')).toBe(escaped(long));
    expect(checkedBoxes(practices.text, 'focusAreas')).toEqual(['feedback', 'literacy']);
    expect(practices.text).toContain('<input type="hidden" name="returnTo" value="check"');

    const review = await visitor.send(`${path}/questions/quality-review`, {
      rating: 'Developing',
      when: 'y'.repeat(50),
    });
    expect(checkedBoxes(review.text, 'rating')).toEqual(['Developing']);
    expect(review.text).toContain(`value="${'y'.repeat(50)}"`);
    const years = await visitor.send(`${path}/questions/leadership`, {
      yearsHere: 'sev"en',
      yearsElsewhere: '3',
    });
    expect(years.text).toContain('value="sev&quot;en"');
    expect(years.text).toContain('value="3"');
  });

  test('keeps the applicant, the school, and the role', async () => {
    const typed = {
      role: 'host',
      school: '99Q03',
      name: 'N'.repeat(10_000),
      position: 'P'.repeat(101),
      email: 'no address',
      isPrincipal: 'yes',
    };
    const answer = await stage.visitor().send('/applications', typed);
    expect(answer.status).toBe(422);
    expect(summaryOf(answer.text)).toEqual({
      name: 'Your name must be 100 characters or fewer',
      position: 'Your job title must be 100 characters or fewer',
      email: 'Enter a valid email address, like name@example.org',
    });
    expect(answer.text).toContain(`value="${'N'.repeat(10_000)}"`);
    expect(/id="name-hint"[^>]*>([^<]*)/.exec(answer.text)?.[1]).toBe('Up to 100 characters.');
    expect(answer.text).toContain('value="no address"');
    expect(answer.text).toContain('<input type="hidden" name="school" value="99Q03"');
    expect((await stage.visitor().post('/applications', {})).data.errors).toEqual([
      { field: 'role', detail: 'Choose host school or partner school' },
      { field: 'school', detail: 'Choose your school' },
      { field: 'name', detail: 'Enter your name' },
      { field: 'position', detail: 'Enter your job title' },
      { field: 'email', detail: 'Enter your email address' },
      { field: 'isPrincipal', detail: 'Choose Yes or No' },
    ]);
  });

  test('names each missing section when submitting', async () => {
    const { visitor, path } = await draftOf(stage, '99Q04');
    await visitor.send(`${path}/questions/hosting`, hostForms.hosting);
    const answer = await visitor.send(`${path}/submission`);
    expect(answer.status).toBe(422);
    expect(Object.keys(summaryOf(answer.text))).toEqual(
      topicsOf('host').filter((topic) => topic !== 'hosting'),
    );
    expect(answer.text).toContain('id="quality-review"');
    expect((await visitor.post(`${path}/submission`)).data.errors).toHaveLength(5);
  });

  test('shows the question from staff again with the typed answer', async () => {
    const inquiries = [{ question: 'Who <teaches> it?', askedBy: 'Amara', askedAt: today }];
    const reference = await stage.put(anApplication({ school: aSchool({ id: '99Q05' }), inquiries }));
    const visitor = stage.visitor();
    await visitor.send(linkTo(reference));
    const answer = await visitor.send(`/applications/${reference}/information`, { answer: 'z'.repeat(4001) });
    expect(answer.status).toBe(422);
    expect(summaryOf(answer.text)).toEqual({
      answer: 'Shorten your answer: it has 4,001 characters, and the limit is 4,000',
    });
    expect(answer.text).toContain('Who &lt;teaches> it?');
    expect(textarea(answer.text, 'answer')).toBe('z'.repeat(4001));
  });
});

test('any fields give an answer or errors, and never throw', () => {
  const names = [
    'yearsHere',
    'rating',
    'when',
    'focusAreas',
    'evidence',
    'capacity',
    'priority',
    'poverty',
    'groups',
  ];
  const name = fc.oneof(fc.constantFrom(...names, '__proto__', 'constructor'), fc.string());
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('7', 'yes', 'feedback', 'none', '٧', '1e3'),
  );
  const fields = fc.dictionary(name, fc.oneof(text, fc.array(text)), { noNullPrototype: false });
  fc.assert(
    fc.property(fields, fc.constantFrom(...topicsOf('host'), ...topicsOf('partner')), (sent, topic) => {
      const checked = readAnswer(topic, aProgram(), sent);
      if (checked.errors)
        expect(Object.values(checked.errors).join()).not.toMatch(/Invalid|Expected|undefined/);
      else expect(checked.value.topic).toBe(topic);
    }),
  );
});

test('a percentage may be typed with its sign, and the current month and year are no future', async () => {
  const shares = readAnswer('students', aProgram(), { poverty: '71.2%', chronicallyAbsent: '8 %' });
  expect(shares.value).toMatchObject({ answer: { poverty: 71.2, chronicallyAbsent: 8 } });
  for (const when of ['April 2014', '2014'])
    expect(
      readAnswer('quality-review', aProgram(), { rating: 'Proficient', when }, '2014-04-14').value,
    ).toMatchObject({ answer: { when } });
});
