import type { FormerPartner } from '#domain/base/person.ts';
import { asSentence, countOf } from '#domain/base/wording.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import { focusAreaOf, type Partnership, schoolsOf, stillIn } from '#domain/partnership/partnership.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { focusAreaName, visitCounts } from '#domain/program/program.ts';
import { hasYearBegun } from '#domain/program/school-year.ts';
import { sayTimes } from '#text/numbers.ts';
import { handoverLetters } from './handover-letters.ts';
import { type Block, heading, type Letter, type LetterContext, paragraph, steps } from './letter.ts';
import { type LettersOf, writing } from './letters-of.ts';
import {
  changedAt,
  contactRows,
  countPartners,
  directorLetter,
  facilitatorLetter,
  formerFacilitatorLetter,
  hostRows,
  nextSteps,
  partnerRows,
  sayHostLeft,
  sayNames,
  sayNewPartnership,
  schoolLetter,
} from './school-letter.ts';
import { ofVisits, type VisitCalls } from './visit-letters.ts';

/** Tells everyone in a new partnership who the others are, why they were matched, and what happens next. */
const formedLetters = (
  partnership: Partnership,
  context: LetterContext,
  { from }: Formed,
): readonly Letter[] => [
  hostLetter(partnership, from, context),
  ...partnership.partners.map(({ id }) => partnerLetter(partnership, id, from, context)),
  ownPartnershipLetter(partnership, from, context),
];

type Formed = Extract<PartnershipEvent, { type: 'partnership-formed' }>;
type HostBefore = Formed['from'];

function hostLetter(partnership: Partnership, from: HostBefore, context: LetterContext): Letter {
  const { host, partners } = partnership;
  const { program } = context.cycle;
  return schoolLetter(
    partnership,
    host,
    {
      kind: 'partnership',
      subject:
        partners.length === 1
          ? `Your partner school: ${sayNames(partners)}`
          : `Your ${partners.length} partner schools`,
      body: [
        paragraph(
          `${countPartners(partners.length)} will learn with ${host.name} in ${program.name}: ${sayNames(partners)}.${sayHostLeft(from, partners)}`,
        ),
        ...sayFocus(partnership, context),
        ...partners.map((partner) => partnerRows(partner, host, program)),
        heading('What happens next'),
        ...nextSteps(partnership, 'host', context),
      ],
    },
    context,
  );
}

/** Tells a partner who its host is. If it had another host, it also tells that this one left the program. */
function partnerLetter(
  partnership: Partnership,
  partnerId: string,
  from: HostBefore,
  context: LetterContext,
): Letter {
  const { host, partners } = partnership;
  const partner = partners.find(({ id }) => id === partnerId);
  if (!partner) throw new Error('The partnership has no partner with this ID');
  const others = stillIn(partners).filter(({ id }) => id !== partnerId);
  const alongside =
    others.length > 0 ? [paragraph(`${sayNames(others)} will also learn with ${host.name}.`)] : [];
  return schoolLetter(
    partnership,
    partner,
    {
      kind: 'partnership',
      subject: from ? `Your new host school: ${host.name}` : `Your host school: ${host.name}`,
      body: [
        paragraph(
          from
            ? sayNewHost(from, partnership, context)
            : `${host.name} will be your host school in ${context.cycle.program.name}.`,
        ),
        ...sayFocus(partnership, context),
        hostRows(host, partner, context.cycle.program),
        ...alongside,
        heading('What happens next'),
        ...nextSteps(partnership, 'partner', context),
      ],
    },
    context,
  );
}

/** Nothing if the plan gave the partnership no area. */
function sayFocus(partnership: Partnership, { cycle: { program } }: LetterContext): readonly Block[] {
  const area = partnership.focusArea === undefined ? undefined : focusAreaOf(partnership);
  return area === undefined ? [] : [paragraph(`Your focus for the year: ${focusAreaName(program, area)}.`)];
}

function sayNewHost(
  from: FormerPartner,
  { host, ...partnership }: Partnership,
  { cycle }: LetterContext,
): string {
  const news = `Your previous host, ${from.name}, has left ${cycle.program.name}. Your new host is ${host.name}.`;
  return hasYearBegun(cycle, todayOf(cycle, changedAt(partnership)))
    ? `${news} Upcoming visits with ${from.name} are canceled. Past visits and your reflections stay on your visits page.`
    : news;
}

