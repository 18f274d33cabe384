import { describe, expect, test } from 'vitest';
import type { ScenarioEvent } from '#domain/pairing/events.ts';
import type { Scenario } from '#domain/pairing/scenario/scenario.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { PairedPartner, Partnership } from '#domain/partnership/partnership.ts';
import type { Letter } from '#letters/letter.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { renderText } from '#letters/render-text.ts';
import { sayAnswer } from '#text/pairing.ts';
import { aCycle } from '../builders.ts';
import { aContext, anImpossibleScenario, aPartnership, aProposal } from './sample.ts';

const letters = (event: PartnershipEvent, partnership: Partnership) =>
  lettersFor('partnership', event, partnership, aContext());
const proposalLetters = (event: ScenarioEvent, scenario: Scenario) =>
  lettersFor('scenario', event, scenario, aContext());
const recipients = (of: readonly Letter[]) => of.map(({ to }) => to);
const textTo = (of: readonly Letter[], to: string) => {
  const found = of.find((letter) => letter.to === to);
  return found ? `${found.subject}\n${renderText(found)}`.replace(/\s+/g, ' ') : '';
};

describe('a proposal that is ready', () => {
  const sent = proposalLetters({ type: 'pairing-proposed' }, aProposal());

  test('is announced only to the director who requested it', () => {
    expect(recipients(sent)).toEqual(['ruth.lindqvist@example.org']);
    const text = textTo(sent, 'ruth.lindqvist@example.org');
    expect(text).toContain('Your proposal is ready: Spring plan');
    expect(text).toContain('It places 2 of 3 partners with 1 host.');
    expect(text).toContain('One partner is without a host.');
    expect(text).toContain('https://apply.example.org/console/pairing/spring');
  });

  test('tells how many schools it chose, if it chose any', () => {
    const proposal = aProposal();
    const chosen = { ...proposal.problem, partners: proposal.problem.partners.slice(0, 2) };
    const solution = { ...proposal.solution, pairing: { ...proposal.solution.pairing, unplaced: [] } };
    const choice = { chosen, points: 20_000, bound: 20_000, gap: 0 };
    const selection = {
      ...{ accepted: [], quotas: [], usesEveryPlace: false },
      quality: { host: {}, partner: {} },
      targets: { host: 1, partner: 2 },
    };
    const text = textTo(
      proposalLetters(
        { type: 'pairing-proposed' },
        { ...proposal, solution, choice, selects: true, selection },
      ),
      'ruth.lindqvist@example.org',
    );
    expect(text).toContain('It includes 1 of 1 hosts and 2 of 3 partners.');
    expect(text).toContain('Every partner has a host.');
  });
});

test('an impossible request is answered with the conflicting rules and possible changes', () => {
  const text = textTo(
    proposalLetters({ type: 'pairing-impossible' }, anImpossibleScenario()),
    'ruth.lindqvist@example.org',
  );
  expect(text).toMatch(
    /School P1 must be paired with School H1.*paired with School H2.*What you can change.*Remove one/i,
  );
});

test('a request whose time ran out isn’t called impossible', () => {
  const scenario = anImpossibleScenario();
  const answer = sayAnswer({ kind: 'undecided', afterSeconds: 600 }, scenario.problem);
  if (!('clash' in answer)) throw new Error('There is a solution');
  const text = textTo(
    proposalLetters({ type: 'pairing-impossible' }, { ...scenario, clash: answer.clash }),
    'ruth.lindqvist@example.org',
  );
  expect(text).toContain(`No proposal found: ${scenario.name}`);
  expect(text).toContain('We couldn’t make a proposal in the time we had. One may still exist.');
  expect(text).toContain('We stopped looking after 10 minutes.');
  expect(text).not.toMatch(/conflict|impossible/i);
});

