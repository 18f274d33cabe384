import { asSentence } from '#domain/base/wording.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import { type Partnership, schoolsOf, stillIn } from '#domain/partnership/partnership.ts';
import { focusAreaName } from '#domain/program/program.ts';
import { partnerLetter } from './formed-letters.ts';
import { type Letter, type LetterContext, paragraph } from './letter.ts';
import {
  contactRows,
  directorLetter,
  facilitatorLetter,
  formerFacilitatorLetter,
  partnerRows,
  sayNames,
  schoolLetter,
} from './school-letter.ts';

type Withdrew = Extract<PartnershipEvent, { type: 'paired-school-withdrew' }>;

/** Tells the directors and the facilitator that a school of a partnership withdrew. */
export function pairedWithdrawalLetters(
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
export function repairLetters(
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
        ...newcomers.map((partner) => partnerRows(partner, partnership, context.cycle.program)),
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
export function endLetters(partnership: Partnership, context: LetterContext): readonly Letter[] {
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
