import { countOf, sayList } from '../domain/amounts.ts';
import { todayOf } from '../domain/cycle.ts';
import type { Partnership } from '../domain/partnership.ts';
import type { NamedStaff } from '../domain/person.ts';
import { type Instant, sayDate } from '../domain/time.ts';
import { namesIn, sayFault } from '../domain/visits/saying.ts';
import type { Visit } from '../domain/visits/visit.ts';
import { weekAhead } from '../domain/visits/week.ts';
import { ofFacilitator, type Setting } from '../domain/visits/year-problem.ts';
import { nameIn } from '../invitations/year-invitations.ts';
import { type LetterContext, letterOf } from './context.ts';
import { sayDebt } from './debt-words.ts';
import { action, type Block, type Entry, heading, type Letter, paragraph } from './letter.ts';
import { sayMeeting, sayVisit, sayWhen } from './visit-words.ts';

type Dated = { readonly partnership: Partnership; readonly visit: Visit };

/** A facilitator's week: the visits of this one and the next, and what is to be seen to. None where there is nothing. */
export function visitDigest(
  setting: Setting,
  facilitator: NamedStaff,
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  const { cycle, addresses } = context;
  const today = todayOf(cycle, now);
  const { thisWeek, nextWeek, attention } = weekAhead(setting, facilitator.email, today);
  const { withdrawals, clashes, debts, proposals, unnoted } = attention;
  const own = ofFacilitator(setting, facilitator.email);
  const say = sayFault(namesIn(own.partnerships));
  const entryAbout = ({ partnership, visit }: Dated, label: string, note: string): Entry => ({
    label,
    href: addresses.visit(partnership.host.reference, visit.number),
    note,
  });
  const coming = (dated: Dated): Entry =>
    entryAbout(dated, sayVisit(dated.partnership, dated.visit), sayWhen(dated.visit, context));
  const blocks = [
    ...section('This week', thisWeek.map(coming)),
    ...section(
      'Schools that withdrew',
      withdrawals.map(({ partnership: { host }, schools, waiting }) => ({
        label: sayList(schools.map(({ name }) => name)),
        href: addresses.partnership(host.reference),
        note: `A director says how the partnership of ${host.name} goes on. Until then ${countOf(waiting.length, 'visit waits', 'visits wait')}.`,
      })),
    ),
    ...section(
      'Visits that cannot be as they are booked',
      clashes.map((clash) =>
        entryAbout(
          clash,
          `${sayMeeting(clash.partnership, clash.visit)} on ${sayDate(clash.visit.date)}`,
          clash.faults.map(say).join(' '),
        ),
      ),
    ),
    ...section(
      'Other days that schools ask for',
      proposals.map(({ proposal, ...dated }) =>
        entryAbout(
          dated,
          `${nameIn(dated.partnership, proposal.school)} asks for ${sayDate(proposal.date)} instead of ${sayDate(dated.visit.date)}`,
          `“${proposal.reason}”`,
        ),
      ),
    ),
    ...(debts.length > 0 ? [heading('Visits still owed'), ...debts.map(sayDebt).map(paragraph)] : []),
    ...section('Visits of which nobody has noted how they were', unnoted.map(coming)),
    ...section('Next week', nextWeek.map(coming)),
  ];
  if (blocks.length === 0) return [];
  const open = withdrawals.length + clashes.length + proposals.length + debts.length + unnoted.length;
  const letter = letterOf(context, {
    // The day is part of the name: at most one a week, which has one first day.
    key: [cycle.id, 'visit-digest', today, facilitator.email].join('#'),
    kind: 'visit-digest',
    to: facilitator.email,
    subject: `Your week: ${countOf(thisWeek.length, 'visit')}, ${open === 0 ? 'nothing' : countOf(open, 'thing')} to see to`,
    body: [
      paragraph(`Dear ${facilitator.name},`),
      paragraph(`This is your week from ${sayDate(today)} on.`),
      ...blocks,
      action('Open the year of visits', addresses.visitList),
      paragraph('You are asked to sign in first, and then come straight to the page.'),
    ],
    why: `You get this letter because you are a facilitator in ${cycle.program.name}. It comes on the first school day of a week when there is something in it for you.`,
  });
  return [letter];
}

const section = (title: string, entries: readonly Entry[]): readonly Block[] =>
  entries.length === 0 ? [] : [heading(title), { kind: 'entries', entries }];
