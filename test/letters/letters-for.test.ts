import { describe, expect, test } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import { outcomeNames } from '#domain/admission/criteria.ts';
import type { ApplicationEvent, GivenUp } from '#domain/admission/events.ts';
import { topics, topicsOf } from '#domain/admission/topics.ts';
import type { Block } from '#letters/letter.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { renderText } from '#letters/render-text.ts';
import { sayAnswers } from '#text/answers.ts';
import { sayFindings } from '#text/findings.ts';
import {
  aCycle,
  aDecidedApplication,
  aDecision,
  anApplication,
  aProgram,
  aWithdrawnApplication,
} from '../builders.ts';
import { aContext, aPartnership, aRequest, everyLetter } from './sample.ts';
import { everyVisitLetter } from './visit-sample.ts';

const textOf = (event: ApplicationEvent, aggregate: Application) =>
  lettersFor('application', event, aggregate, aContext()).map(renderText).join('\n');
const paragraphsOf = (body: readonly Block[] = []) =>
  body.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));

describe('every letter', () => {
  const written = () => [...everyLetter(), ...everyVisitLetter()];
  const letters = written();

  test('tells why the recipient gets it and where to send questions', () => {
    for (const letter of letters) {
      expect(letter.why).toMatch(
        /^(You’ll be asked to sign in first\.\n)?You’re receiving this email because .+\.$/,
      );
      expect(renderText(letter)).toContain('Questions? Email learning-partners@example.org.');
    }
  });

  test('is signed and starts with the program’s name', () => {
    for (const letter of letters) {
      expect(letter.signer.name).not.toBe('');
      expect(renderText(letter).split('\n')[0]).toBe('Learning Partners');
    }
  });

  test('has at most one button', () => {
    for (const letter of letters)
      expect(letter.body.filter(({ kind }) => kind === 'action').length).toBeLessThanOrEqual(1);
  });

  test('has no undefined values, code, or unfilled blanks', () => {
    for (const letter of letters)
      expect(`${letter.subject} ${renderText(letter)}`).not.toMatch(/undefined|NaN|\[object|\$\{|null/);
  });

  test('has a unique key for each event and recipient', () => {
    expect(new Set(letters.map(({ key }) => key)).size).toBe(letters.length);
  });

  test('is the same each time, so that a repetition is recognized', () => {
    expect(written()).toEqual(letters);
  });

  test('has a subject of one line and at most 200 characters, whatever the school’s name is', () => {
    const name = `\u202eSchool\r\nBcc: everybody@example.org ${'x'.repeat(10_000)}`;
    const [letter] = lettersFor(
      'application-request',
      { type: 'link-requested', reply: 'taken' },
      aRequest({ school: { id: '1', name } }),
      aContext(),
    );
    expect(letter?.subject).toBe(`Already applied: School Bcc: everybody@example.org ${'x'.repeat(148)}…`);
  });
});

describe('the receipt', () => {
  test.each(['host', 'partner'] as const)(
    'holds every answer and every finding in the words of the pages, topic by topic (%s)',
    (role) => {
      const application = anApplication({ role });
      const [letter] = lettersFor('application', { type: 'application-submitted' }, application, aContext());
      const said = sayAnswers(application, aProgram());
      const findings = sayFindings(aProgram(), application, 'school');
      expect(letter?.body.filter(({ kind }) => kind === 'rows')).toEqual([
        ...topicsOf(role).map((topic) => ({
          kind: 'rows',
          title: topics[topic].title,
          rows: said
            .filter((answer) => answer.topic === topic)
            .map(({ question, answer }) => ({ question, answer })),
        })),
        {
          kind: 'rows',
          title: 'What we found',
          rows: findings.map(({ statement, outcome, why }) => ({
            question: statement,
            answer: `${outcomeNames[outcome]}. ${why}`,
          })),
        },
      ]);
    },
  );

  test('tells when it was submitted, its number, and who will review it', () => {
    const [letter] = lettersFor(
      'application',
      { type: 'application-submitted' },
      anApplication(),
      aContext(),
    );
    expect(paragraphsOf(letter?.body).slice(0, 2)).toEqual([
      'Dear Dana Principal,',
      'Thank you for applying. We received M.S. 113 Ronald Edmonds Learning Center’s application to be a host school on Monday, April 14, at 10:00 AM. Your application number is 2014-13K113.',
    ]);
    expect(letter?.body).toContainEqual({
      kind: 'steps',
      steps: [
        'Two of our staff will review your application. We review applications as they come in, so you may hear from us before the deadline.',
        'If something is missing, we’ll email you a question.',
        'We’ll email you our decision and the reason for it before the program starts in September 2014.',
      ],
    });
  });

  test('doesn’t speak of the deadline after it', () => {
    const submittedAt = '2014-06-30T12:00:00.000Z';
    const text = textOf({ type: 'application-submitted' }, { ...anApplication(), submittedAt });
    expect(text).toContain('Two of our staff will review your application.');
    expect(text).not.toContain('deadline');
  });

  test('tells who looks into a finding that needs a check', () => {
    const application = anApplication();
    const school = { ...application.school, principalYearsHere: 2 };
    const text = textOf({ type: 'application-submitted' }, { ...application, school });
    expect(text).toContain('\n    Needs a check. ');
    expect(text).toContain('“Needs a check” means our staff will look into it.');
  });
});

test('a question to a school quotes the open question and links to the answer page', () => {
  const earlier = {
    question: 'How many classes?',
    askedBy: 'Ruth Lindqvist',
    askedAt: '2014-04-15T14:00:00.000Z',
    answer: { text: 'Six.', at: '2014-04-15T18:00:00.000Z' },
  };
  const open = {
    question: 'Who would lead the visits?\nAnd when?',
    askedBy: 'Ruth Lindqvist',
    askedAt: '2014-04-16T14:00:00.000Z',
  };
  const [letter] = lettersFor(
    'application',
    { type: 'information-requested' },
    anApplication({ inquiries: [earlier, open] }),
    aContext(),
  );
  expect(letter?.body.filter(({ kind }) => kind !== 'paragraph')).toEqual([
    { kind: 'quotation', text: 'Who would lead the visits?\nAnd when?' },
    {
      kind: 'action',
      label: 'Answer the question',
      href: 'https://apply.example.org/links/application.2014-13K113.2015-07-07T00:00:00.000Z',
    },
  ]);
});

describe('a decision', () => {
  const decided = { type: 'application-decided' } as const;

  test('tells its outcome, the reason as written, and what happens next and when', () => {
    const [letter] = lettersFor('application', decided, aDecidedApplication({ version: 5 }), aContext());
    expect(letter?.subject).toBe('Accepted: M.S. 113 Ronald Edmonds Learning Center will be a host school');
    expect(letter?.body.slice(1, -2)).toEqual([
      {
        kind: 'paragraph',
        text: 'Congratulations! M.S. 113 Ronald Edmonds Learning Center has been accepted as a host school in Learning Partners, starting in September 2014.',
      },
      { kind: 'heading', text: 'Why we chose your school' },
      { kind: 'quotation', text: 'Your teams have much to share.' },
      { kind: 'heading', text: 'What happens next' },
      {
        kind: 'steps',
        steps: [
          'We’ll try to match you with partner schools, usually two, based on what you can share and what they want to improve. If we find a match, we’ll email you their names and your facilitator’s name. If you haven’t heard from us by the time the program starts in September 2014, it means we don’t have a match for you yet. You can email learning-partners@example.org.',
          'During the year, each partner will visit you five times, and you’ll visit each partner three times. Your facilitator will plan the dates with you.',
          'All principals also take part in leadership coaching.',
        ],
      },
      {
        kind: 'paragraph',
        text: 'Please confirm your place on your application page by Tuesday, May 6. If your school can no longer take part, please withdraw soon on your application page so another school can have your place.',
      },
    ]);
  });

  test('is signed by the director who decided', () => {
    const [letter] = lettersFor('application', decided, aDecidedApplication(), aContext());
    expect(letter?.signer).toEqual({ name: aDecision().by, title: 'Director, Learning Partners' });
  });

  test('tells a partner a partner’s next steps', () => {
    const text = textOf(decided, aDecidedApplication({ role: 'partner' }));
    expect(text).toContain('accepted as a partner school');
    expect(text).toContain(
      'During the year, you’ll visit your host five times, and your host will visit you three times.',
    );
  });

  test('tells a school on the waitlist what may happen, and promises nothing', () => {
    const text = textOf(decided, aDecidedApplication({ decision: aDecision({ outcome: 'waitlisted' }) }));
    expect(text).toContain(
      'If we can offer your school a place, we’ll email you right away. If you haven’t heard from us by the time the program starts in September 2014, it means we don’t have a place for you this year.',
    );
  });

  test('tells a school from the waitlist that a place opened', () => {
    const waited = {
      at: '2014-04-18T14:00:00.000Z',
      by: 'Ruth Lindqvist',
      what: 'application-decided',
      outcome: 'waitlisted',
    } as const;
    const free = 'a place has opened up, and it’s yours.';
    expect(textOf(decided, aDecidedApplication({ history: [waited] }))).toContain(free);
    expect(textOf(decided, aDecidedApplication())).not.toContain(free);
  });

  test('during the school year promises nothing before its start', () => {
    const day = { appliesTo: ['all'], studentsPresent: 'yes' as const };
    const calendar = [
      { ...day, from: '2014-09-04', to: '2014-09-04', event: 'First day of school' },
      { ...day, from: '2015-06-26', to: '2015-06-26', event: 'Last day of school' },
    ];
    const textDuring = (outcome: 'accepted' | 'waitlisted') =>
      lettersFor(
        'application',
        decided,
        aDecidedApplication({ decision: aDecision({ outcome, at: '2014-11-20T15:00:00.000Z' }) }),
        aContext({ cycle: aCycle({ calendar }) }),
      )
        .map(renderText)
        .join('\n');
    expect(textDuring('accepted')).toContain('which has already started.');
    expect(textDuring('accepted')).toContain('If we find a match, we’ll email you their names');
    for (const outcome of ['accepted', 'waitlisted'] as const)
      expect(textDuring(outcome)).not.toContain('September 2014');
  });

  test('does not tell this to a school that left the waitlist and applied again', () => {
    const [at, by] = ['2014-04-18T14:00:00.000Z', 'Ruth Lindqvist'] as const;
    const history = [
      { at, by, what: 'application-started' },
      { at, by, what: 'application-decided', outcome: 'waitlisted' },
      { at, by, what: 'application-withdrawn' },
      { at, by, what: 'application-started' },
      { at: aDecision().at, by, what: 'application-decided', outcome: 'accepted' },
    ] as const;
    expect(textOf(decided, aDecidedApplication({ history }))).not.toContain('a place has opened up');
  });

  test('not to select a school comes first, plainly, and leaves the next year open', () => {
    const decision = aDecision({ outcome: 'declined', reason: 'We had one place.' });
    const [letter] = lettersFor('application', decided, aDecidedApplication({ decision }), aContext());
    expect(paragraphsOf(letter?.body)[1]).toBe(
      'Thank you for the work you put into this application. Unfortunately, we can’t offer M.S. 113 Ronald Edmonds Learning Center a place as a host school in Learning Partners this year.',
    );
    expect(letter?.body).toContainEqual({ kind: 'quotation', text: 'We had one place.' });
    expect(paragraphsOf(letter?.body)).toContain(
      'If you’d like to talk about the decision, email learning-partners@example.org.',
    );
  });
});

describe('a withdrawal', () => {
  const text = (givenUp: GivenUp) =>
    textOf({ type: 'application-withdrawn', ...givenUp }, aWithdrawnApplication());
  const { host, facilitator } = aPartnership();
  const partnership = { host: { id: host.id, name: host.name }, facilitator };

  test('of a paired school is about its partnership, not about reviews', () => {
    const partner = text({ was: 'accepted', partnership });
    expect(partner).toContain('is leaving its partnership with School H1.');
    expect(partner).toContain('We’ve told your facilitator, Mei Tanaka.');
    expect(partner).toContain('Any upcoming visits are canceled for your school');
    expect(partner).toContain('email Mei at mei.tanaka@example.org');
    expect(partner).not.toContain('We’ve stopped reviewing it');
    const asHost = { ...partnership, host: { ...partnership.host, id: aWithdrawnApplication().school.id } };
    expect(text({ was: 'accepted', partnership: asHost })).toContain(
      'is no longer a host school and is leaving its partnership',
    );
  });

  test('gives up a place that was offered, or one on the waitlist', () => {
    expect(text({ was: 'accepted' })).toContain('We can now offer your place to another school');
    expect(text({ was: 'waitlisted' })).toContain('You’ve given up your place on the waitlist');
    expect(text({})).toContain('It wasn’t submitted, and you don’t need to do anything else.');
    const submitted = {
      at: '2014-04-14T14:00:00.000Z',
      by: 'Dana Principal',
      what: 'application-submitted',
    } as const;
    const { history, ...withdrawn } = aWithdrawnApplication();
    expect(
      textOf({ type: 'application-withdrawn' }, { ...withdrawn, history: [submitted, ...history] }),
    ).toContain('We’ve stopped reviewing it');
  });
});

test('a withdrawal invites the school to apply again until the deadline, and after it next year', () => {
  const withdrawn = (withdrawnAt: string) =>
    textOf({ type: 'application-withdrawn' }, { ...aWithdrawnApplication(), withdrawnAt });
  const until = 'Until Friday, May 2, at 5:00 PM EDT, you can apply again at https://apply.example.org/';
  const another = 'You’re welcome to apply again next year.';
  const said = ['2014-05-02T21:00:00.000Z', '2014-05-02T21:00:00.001Z'].map((moment) => {
    const text = withdrawn(moment);
    return [text.includes(until), text.includes(another)];
  });
  expect(said).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('events that staff see in their digest or applicants on their page cause no letter', () => {
  const quiet: readonly ApplicationEvent[] = [
    { type: 'application-started' },
    { type: 'reviewers-assigned', reviewers: ['amara.okafor@example.org'] },
    { type: 'note-added' },
    { type: 'decision-planned' },
    { type: 'decision-unplanned' },
    { type: 'reviewer-recused', reviewer: 'amara.okafor@example.org' },
    { type: 'review-recorded', reviewer: 'amara.okafor@example.org' },
  ];
  expect(quiet.flatMap((event) => lettersFor('application', event, anApplication(), aContext()))).toEqual([]);
});

test('an event that can’t have happened to its aggregate is a bug and causes no letter', () => {
  expect(() =>
    lettersFor('application', { type: 'application-decided' }, anApplication(), aContext()),
  ).toThrow('application-decided can’t have happened to this aggregate');
});

test('another program’s letters have its own name and numbers', () => {
  const program = aProgram({
    name: 'Schools Together',
    district: 'Wexmoor',
    contactEmail: 'together@example.org',
    visits: { ...aProgram().visits, pattern: 'HPH' },
  });
  const context = aContext({ cycle: aCycle({ program }) });
  const application = aDecidedApplication({ role: 'partner' });
  const text = lettersFor('application', { type: 'application-decided' }, application, context)
    .map(renderText)
    .join();
  expect(text).toContain('accepted as a partner school in Schools Together, starting in');
  expect(text).toContain('Schools Together, Wexmoor');
  expect(text).toContain('you’ll visit your host once, and your host will visit you twice');
  expect(text).toContain('Questions? Email together@example.org.');
});
