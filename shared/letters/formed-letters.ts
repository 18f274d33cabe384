import type { FormerPartner } from '#domain/base/person.ts';
import { countOf } from '#domain/base/wording.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import {
  focusAreaOf,
  type PairedSchool,
  type Partnership,
  stillIn,
} from '#domain/partnership/partnership.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { focusAreaName, visitCounts } from '#domain/program/program.ts';
import { hasYearBegun } from '#domain/program/school-year.ts';
import { sayTimes } from '#text/numbers.ts';
import { type Block, heading, type Letter, type LetterContext, paragraph, steps } from './letter.ts';
import {
  changedAt,
  contactRows,
  countPartners,
  facilitatorLetter,
  hostRows,
  nextSteps,
  partnerRows,
  sayHostLeft,
  sayNames,
  sayNewPartnership,
  schoolLetter,
} from './school-letter.ts';

/** Tells everyone in a new partnership who the others are, why they were matched, and what happens next. */
export const formedLetters = (
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
        ...sayFocus(partnership, host, context),
        ...partners.map((partner) => partnerRows(partner, partnership, program)),
        heading('What happens next'),
        ...nextSteps(partnership, 'host', context),
      ],
    },
    context,
  );
}

/** Tells a partner who its host is. If it had another host, it also tells that this one left the program. */
export function partnerLetter(
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
        ...sayFocus(partnership, partner, context),
        hostRows(partnership, partner, context.cycle.program),
        ...alongside,
        heading('What happens next'),
        ...nextSteps(partnership, 'partner', context),
      ],
    },
    context,
  );
}

/** Nothing if the plan gave the partnership no area. An area that a partner didn’t choose is called an exception. */
function sayFocus(
  { host, partners, facilitator, ...planned }: Partnership,
  reader: PairedSchool,
  { cycle: { program } }: LetterContext,
): readonly Block[] {
  const area = planned.focusArea === undefined ? undefined : focusAreaOf(planned);
  if (area === undefined) return [];
  const focus = `Your focus for the year: ${focusAreaName(program, area)}.`;
  const excepted = partners.filter(({ focusAreas }) => !focusAreas.includes(area));
  if (reader.id === host.id && excepted.length > 0)
    return [paragraph(`${focus} ${sayNames(excepted)} didn’t choose this area, so we made an exception.`)];
  return [
    paragraph(
      excepted.some(({ id }) => id === reader.id)
        ? `${focus} You didn’t choose this area, so this match is an exception. If you have questions, please ask ${facilitator.name}, your facilitator.`
        : focus,
    ),
  ];
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
