import { type Partnership, stillIn } from '../domain/partnership.ts';
import { visitCounts } from '../domain/visit-plan/rules.ts';
import type { LetterContext } from './context.ts';
import { heading, type Letter, paragraph } from './letter.ts';
import {
  contactRows,
  countPartners,
  facilitatorLetter,
  hostRows,
  nextSteps,
  partnerRows,
  sayNames,
  schoolLetter,
} from './school-letter.ts';

/** Tells a new partnership to everybody in it: who the others are, why, and what happens next. */
export const partnershipLetters = (partnership: Partnership, context: LetterContext): readonly Letter[] => [
  hostLetter(partnership, context),
  ...partnership.partners.map(({ id }) => partnerLetter(partnership, id, context)),
  ownPartnershipLetter(partnership, context),
];

function hostLetter(partnership: Partnership, context: LetterContext): Letter {
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
          `${countPartners(partners.length)} will learn with ${host.name} in ${program.name}: ${sayNames(partners)}.`,
        ),
        ...partners.map((partner) => partnerRows(partner, program)),
        heading('What happens next'),
        ...nextSteps(partnership, 'host', context),
      ],
    },
    context,
  );
}

/** Tells a partner who its host is. */
export function partnerLetter(partnership: Partnership, partnerId: string, context: LetterContext): Letter {
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
      subject: `Your host for the year: ${host.name}`,
      body: [
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

function ownPartnershipLetter(partnership: Partnership, context: LetterContext): Letter {
  const { host, partners } = partnership;
  const { partnerToHost, hostToPartner, inAll } = visitCounts(context.cycle.program.visits);
  return facilitatorLetter(
    partnership,
    {
      kind: 'partnership',
      subject: `You are the facilitator of ${sayNames([host, ...partners])}`,
      body: [
        paragraph(
          `The pairing is published. You go with ${sayNames([host, ...partners])} through the year. The schools have been told your name and address.`,
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
