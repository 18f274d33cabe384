import type { Event } from '../domain/events.ts';
import { type Partnership, schoolsOf, stillIn } from '../domain/partnership.ts';
import type { LetterContext } from './context.ts';
import { type Letter, paragraph } from './letter.ts';
import { partnerLetter } from './partnership-letters.ts';
import {
  contactRows,
  directorLetter,
  facilitatorLetter,
  partnerRows,
  sayNames,
  schoolLetter,
} from './school-letter.ts';

/** Tells the directors and the facilitator that a school of a partnership withdrew. */
export function pairedWithdrawalLetters(
  partnership: Partnership,
  schoolId: string,
  context: LetterContext,
): readonly Letter[] {
  const school = schoolsOf(partnership).find(({ id }) => id === schoolId);
  if (!school) throw new Error('A partnership has no such school');
  const { host, partners } = partnership;
  const isHost = schoolId === host.id;
  const stranded = stillIn(partners);
  const news = isHost
    ? stranded.length === 0
      ? `${host.name} withdrew. It is a host without partners.`
      : `${host.name} withdrew. It is the host of ${sayNames(stranded)}, ${stranded.length === 1 ? 'which needs' : 'who need'} another one.`
    : `${school.name} withdrew. It is a partner of ${host.name}, where its place can be offered to another school or stay open.`;
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
            'The other schools have not been told. On the page of the partnership you choose how it goes on.',
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
          paragraph('A director chooses how it goes on; you and the other schools get a letter then.'),
        ],
      },
      context,
    ),
  ];
}

type Repaired = Extract<Event, { type: 'partnership-repaired' }>;

/** Tells everybody in a partnership who left it and who joined it. Who joined learns who its host is. */
export function repairLetters(
  partnership: Partnership,
  { left, joined, from }: Repaired,
  context: LetterContext,
): readonly Letter[] {
  const { host, partners } = partnership;
  const newcomers = partners.filter(({ id }) => joined.includes(id));
  const staying = stillIn(partners).filter(({ id }) => !joined.includes(id));
  const subject = `A change among the partners of ${host.name}`;
  const news = [
    ...left.map(({ name }) => paragraph(`${name} is no longer a partner of ${host.name}.`)),
    ...newcomers.map(({ name }) =>
      paragraph(
        `${name} is a new partner of ${host.name}.${from ? ` Its host until now, ${from.name}, has left the program.` : ''}`,
      ),
    ),
  ];
  const now = paragraph(sayPartnersNow(partnership));
  const off =
    left.length > 0 && partnership.plannedFrom !== undefined
      ? 'Visits with it that were to come are off, and you get a letter about each of yours. '
      : '';
  const nothing = paragraph(
    `${off}Everything else stays as it is, and there is nothing that you need to do.`,
  );
  const toHost = schoolLetter(
    partnership,
    host,
    {
      kind: 'partnership-change',
      subject,
      body: [
        ...news,
        ...newcomers.map((partner) => partnerRows(partner, context.cycle.program)),
        now,
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
        { kind: 'partnership-change', subject, body: [...news, now, nothing] },
        context,
      ),
    ),
    facilitatorLetter(
      partnership,
      {
        kind: 'partnership-change',
        subject,
        body: [...news, ...newcomers.map((partner) => contactRows(partner, 'Partner')), now],
      },
      context,
    ),
  ];
}

/** Who learns with a host from now on. Of those who withdrew, too, directors know, and have yet to say how it goes on. */
function sayPartnersNow({ partners }: Partnership): string {
  const staying = stillIn(partners);
  if (staying.length === 0) return 'It has no partners now.';
  return `Its ${staying.length === 1 ? 'partner is' : 'partners are'} now ${sayNames(staying)}.`;
}

/** Tells that a partnership ended because its host withdrew: its facilitator, and the partners that have no other host. */
export function endLetters(partnership: Partnership, context: LetterContext): readonly Letter[] {
  const { host, partners } = partnership;
  const without = stillIn(partners);
  const { name, contactEmail } = context.cycle.program;
  return [
    ...without.map((partner) =>
      schoolLetter(
        partnership,
        partner,
        {
          kind: 'partnership-change',
          subject: `${host.name} can no longer be your host`,
          body: [
            paragraph(
              `${host.name} has withdrawn from ${name}, and so can no longer be the host of ${partner.name}.`,
            ),
            paragraph(
              `We have no other host with a free place for you now. Your school stays accepted: if a place comes free, we write to you at once. To talk about it, write to ${contactEmail}.`,
            ),
          ],
        },
        context,
      ),
    ),
    facilitatorLetter(
      partnership,
      {
        kind: 'partnership-change',
        subject: `The partnership of ${host.name} has ended`,
        body: [
          paragraph(`${host.name} has withdrawn, and its partnership has ended.`),
          paragraph(
            without.length === 0
              ? 'Its partners have been taken care of. There is nothing left for you to do here.'
              : `There is no other host for ${sayNames(without)} now, and we have told them so.`,
          ),
        ],
      },
      context,
    ),
  ];
}