describe('a partnership that is formed', () => {
  const sent = letters({ type: 'partnership-formed' }, aPartnership());

  test('is announced to its host, each partner, and its facilitator', () => {
    expect(recipients(sent)).toEqual([
      'h1@example.org',
      'p1@example.org',
      'p2@example.org',
      'mei.tanaka@example.org',
    ]);
  });

  test('tells the host who its partners are, why, and what happens next', () => {
    const text = textTo(sent, 'h1@example.org');
    expect(text).toContain('Your 2 partner schools');
    expect(text).toContain('Both are in Brooklyn.');
    expect(text).toContain('Your facilitator is Mei Tanaka from the central office');
    expect(text).toContain(
      'each partner will visit you five times, and you’ll visit each partner three times',
    );
    expect(text).toContain('https://apply.example.org/links/application.2014-H1.');
  });

  test('tells a partner who its host is, why, and who its other partners are', () => {
    const text = textTo(sent, 'p1@example.org');
    expect(text).toContain('Your host school: School H1');
    expect(text).toContain('Principal of H1');
    expect(text).toContain('Both are in Brooklyn.');
    expect(text).toContain('School P2 will also learn with School H1.');
    expect(text).toContain('you’ll visit your host five times, and your host will visit you three times');
  });

  test('tells its schools the focus for the year, if the plan gave it one', () => {
    const focused = letters({ type: 'partnership-formed' }, { ...aPartnership(), focusArea: 'feedback' });
    for (const to of ['h1@example.org', 'p1@example.org']) {
      expect(textTo(focused, to)).toContain('Your focus for the year: Assessment and feedback to students.');
      expect(textTo(sent, to)).not.toContain('Your focus for the year');
    }
  });

  test('calls the focus an exception for a partner that didn’t choose it, and tells no other reason', () => {
    const partnership = { ...aPartnership(), focusArea: 'feedback' };
    const partners = partnership.partners.map((one) =>
      one.id === 'P1' ? { ...one, focusAreas: ['families'] } : one,
    );
    const focused = letters({ type: 'partnership-formed' }, { ...partnership, partners });
    const toPartner = textTo(focused, 'p1@example.org');
    expect(toPartner).toContain('You didn’t choose this area, so this match is an exception.');
    expect(toPartner).toContain('If you have questions, please ask Mei Tanaka, your facilitator.');
    expect(toPartner).not.toContain('Why we matched you');
    expect(textTo(focused, 'h1@example.org')).toContain(
      'School P1 didn’t choose this area, so we made an exception.',
    );
    expect(textTo(focused, 'p2@example.org')).not.toContain('exception');
  });

  test('gives principals’ addresses only to the facilitator', () => {
    const toFacilitator = textTo(sent, 'mei.tanaka@example.org');
    for (const address of ['h1@example.org', 'p1@example.org', 'p2@example.org'])
      expect(toFacilitator).toContain(address);
    expect(toFacilitator).toContain('16 visits in all');
    expect(toFacilitator).toContain('Then schedule the year’s visits');
    expect(textTo(sent, 'h1@example.org')).not.toMatch(/p[12]@example\.org/);
    expect(textTo(sent, 'p1@example.org')).not.toMatch(/(h1|p2)@example\.org/);
  });

  test('is one letter for each school, even if one person leads two', () => {
    const { host, partners, ...rest } = aPartnership();
    const both = partners.map((partner) => ({ ...partner, contact: host.contact }));
    const keys = letters({ type: 'partnership-formed' }, { ...rest, host, partners: both }).map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(4);
  });
});

describe('a school that withdrew from a partnership', () => {
  test('is announced to the directors and the facilitator, but not yet to other schools', () => {
    const sent = letters({ type: 'paired-school-withdrew', school: 'P1' }, aPartnership());
    expect(recipients(sent)).toEqual(['learning-partners@example.org', 'mei.tanaka@example.org']);
    expect(textTo(sent, 'learning-partners@example.org')).toContain(
      'School P1 withdrew from its partnership with School H1.',
    );
    expect(textTo(sent, 'learning-partners@example.org')).toContain('/console/partnerships/2014-H1');
  });

  test('leaves partners that need a new host, if it is the host', () => {
    const sent = letters({ type: 'paired-school-withdrew', school: 'H1' }, aPartnership());
    expect(textTo(sent, 'mei.tanaka@example.org')).toContain('School P1 and School P2 need a new host.');
  });
});

