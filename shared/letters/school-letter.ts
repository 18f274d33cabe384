import { capitalized } from '../domain/amounts.ts';
import { todayOf } from '../domain/cycle.ts';
import type { FormerPartner } from '../domain/events.ts';
import { ownershipOf } from '../domain/ownership.ts';
import type { PairedPartner, PairedSchool, Partnership } from '../domain/partnership.ts';
import type { NamedStaff } from '../domain/person.ts';
import { focusAreaNames, type Program } from '../domain/program.ts';
import { sayLevels } from '../domain/school.ts';
import type { Instant } from '../domain/time.ts';
import { visitCounts } from '../domain/visit-plan/rules.ts';
import { hasYearBegun } from '../domain/visits/year-problem.ts';
import { applicantLetter, type OwnPage } from './applicant-letter.ts';
import { type LetterContext, letterKey, letterOf } from './context.ts';
import { action, type Block, type Letter, type LetterKind, paragraph, type Row, rows } from './letter.ts';
import { sayNumber, sayTimes } from './numbers.ts';

/** What all letters about a partnership share: who they go to, and the words that come back in several of them. */

type Words = {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly body: readonly Block[];
};

/** A page that a letter points to, and how its link is called. */
export type Link = { readonly label: string; readonly href: string };

/** Which page of a school its letter points to, and when the link was made, if not by the last commit. */
export type SchoolLink = {
  readonly label: string;
  readonly to?: OwnPage;
  readonly sentAt?: Instant;
};

/** A school as letters need it. */
export type Addressee = Pick<PairedSchool, 'id' | 'name' | 'reference' | 'contact' | 'ownership'>;

/** When the partnership's last commit was decided. */
export const changedAt = ({ history, formedAt }: Pick<Partnership, 'history' | 'formedAt'>): Instant =>
  history.at(-1)?.at ?? formedAt;

// One person may have applied for several schools, and a school may come into another partnership.
const aboutSchool = ({ cycleId, host }: Partnership, school: Addressee) =>
  `${cycleId}-PARTNERSHIP-${host.id}-${school.id}`;

/** A letter to the principal of a school in a partnership, with the link to its own page. */
export function schoolLetter(
  partnership: Partnership,
  school: Addressee,
  words: Words & { readonly link?: SchoolLink },
  context: LetterContext,
): Letter {
  const { reference, contact: applicant } = school;
  const { version } = partnership;
  const link = { sentAt: changedAt(partnership), ...(words.link ?? { label: 'Open your school’s page' }) };
  const about = { reference, applicant, school, version, ...ownershipOf(school) };
  const letter = applicantLetter(about, { ...words, link }, context);
  return { ...letter, key: letterKey(aboutSchool(partnership, school), version, words.kind, letter.to) };
}

/** A letter to the facilitator of a partnership. */
export const facilitatorLetter = (
  partnership: Partnership,
  words: Words & { readonly link?: Link },
  context: LetterContext,
): Letter =>
  staffLetter(
    partnership,
    partnership.facilitator.email,
    `Dear ${partnership.facilitator.name},`,
    words,
    `You get this letter because you are the facilitator of the partnership of ${partnership.host.name}.`,
    context,
  );

/** A letter to somebody who is the facilitator of a partnership no more. */
export const formerFacilitatorLetter = (
  partnership: Partnership,
  { email, name }: NamedStaff,
  words: Words,
  context: LetterContext,
): Letter =>
  staffLetter(
    partnership,
    email,
    `Dear ${name},`,
    words,
    `You get this letter because you were the facilitator of the partnership of ${partnership.host.name}.`,
    context,
  );

/** A letter about a partnership to the directors, at the program's own address. */
export function directorLetter(partnership: Partnership, words: Words, context: LetterContext): Letter {
  const { contactEmail, name } = context.cycle.program;
  return staffLetter(
    partnership,
    contactEmail,
    'Dear director,',
    words,
    `This letter goes to ${contactEmail}, the address of ${name}, for its directors.`,
    context,
  );
}

