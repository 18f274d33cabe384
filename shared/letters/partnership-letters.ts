import { todayOf } from '../domain/cycle.ts';
import type { Event, FormerPartner } from '../domain/events.ts';
import { type Partnership, stillIn } from '../domain/partnership.ts';
import { visitCounts } from '../domain/visit-plan/rules.ts';
import { hasYearBegun } from '../domain/visits/year-problem.ts';
import type { LetterContext } from './context.ts';
import { heading, type Letter, paragraph } from './letter.ts';
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
  schoolLetter,
} from './school-letter.ts';

/** Tells a new partnership to everybody in it: who the others are, why, and what happens next. */
export const partnershipLetters = (
  partnership: Partnership,
  { from }: Formed,
  context: LetterContext,
): readonly Letter[] => [
  hostLetter(partnership, from, context),
  ...partnership.partners.map(({ id }) => partnerLetter(partnership, id, from, context)),
  ownPartnershipLetter(partnership, from, context),
];

type Formed = Extract<Event, { type: 'partnership-formed' }>;
type HostBefore = Formed['from'];

function hostLetter(partnership: Partnership, from: HostBefore, context: LetterContext): Letter {
  const { host, partners } = partnership;
  const { program } = context.cycle;
  return schoolLetter(
    partnership,
    host,
    {
      kind: 'partnership',
      subject: `Your partners for the year: ${sayNames(partners)}`,
      body: [
        paragraph(
          `${countPartners(partners.length)} will learn with ${host.name} in ${program.name}: ${sayNames(partners)}.${sayHostLeft(from)}`,
        ),
        ...partners.map((partner) => partnerRows(partner, program)),
        heading('What happens next'),
        ...nextSteps(partnership, 'host', context),
      ],
    },
    context,
  );
}

/** Tells a partner who its host is, and where it had another, that this one left the program. */
export function partnerLetter(
  partnership: Partnership,
  partnerId: string,
  from: HostBefore,
  context: LetterContext,
): Letter {
  const { host, partners } = partnership;
  const partner = partners.find(({ id }) => id === partnerId);
  if (!partner) throw new Error('A partnership has no such partner');
  const others = stillIn(partners).filter(({ id }) => id !== partnerId);
  const alongside = others.length > 0 ? [paragraph(`${sayNames(others)} will learn there with you.`)] : [];
  return schoolLetter(
    partnership,
    partner,
    {
      kind: 'partnership',
      subject: from ? `Your new host: ${host.name}` : `Your host for the year: ${host.name}`,
      body: [
        ...(from ? [paragraph(sayInItsPlace(from, partnership, context))] : []),
        paragraph(`${host.name} is the host of ${partner.name} in ${context.cycle.program.name}.`),
        hostRows(host, partner, context.cycle.program),
        ...alongside,
        heading('What happens next'),
        ...nextSteps(partnership, 'partner', context),
      ],
    },
    context,
  );
}

function sayInItsPlace(
  from: FormerPartner,
  { host, ...partnership }: Partnership,
  { cycle }: LetterContext,
): string {
  const news = `Your host until now, ${from.name}, has left ${cycle.program.name}, and from now on you learn with ${host.name}.`;
  return hasYearBegun(cycle, todayOf(cycle, changedAt(partnership)))
    ? `${news} Visits with ${from.name} that were to come are off; those that were, and what you took from them, stay on your page.`
    : news;
}

function ownPartnershipLetter(partnership: Partnership, from: HostBefore, context: LetterContext): Letter {
  const { host, partners } = partnership;
  const { partnerToHost, hostToPartner, inAll } = visitCounts(context.cycle.program.visits);
  return facilitatorLetter(
    partnership,
    {
      kind: 'partnership',
      subject: `You are the facilitator of ${sayNames([host, ...partners])}`,
      body: [
        paragraph(
          `${from ? `${host.name} takes in ${sayNames(partners)}.${sayHostLeft(from)}` : 'The pairing is published.'} You go with ${sayNames([host, ...partners])} through the year. The schools have been told your name and address.`,
        ),
        contactRows(host, 'Host'),
        ...partners.map((partner) => contactRows(partner, 'Partner')),
        heading('What happens next'),
        paragraph(
          `Write to the schools and introduce them to each other. Each partner visits the host ${partnerToHost} times, and the host visits each partner ${hostToPartner} times: ${inAll * partners.length} visits in all.`,
        ),
        paragraph(
          'Then plan the year: under Visits in the console you see it with every date before you publish it, and each school gets one letter about all its visits.',
        ),
      ],
    },
    context,
  );
}