describe('partners whose host left during the year', () => {
  const calendar = ['2014-09-04 First day of school', '2015-06-26 Last day of school'].map((line) => ({
    ...{ from: line.slice(0, 10), to: line.slice(0, 10), event: line.slice(11) },
    ...{ appliesTo: ['all'], studentsPresent: 'yes' as const },
  }));
  const from = { id: 'H9', name: 'School H9' };
  const history = [
    { at: '2014-11-20T15:00:00.000Z', by: 'Ruth Lindqvist', what: 'partnership-repaired' as const },
  ];
  const context = aContext({ cycle: aCycle({ calendar }) });
  const told = (event: PartnershipEvent) =>
    lettersFor('partnership', event, aPartnership({ history }), context);

  test('read it in the letter about their new host, without a start in September', () => {
    const text = textTo(
      told({ type: 'partnership-repaired', left: [], joined: ['P2'], from }),
      'p2@example.org',
    );
    expect(text).toContain('Your new host school: School H1');
    expect(text).toContain('Your previous host, School H9, has left');
    expect(text).toContain('Past visits and your reflections stay on your visits page.');
    expect(text).toContain('The program has already started. Mei will plan the remaining visits with you');
    expect(text).not.toContain('starts in');
  });

  test('read nothing about visits before the year starts', () => {
    const summer = { ...history[0], at: '2014-06-20T15:00:00.000Z' };
    const formed = aPartnership({
      history: [{ ...summer, by: 'Ruth Lindqvist', what: 'partnership-formed' }],
    });
    const text = textTo(
      lettersFor('partnership', { type: 'partnership-formed', from }, formed, context),
      'p1@example.org',
    );
    expect(text).toContain('Your previous host, School H9, has left');
    expect(text).toContain('The program starts in September 2014.');
    expect(text).not.toContain('visits with School H9');
  });

  test('read it even if the new host had no partnership yet, and the host reads why they join', () => {
    const sent = told({ type: 'partnership-formed', from });
    expect(textTo(sent, 'p1@example.org')).toContain('Your previous host, School H9, has left');
    expect(textTo(sent, 'h1@example.org')).toContain('Their previous host, School H9, has left the program.');
    const { partners } = aPartnership();
    const alone = lettersFor(
      'partnership',
      { type: 'partnership-formed', from },
      aPartnership({ partners: partners.slice(0, 1) }),
      context,
    );
    expect(textTo(alone, 'h1@example.org')).toContain('Its previous host, School H9, has left the program.');
    expect(textTo(sent, 'mei.tanaka@example.org')).toContain('School H1 will host School P1 and School P2.');
    expect(textTo(sent, 'mei.tanaka@example.org')).not.toContain('The pairings are published');
  });

  test('are announced to the schools that they join', () => {
    const sent = told({ type: 'partnership-repaired', left: [], joined: ['P2'], from });
    const hostLeft = 'School P2’s previous host, School H9, has left the program.';
    for (const to of ['h1@example.org', 'p1@example.org'])
      expect(textTo(sent, to)).toContain(`School P2 is joining you. ${hostLeft}`);
    expect(textTo(sent, 'mei.tanaka@example.org')).toContain(`School P2 is joining School H1. ${hostLeft}`);
  });
});

describe('a partnership that is repaired', () => {
  test('says its new focus, and why', () => {
    const focus = { to: 'feedback', because: 'More schools need it' };
    const repaired = { type: 'partnership-repaired', left: [], joined: ['P1'], focus } as const;
    expect(textTo(letters(repaired, aPartnership()), 'h1@example.org')).toContain(
      'The partnership’s focus for the year is now Assessment and feedback to students. The reason: More schools need it.',
    );
  });

  const left = [{ id: 'P9', name: 'School P9' }];

  test('is announced to everyone in it, and the new partner gets a partner’s letter', () => {
    const sent = letters({ type: 'partnership-repaired', left, joined: ['P2'] }, aPartnership());
    expect(recipients(sent)).toEqual([
      'h1@example.org',
      'p2@example.org',
      'p1@example.org',
      'mei.tanaka@example.org',
    ]);
    expect(textTo(sent, 'p2@example.org')).toContain('Your host school: School H1');
    for (const [to, place, whom] of [
      ['h1@example.org', 'one of your partner schools', 'you'],
      ['p1@example.org', 'in your partnership', 'you'],
      ['mei.tanaka@example.org', 'a partner of School H1', 'School H1'],
    ] as const) {
      expect(textTo(sent, to)).toContain(`School P9 is no longer ${place}.`);
      expect(textTo(sent, to)).toContain(`School P2 is joining ${whom}.`);
    }
    expect(textTo(sent, 'h1@example.org')).toContain('Your partners are now School P1 and School P2.');
    expect(textTo(sent, 'p1@example.org')).toContain('School H1’s partners are now you and School P2.');
  });

  test('tells that visits with a school that left are canceled, if visits were scheduled', () => {
    const repaired = { type: 'partnership-repaired', left, joined: [] } as const;
    expect(
      textTo(letters(repaired, aPartnership({ plannedFrom: '2014-09-05' })), 'h1@example.org'),
    ).toContain(
      'Upcoming visits with School P9 are canceled or changed. We’ll email you about each of yours. Nothing else has changed',
    );
    expect(textTo(letters(repaired, aPartnership()), 'h1@example.org')).not.toContain('are canceled');
  });

  test('with an open place tells who stays', () => {
    const [one] = aPartnership().partners;
    const sent = letters(
      { type: 'partnership-repaired', left, joined: [] },
      aPartnership({ partners: one ? [one] : [] }),
    );
    expect(textTo(sent, 'h1@example.org')).toContain('Your partner is now School P1.');
    expect(textTo(sent, 'p1@example.org')).toContain('You’re now School H1’s only partner.');
    expect(textTo(sent, 'mei.tanaka@example.org')).toContain('School H1’s partner is now School P1.');
  });
});