function ownPartnershipLetter(partnership: Partnership, from: HostBefore, context: LetterContext): Letter {
  const { host, partners } = partnership;
  const { partnerToHost, hostToPartner, inAll } = visitCounts(context.cycle.program.visits);
  return facilitatorLetter(
    partnership,
    {
      kind: 'partnership',
      subject: sayNewPartnership(partnership),
      body: [
        paragraph(
          `${from ? `${host.name} will host ${sayNames(partners)}.${sayHostLeft(from, partners)}` : 'The pairings are published.'} You’re the facilitator for ${sayNames([host, ...partners])}. We’ve given the schools your name and email address.`,
        ),
        contactRows(host, 'Host'),
        ...partners.map((partner) => contactRows(partner, 'Partner')),
        heading('What happens next'),
        steps(
          `Email the schools and introduce them to each other. Each partner visits the host ${sayTimes(partnerToHost)}, and the host visits each partner ${sayTimes(hostToPartner)}. That’s ${countOf(inAll * partners.length, 'visit')} in all.`,
          'Then schedule the year’s visits: in the console, go to Visits. You’ll see every date before you publish. Each school gets one email with all its visits.',
        ),
      ],
    },
    context,
  );
}

type Withdrew = Extract<PartnershipEvent, { type: 'paired-school-withdrew' }>;

/** Tells the directors and the facilitator that a school of a partnership withdrew. */
function pairedWithdrawalLetters(
  partnership: Partnership,
  context: LetterContext,
  { school: schoolId }: Withdrew,
): readonly Letter[] {
  const school = schoolsOf(partnership).find(({ id }) => id === schoolId);
  if (!school) throw new Error('The partnership has no school with this ID');
  const { host, partners } = partnership;
  const isHost = schoolId === host.id;
  const stranded = stillIn(partners);
  const news = isHost
    ? stranded.length === 0
      ? `${host.name} withdrew. It has no partners.`
      : `${host.name} withdrew. Its ${stranded.length === 1 ? 'partner' : 'partners'} ${sayNames(stranded)} ${stranded.length === 1 ? 'needs' : 'need'} a new host.`
    : `${school.name} withdrew from its partnership with ${host.name}.`;
  const others = schoolsOf(partnership).filter(({ id, withdrawnAt }) => id !== schoolId && !withdrawnAt);
  const sayOthers = others.length === 1 ? 'other school' : 'other schools';
  const notTold =
    others.length === 0
      ? ''
      : `The ${sayOthers} ${others.length === 1 ? 'hasn’t' : 'haven’t'} been notified. `;
  const subject = `${school.name} withdrew from its partnership`;
  return [
    directorLetter(
      partnership,
      {
        kind: 'paired-withdrawal',
        subject,
        body: [
          paragraph(news),
          paragraph(
            `${isHost ? '' : 'You can offer its place to another school or leave it open. '}${notTold}Open the partnership to decide what happens next.`,
          ),
        ],
      },
      context,
    ),
    facilitatorLetter(
      partnership,
      {
        kind: 'paired-withdrawal',
        subject,
        body: [
          paragraph(news),
          paragraph(
            `A director will decide what happens next. We’ll email you${others.length === 0 ? '' : ` and the ${sayOthers}`} then.`,
          ),
        ],
      },
      context,
    ),
  ];
}

type Repaired = Extract<PartnershipEvent, { type: 'partnership-repaired' }>;

/** Tells everyone in a partnership which schools left and joined it. A school that joined learns who its host is. */
function repairLetters(
  partnership: Partnership,
  context: LetterContext,
  { left, joined, focus, from }: Repaired,
): readonly Letter[] {
  const { host, partners } = partnership;
  const newcomers = partners.filter(({ id }) => joined.includes(id));
  const staying = stillIn(partners).filter(({ id }) => !joined.includes(id));
  const subject = 'Change in your partnership';
  const newsTo = (reader: Reader) => [
    ...left.map(({ name }) => paragraph(`${name} is no longer ${sayPlace[reader](host.name)}.`)),
    ...newcomers.map(({ name }) =>
      paragraph(
        `${name} is joining ${reader === 'facilitator' ? host.name : 'you'}.${from ? ` ${name}’s previous host, ${from.name}, has left the program.` : ''}`,
      ),
    ),
    ...(focus
      ? [
          paragraph(
            `The partnership’s focus for the year is now ${focusAreaName(context.cycle.program, focus.to)}. The reason: ${asSentence(focus.because)}`,
          ),
        ]
      : []),
  ];
  const off =
    left.length > 0 && partnership.plannedFrom !== undefined
      ? `Upcoming visits with ${sayNames(left)} are canceled or changed. We’ll email you about each of yours. `
      : '';
  const nothing = paragraph(`${off}Nothing else has changed, and you don’t need to do anything.`);
  const toHost = schoolLetter(
    partnership,
    host,
    {
      kind: 'partnership-change',
      subject,
      body: [
        ...newsTo('host'),
        ...newcomers.map((partner) => partnerRows(partner, host, context.cycle.program)),
        paragraph(sayPartnersTo('host', partnership)),
        nothing,
      ],
    },
    context,
  );
  return [
    ...(host.withdrawnAt ? [] : [toHost]),
    ...newcomers.map(({ id }) => partnerLetter(partnership, id, from, context)),
    ...staying.map((partner) =>
      schoolLetter(
        partnership,
        partner,
        {
          kind: 'partnership-change',
          subject,
          body: [...newsTo('partner'), paragraph(sayPartnersTo(partner.id, partnership)), nothing],
        },
        context,
      ),
    ),
    facilitatorLetter(
      partnership,
      {
        kind: 'partnership-change',
        subject: `Change in ${host.name}’s partnership`,
        body: [
          ...newsTo('facilitator'),
          ...newcomers.map((partner) => contactRows(partner, 'Partner')),
          paragraph(sayPartnersTo('facilitator', partnership)),
        ],
      },
      context,
    ),
  ];
}