function staffLetter(
  partnership: Partnership,
  to: string,
  greeting: string,
  words: Words & { readonly link?: Link },
  why: string,
  context: LetterContext,
): Letter {
  const { host, cycleId, version } = partnership;
  const { label, href } = words.link ?? {
    label: 'Open the partnership',
    href: context.addresses.partnership(host.reference),
  };
  return letterOf(context, {
    key: letterKey(`${cycleId}-PARTNERSHIP-${host.id}`, version, words.kind, to),
    kind: words.kind,
    to,
    subject: words.subject,
    body: [
      paragraph(greeting),
      ...words.body,
      action(label, href),
      paragraph('You are asked to sign in first, and then come straight to the page.'),
    ],
    why,
  });
}

/** Who leads a school that others are told of; how to reach them is the facilitator's to say. */
const sayPrincipal = ({ contact }: PairedSchool): Row => ({
  question: contact.position,
  answer: contact.name,
});

const aboutPlace = (school: PairedSchool): readonly Row[] => [
  { question: 'Level', answer: sayLevels(school) },
  { question: 'Region', answer: school.region },
];

export const hostRows = (host: PairedSchool, partner: PairedPartner, program: Program): Block =>
  rows(host.name, [
    ...aboutPlace(host),
    sayPrincipal(host),
    { question: 'What it can share', answer: focusAreaNames(program, host.focusAreas) },
    { question: 'Why it is your host', answer: partner.why },
  ]);

export const partnerRows = (partner: PairedPartner, program: Program): Block =>
  rows(partner.name, [
    ...aboutPlace(partner),
    sayPrincipal(partner),
    { question: 'What it wants to improve', answer: focusAreaNames(program, partner.focusAreas) },
    { question: 'Why you fit', answer: partner.why },
  ]);

/** How facilitators reach a school. */
export const contactRows = (school: PairedSchool, role: string): Block =>
  rows(school.name, [
    { question: 'Role', answer: role },
    ...aboutPlace(school),
    sayPrincipal(school),
    { question: 'E-mail', answer: school.contact.email },
  ]);

/** What happens in the year, for one school: before it begins, or in the midst of it. */
export function nextSteps(
  partnership: Partnership,
  school: 'host' | 'partner',
  { cycle }: LetterContext,
): readonly Block[] {
  const { facilitator } = partnership;
  const { partnerToHost, hostToPartner } = visitCounts(cycle.program.visits);
  const visits =
    school === 'host'
      ? `each partner visits you ${sayTimes(partnerToHost)}, and you visit each partner ${sayTimes(hostToPartner)}`
      : `you visit your host ${sayTimes(partnerToHost)}, and your host visits you ${sayTimes(hostToPartner)}`;
  const when = hasYearBegun(cycle, todayOf(cycle, changedAt(partnership)))
    ? `In a whole year ${visits}. The program is under way: ${facilitator.name} plans with you what is left of it, and we write to you as soon as there are dates. Bring members of your leadership team along.`
    : `During the year ${visits}. Bring members of your leadership team along. The program starts in ${cycle.startsIn}.`;
  return [
    paragraph(
      `${facilitator.name} from the central office is your facilitator, brings the schools together and plans the dates with you. You reach ${facilitator.name} at ${facilitator.email}.`,
    ),
    paragraph(when),
    paragraph(
      'You need do nothing now. If your school can no longer take part, please withdraw on your page soon, so that another school can have the place.',
    ),
  ];
}

/** What became of the host that partners had before; nothing where they had none. */
export const sayHostLeft = (from: FormerPartner | undefined): string =>
  from ? ` Their host until now, ${from.name}, has left the program.` : '';

/** "Two partner schools", "One partner school" */
export const countPartners = (count: number): string =>
  `${capitalized(sayNumber(count))} partner ${count === 1 ? 'school' : 'schools'}`;

/** "A", "A and B", "A, B and C" */
export const sayNames = (schools: readonly { readonly name: string }[]): string => {
  const names = schools.map(({ name }) => name);
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
};