describe('if several schools of a partnership withdrew', () => {
  const [one, two] = aPartnership().partners;
  const gone = two ? [{ ...two, withdrawnAt: '2014-06-01T12:00:00.000Z' }] : [];
  const left = [{ id: 'P9', name: 'School P9' }];

  test('the first repair doesn’t list another school that withdrew', () => {
    const partners = one ? [one, ...gone] : [];
    const sent = letters({ type: 'partnership-repaired', left, joined: ['P1'] }, aPartnership({ partners }));
    expect(textTo(sent, 'h1@example.org')).toContain('Your partner is now School P1.');
    expect(textTo(sent, 'p1@example.org')).not.toContain('School P2');
    const alone = letters(
      { type: 'partnership-repaired', left, joined: [] },
      aPartnership({ partners: gone }),
    );
    expect(textTo(alone, 'h1@example.org')).toContain('You have no partners now.');
  });

  test('a withdrawal mentions other schools only if there are any', () => {
    const told = (partners: readonly PairedPartner[], to: string) =>
      textTo(letters({ type: 'paired-school-withdrew', school: 'H1' }, aPartnership({ partners })), to);
    const directors = 'learning-partners@example.org';
    expect(told(gone, directors)).not.toContain('notified');
    expect(told(gone, 'mei.tanaka@example.org')).toContain('We’ll email you then.');
    expect(told(one ? [one] : [], directors)).toContain('The other school hasn’t been notified.');
    expect(told(one ? [one] : [], 'mei.tanaka@example.org')).toContain('you and the other school then.');
  });

  test('a host that withdrew leaves only the partners still in the program', () => {
    const told = (partners: readonly PairedPartner[]) =>
      textTo(
        letters({ type: 'paired-school-withdrew', school: 'H1' }, aPartnership({ partners })),
        'mei.tanaka@example.org',
      );
    expect(told(one ? [one, ...gone] : [])).toContain('Its partner School P1 needs a new host.');
    expect(told(gone)).toContain('School H1 withdrew. It has no partners.');
  });
});

test('the end of a partnership is announced to its facilitator and to partners without a host', () => {
  const { partners, ...rest } = aPartnership();
  const ended = { ...rest, state: 'ended', endedAt: '2014-05-22T14:00:00.000Z' } as const;
  const moved = letters({ type: 'partnership-ended' }, { ...ended, partners: [] });
  expect(recipients(moved)).toEqual(['mei.tanaka@example.org']);
  const stranded = letters({ type: 'partnership-ended' }, { ...ended, partners: partners.slice(0, 1) });
  expect(recipients(stranded)).toEqual(['p1@example.org', 'mei.tanaka@example.org']);
  expect(textTo(stranded, 'p1@example.org')).toContain('School H1 can no longer host your school');
  expect(textTo(stranded, 'mei.tanaka@example.org')).toContain(
    'you were the facilitator for School H1’s partnership.',
  );
});

test('directors’ edits to a plan cause no letter', () => {
  for (const type of ['proposal-requested', 'partner-moved', 'move-undone', 'ruling-added'] as const)
    expect(proposalLetters({ type }, aProposal())).toEqual([]);
});

test('an event that can’t have happened to its aggregate throws', () => {
  const moved = { type: 'visit-moved', visit: 9, from: '2014-10-06', because: 'Snow' } as const;
  const proposed = { type: 'date-proposed', visit: 9, school: 'P1' } as const;
  for (const event of [moved, proposed, { type: 'visit-cancelled', visit: 9 } as const])
    expect(() => letters(event, aPartnership())).toThrow('can’t have happened');
});