type Reader = 'host' | 'partner' | 'facilitator';

/** The place of a partner that left, from the reader's point of view. */
const sayPlace: Readonly<Record<Reader, (host: string) => string>> = {
  host: () => 'one of your partner schools',
  partner: () => 'in your partnership',
  facilitator: (host) => `a partner of ${host}`,
};

/**
 * A host's partners after a change, from the point of view of the host, the facilitator, or the partner with this ID. Partners
 * that withdrew are left out: a director has yet to decide about them.
 */
function sayPartnersTo(
  reader: 'host' | 'facilitator' | (string & {}),
  { host, partners }: Partnership,
): string {
  const staying = stillIn(partners);
  const whose = reader === 'host' ? 'Your' : `${host.name}’s`;
  if (staying.length === 0)
    return reader === 'host' ? 'You have no partners now.' : `${host.name} has no partners now.`;
  const others = staying.filter(({ id }) => id !== reader);
  if (others.length === 0) return `You’re now ${host.name}’s only partner.`;
  return others.length === staying.length
    ? `${whose} ${staying.length === 1 ? 'partner is' : 'partners are'} now ${sayNames(staying)}.`
    : `${host.name}’s partners are now you and ${sayNames(others)}.`;
}

/** Tells the facilitator and the partners without another host that a partnership ended because its host withdrew. */
function endLetters(partnership: Partnership, context: LetterContext): readonly Letter[] {
  const { host, partners, facilitator, plannedFrom } = partnership;
  const without = stillIn(partners);
  const { name } = context.cycle.program;
  return [
    ...without.map((partner) =>
      schoolLetter(
        partnership,
        partner,
        {
          kind: 'partnership-change',
          subject: `${host.name} can no longer host your school`,
          body: [
            paragraph(`${host.name} has withdrawn from ${name} and can no longer host ${partner.name}.`),
            paragraph(
              'We don’t have a new host for your school yet. Your school is still accepted. If we find you a new host, we’ll email you right away.',
            ),
            paragraph(
              `${plannedFrom === undefined ? '' : `Any upcoming visits with ${host.name} are canceled. `}You don’t need to do anything now. If you have questions, email your facilitator, ${facilitator.name}, at ${facilitator.email}.`,
            ),
          ],
        },
        context,
      ),
    ),
    formerFacilitatorLetter(
      partnership,
      facilitator,
      {
        kind: 'partnership-change',
        subject: `${host.name}’s partnership has ended`,
        body: [
          paragraph(`${host.name} has withdrawn from ${name}, and its partnership has ended.`),
          paragraph(
            without.length === 0
              ? 'No partner is left without a host, and you don’t need to do anything.'
              : `${sayNames(without)} ${without.length === 1 ? 'doesn’t' : 'don’t'} have a new host yet. We’ve let them know.`,
          ),
        ],
      },
      context,
    ),
  ];
}

/** What follows from each event of a partnership: its letters, and whether the calls of its visits change. */
export const ofPartnership: LettersOf<Partnership, PartnershipEvent, VisitCalls> = {
  ...ofVisits,
  'partnership-formed': { kind: 'partnership', write: formedLetters, calls: 'stay' },
  'paired-school-withdrew': {
    kind: 'paired-withdrawal',
    write: pairedWithdrawalLetters,
    calls: { of: 'every-visit', sets: [] },
  },
  'partnership-repaired': { kind: 'partnership-change', write: repairLetters, calls: 'stay' },
  'partnership-ended': {
    kind: 'partnership-change',
    write: endLetters,
    calls: { of: 'every-visit', sets: [] },
  },
  'facilitator-changed': { kind: 'new-facilitator', write: handoverLetters, calls: 'stay' },
  // The application's own letter tells this.
  'contact-corrected': 'none',
};

export const partnershipLetters = writing(ofPartnership);

/** The calls that an event of a partnership changes. Undefined if they all stay. */
export function callsAfter(what: PartnershipEvent['type']) {
  const line = ofPartnership[what];
  return line === 'none' || line.calls === 'stay' ? undefined : line.calls;
}
