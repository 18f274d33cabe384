import { describe, expect, test } from 'vitest';
import { topicNames, topicsOf } from '../../shared/domain/answers.ts';
import { outcomeNames } from '../../shared/domain/criteria.ts';
import type { Event, GivenUp } from '../../shared/domain/events.ts';
import { sayAnswers } from '../../shared/domain/said-answers.ts';
import { findingsOf } from '../../shared/domain/summary.ts';
import type { Block } from '../../shared/letters/letter.ts';
import { lettersFor } from '../../shared/letters/letters-for.ts';
import { renderText } from '../../shared/letters/render-text.ts';
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

const textOf = (event: Event, aggregate: Parameters<typeof lettersFor>[1]) =>
  lettersFor(event, aggregate, aContext()).map(renderText).join('\n');
const paragraphsOf = (body: readonly Block[] = []) =>
  body.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));

describe('every letter', () => {
  const written = () => [...everyLetter(), ...everyVisitLetter()];
  const letters = written();

  test('says why one gets it and whom to ask', () => {
    for (const letter of letters) {
      expect(letter.why).toMatch(/^(You get this letter because|This letter goes to) .+\.$/);
      expect(renderText(letter)).toContain('Questions? Write to learning-partners@example.org');
    }
  });

  test('speaks in plain sentences: nothing undefined, no code, no blank left open', () => {
    for (const letter of letters)
      expect(`${letter.subject} ${renderText(letter)}`).not.toMatch(/undefined|NaN|\[object|\$\{|null/);
  });

  test('has a name of its own for each event and reader', () => {
    expect(new Set(letters.map(({ key }) => key)).size).toBe(letters.length);
  });

  test('is the same when it is written again, so that a repetition can be known', () => {
    expect(written()).toEqual(letters);
  });

  test('has a subject of one line and at most 200 characters, whatever the school is called', () => {
    const name = `\u202eSchool\r\nBcc: everybody@example.org ${'x'.repeat(10_000)}`;
    const [letter] = lettersFor(
      { type: 'link-requested', reply: 'taken' },
      aRequest({ school: { id: '1', name } }),
      aContext(),
    );
    expect(letter?.subject).toBe(`School Bcc: everybody@example.org ${'x'.repeat(165)}…`);
  });
});

describe('the receipt', () => {
  test.each(['host', 'partner'] as const)(
    'holds every answer and every finding in the words of the pages, topic by topic (%s)',
    (role) => {
      const application = anApplication({ role });
      const [letter] = lettersFor({ type: 'application-submitted' }, application, aContext());
      const said = sayAnswers(application, aProgram());
      const findings = findingsOf(aProgram(), application);
      expect(letter?.body.filter(({ kind }) => kind === 'rows')).toEqual([
        ...topicsOf(role).map((topic) => ({
          kind: 'rows',
          title: topicNames[topic],
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

  test('says when it arrived, what it is called, and who will read it', () => {
    const [letter] = lettersFor({ type: 'application-submitted' }, anApplication(), aContext());
    expect(paragraphsOf(letter?.body).slice(0, 3)).toEqual([
      'Dear Dana Principal,',
      'Thank you. The application of M.S. 113 Ronald Edmonds Learning Center to be a host school reached us on Monday, April 14, at 10:00 AM EDT. Its reference is 2014-13K113.',
      'Two of our staff will read it. We read applications as they come in, so there is no need to wait for the deadline to hear from us.',
    ]);
  });

  test('says of a finding that cannot be verified that it is no “no”', () => {
    const application = anApplication();
    const school = { ...application.school, principalYearsHere: 2 };
    const text = textOf({ type: 'application-submitted' }, { ...application, school });
    expect(text).toContain('\n    Cannot verify. ');
    expect(text).toContain('that is not a “no”');
  });
});

test('a request for information carries the open question as it was asked, and leads to where it is answered', () => {
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
    { type: 'information-requested' },
    anApplication({ inquiries: [earlier, open] }),
    aContext(),
  );
  expect(letter?.body.filter(({ kind }) => kind !== 'paragraph')).toEqual([
    { kind: 'quotation', text: 'Who would lead the visits?\nAnd when?' },
    {
      kind: 'action',
      label: 'Answer the question',
      href: 'https://apply.example.org/links/application.2014-13K113.2014-10-13T14:00:00.000Z',
    },
  ]);
});

describe('a decision', () => {
  const decided = { type: 'application-decided' } as const;

  test('names its outcome, gives the reason as written, and says what happens next and when', () => {
    const [letter] = lettersFor(decided, aDecidedApplication({ version: 5 }), aContext());
    expect(letter?.subject).toBe(
      'M.S. 113 Ronald Edmonds Learning Center is accepted as a host school (2014-13K113)',
    );
    expect(letter?.body.slice(1, -2)).toEqual([
      {
        kind: 'paragraph',
        text: 'Congratulations! M.S. 113 Ronald Edmonds Learning Center is accepted as a host school in Learning Partners. The program starts in September 2014.',
      },
      { kind: 'paragraph', text: 'Why we chose your school:' },
      { kind: 'quotation', text: 'Your teams have much to share.' },
      { kind: 'heading', text: 'What happens next' },
      {
        kind: 'paragraph',
        text: 'We now pair each host with its partner schools, usually two, by what you share and what they want to improve. Before September 2014 we write to you with the names of your partners and of the facilitator who will work with you.',
      },
      {
        kind: 'paragraph',
        text: 'During the year each partner visits you five times, and you visit each partner three times. Your facilitator plans the dates with you. Principals of all schools take part in leadership coaching.',
      },
      {
        kind: 'paragraph',
        text: 'You need do nothing now. If your school can no longer take part, please withdraw on the page of your application soon, so that another school can have the place.',
      },
    ]);
  });

  test('tells a partner what partners do', () => {
    const text = textOf(decided, aDecidedApplication({ role: 'partner' }));
    expect(text).toContain('accepted as a partner school');
    expect(text).toContain(
      'During the year you visit your host five times, and your host visits you three times.',
    );
  });

  test('tells a school on the waitlist what it can hope for, and promises nothing', () => {
    const text = textOf(decided, aDecidedApplication({ decision: aDecision({ outcome: 'waitlisted' }) }));
    expect(text).toContain(
      'If a place comes free before the program starts in September 2014, we write to you at once. We cannot promise that it will.',
    );
  });

  test('tells a school that comes from the waitlist that a place came free', () => {
    const waited = {
      at: '2014-04-18T14:00:00.000Z',
      by: 'Ruth Lindqvist',
      what: 'application-decided',
      note: 'Waitlisted',
    } as const;
    const free = 'A place has come free, and it is yours.';
    expect(textOf(decided, aDecidedApplication({ history: [waited] }))).toContain(free);
    expect(textOf(decided, aDecidedApplication())).not.toContain(free);
  });

  test('does not say so to a school that gave up its place on the waitlist and applied anew', () => {
    const [at, by] = ['2014-04-18T14:00:00.000Z', 'Ruth Lindqvist'] as const;
    const history = [
      { at, by, what: 'application-started' },
      { at, by, what: 'application-decided', note: 'Waitlisted' },
      { at, by, what: 'application-withdrawn' },
      { at, by, what: 'application-started' },
      { at: aDecision().at, by, what: 'application-decided', note: 'Accepted' },
    ] as const;
    expect(textOf(decided, aDecidedApplication({ history }))).not.toContain('A place has come free');
  });

  test('that declines says so early and plainly, and leaves the next year open', () => {
    const decision = aDecision({ outcome: 'declined', reason: 'We had one place.' });
    const [letter] = lettersFor(decided, aDecidedApplication({ decision }), aContext());
    expect(paragraphsOf(letter?.body)[1]).toBe(
      'Thank you for the work that you put into this application. We have to tell you that we cannot offer M.S. 113 Ronald Edmonds Learning Center a place as a host school in Learning Partners starting in September 2014.',
    );
    expect(letter?.body).toContainEqual({ kind: 'quotation', text: 'We had one place.' });
    expect(paragraphsOf(letter?.body)).toContain(
      'Your school is welcome to apply again another year. If you think that we got a fact wrong, or would like to talk about the decision, write to learning-partners@example.org.',
    );
  });
});

test('a withdrawal is confirmed, with a way to undo a mistake', () => {
  expect(textOf({ type: 'application-withdrawn' }, aWithdrawnApplication())).toContain(
    'If you did not mean to withdraw, please write to learning-partners@example.org soon and quote 2014-13K113.',
  );
});

describe('a withdrawal', () => {
  const text = (givenUp: GivenUp) =>
    textOf({ type: 'application-withdrawn', ...givenUp }, aWithdrawnApplication());
  const { host, facilitator } = aPartnership();
  const partnership = { host: { id: host.id, name: host.name }, facilitator };

  test('of a paired school is about its partnership, and not about reading', () => {
    const partner = text({ was: 'accepted', partnership });
    expect(partner).toContain('leaves its partnership with School H1.');
    expect(partner).toContain('We tell your facilitator Mei Tanaka now');
    expect(partner).toContain('Visits of yours that were to come do not take place');
    expect(partner).toContain('write to Mei Tanaka at mei.tanaka@example.org');
    expect(partner).not.toContain('We read it no further');
    const asHost = { ...partnership, host: { ...partnership.host, id: aWithdrawnApplication().school.id } };
    expect(text({ was: 'accepted', partnership: asHost })).toContain(
      'is no longer a host, and leaves its partnership',
    );
  });

  test('gives back a place that was offered, or one on the waitlist', () => {
    expect(text({ was: 'accepted' })).toContain('The place that you were offered goes to another school');
    expect(text({ was: 'waitlisted' })).toContain('has given up its place on the waitlist');
    expect(text({})).toContain('We read it no further');
  });
});

test('a withdrawal says until when the school can apply again, and after the deadline that another year is open', () => {
  const withdrawn = (withdrawnAt: string) =>
    textOf({ type: 'application-withdrawn' }, { ...aWithdrawnApplication(), withdrawnAt });
  const until =
    'Your school can apply again until Friday, May 2, at 5:00 PM EDT, at https://apply.example.org/';
  const another = 'Your school is welcome to apply again another year.';
  const said = ['2014-05-02T21:00:00.000Z', '2014-05-02T21:00:00.001Z'].map((moment) => {
    const text = withdrawn(moment);
    return [text.includes(until), text.includes(another)];
  });
  expect(said).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('what staff see in their digest, or the applicant does on the page, causes no letter', () => {
  const quiet: readonly Event[] = [
    { type: 'application-started' },
    { type: 'reviewers-assigned', reviewers: ['amara.okafor@example.org'] },
    { type: 'reviewer-recused', reviewer: 'amara.okafor@example.org' },
    { type: 'review-recorded', reviewer: 'amara.okafor@example.org' },
    { type: 'information-supplied' },
  ];
  expect(quiet.flatMap((event) => lettersFor(event, anApplication(), aContext()))).toEqual([]);
});

test('an event that cannot have happened to an aggregate is a bug, not a letter', () => {
  expect(() => lettersFor({ type: 'application-decided' }, anApplication(), aContext())).toThrow(
    'application-decided cannot have happened to this aggregate',
  );
});

test('another program speaks in its own name and numbers', () => {
  const program = aProgram({
    name: 'Schools Together',
    district: 'Wexmoor',
    contactEmail: 'together@example.org',
    visits: { ...aProgram().visits, pattern: 'HPH' },
  });
  const context = aContext({ cycle: aCycle({ program }) });
  const application = aDecidedApplication({ role: 'partner' });
  const text = lettersFor({ type: 'application-decided' }, application, context).map(renderText).join();
  expect(text).toContain('accepted as a partner school in Schools Together.');
  expect(text).toContain('Schools Together, Wexmoor');
  expect(text).toContain('you visit your host once, and your host visits you twice');
  expect(text).toContain('Questions? Write to together@example.org');
});
