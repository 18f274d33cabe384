import { type FormerPartner, type NamedStaff, ownershipOf } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import { capitalized, countOf, sayList } from '#domain/base/wording.ts';
import type { FormerSchool } from '#domain/partnership/events.ts';
import {
  asEachPairedContact,
  type PairedPartner,
  type PairedSchool,
  type Partnership,
  schoolsOf,
  stillIn,
} from '#domain/partnership/partnership.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { focusAreaNames, type Program, visitCounts } from '#domain/program/program.ts';
import { sayLevels } from '#domain/program/school.ts';
import { hasYearBegun } from '#domain/program/school-year.ts';
import { sayNumber, sayTimes } from '#text/numbers.ts';
import { applicantLetter, type OwnPage } from './applicant-letter.ts';
import {
  action,
  type Block,
  type Letter,
  type LetterContext,
  type LetterKind,
  letterKey,
  letterOf,
  paragraph,
  type Row,
  rows,
  type Signer,
  steps,
  whyToStaff,
} from './letter.ts';

/** The recipients of letters about a partnership, and the words that several of these letters share. */
type Words = {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly body: readonly Block[];
};

/** A page that a letter links to, with the link's label. */
export type Link = { readonly label: string; readonly href: string };

/** The page of a school that its letter links to. `sentAt` is set if the last commit didn't cause the letter. */
export type SchoolLink = {
  readonly label: string;
  readonly to?: OwnPage;
  readonly sentAt?: Instant;
};

/** The part of a school that letters need. */
export type Addressee = Pick<PairedSchool, 'id' | 'name' | 'reference' | 'contact' | 'ownership'>;

/** When the partnership's last commit was decided. */
export const changedAt = ({ history, formedAt }: Pick<Partnership, 'history' | 'formedAt'>): Instant =>
  history.at(-1)?.at ?? formedAt;

// One person may lead several schools, and a school may join another partnership.
const aboutSchool = ({ cycleId, host }: Partnership, school: Addressee) =>
  `${cycleId}-PARTNERSHIP-${host.id}-${school.id}`;

/** A letter to the contact of a school in a partnership, with a link to the school's own page. */
export function schoolLetter(
  partnership: Partnership,
  school: Addressee,
  words: Words & { readonly link?: SchoolLink; readonly signer?: Signer },
  context: LetterContext,
): Letter {
  const { reference, contact: applicant } = school;
  const { version } = partnership;
  const link = { sentAt: changedAt(partnership), ...(words.link ?? { label: 'Open your application page' }) };
  const about = { reference, applicant, school, version, ...ownershipOf(school) };
  const letter = applicantLetter(about, { ...words, link }, context);
  return { ...letter, key: letterKey(aboutSchool(partnership, school), version, words.kind, letter.to) };
}

/** The last of a school's contacts: its principal, if someone else applied. */
const asPrincipal = <S extends Parameters<typeof asEachPairedContact>[0]>(school: S): S =>
  asEachPairedContact(school).at(-1) ?? school;

/**
 * Letters about a partnership to every contact of its schools, and of the `former` ones that an event names. They are
 * written for the first contacts, and again as if the principals were those. Anyone in both, such as staff, gets one.
 */
export function toEachContact(
  partnership: Partnership,
  write: (partnership: Partnership, former: readonly FormerSchool[]) => readonly Letter[],
  former: readonly FormerSchool[] = [],
): readonly Letter[] {
  const letters = write(partnership, former);
  if (![...schoolsOf(partnership), ...former].some(({ principal }) => principal)) return letters;
  const { host, partners } = partnership;
  const others = write(
    { ...partnership, host: asPrincipal(host), partners: partners.map(asPrincipal) },
    former.map(asPrincipal),
  );
  const written = new Set(letters.map(({ key }) => key));
  return [...letters, ...others.filter(({ key }) => !written.has(key))];
}

/** The facilitator signs the emails that schools get about visits. */
export const signedByFacilitator = ({ facilitator }: Partnership, { cycle }: LetterContext): Signer => ({
  name: facilitator.name,
  title: `Facilitator, ${cycle.program.name}`,
});

/** A person's first name. The whole name if it doesn't start with one, like "Dr. Tanaka" or "Tanaka, Mei". */
export function firstName({ name }: NamedStaff): string {
  const [first = name] = name.split(' ');
  return /^[\p{Letter}’'-]+$/u.test(first) ? first : name;
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
    `Hello ${partnership.facilitator.name},`,
    words,
    `you’re the facilitator for ${partnership.host.name}’s partnership`,
    context,
  );

/** A letter to the previous facilitator of a partnership. */
export const formerFacilitatorLetter = (
  partnership: Partnership,
  { email, name }: NamedStaff,
  words: Words,
  context: LetterContext,
): Letter =>
  staffLetter(
    partnership,
    email,
    `Hello ${name},`,
    words,
    `you were the facilitator for ${partnership.host.name}’s partnership`,
    context,
  );

/** A letter about a partnership to the directors, who read the program's own inbox. */
export function directorLetter(partnership: Partnership, words: Words, context: LetterContext): Letter {
  const { contactEmail, name } = context.cycle.program;
  return staffLetter(
    partnership,
    contactEmail,
    'Hello,',
    words,
    `${contactEmail} is the address for ${name} directors`,
    context,
  );
}

function staffLetter(
  partnership: Partnership,
  to: string,
  greeting: string,
  words: Words & { readonly link?: Link },
  because: string,
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
    body: [paragraph(greeting), ...words.body, action(label, href)],
    why: whyToStaff(because),
  });
}

/** The contacts of another school. Their addresses are for the facilitator only. */
const sayContacts = (school: PairedSchool): readonly Row[] =>
  asEachPairedContact(school).map(({ contact }) => ({
    question: capitalized(contact.position),
    answer: contact.name,
  }));

const aboutPlace = (school: PairedSchool): Row => ({
  question: 'Level and region',
  answer: `${sayLevels(school)}, ${school.region}`,
});

type Matched = Pick<Partnership, 'host' | 'focusArea'>;

/** Why a partner is with its host. Nothing if it didn’t choose their area: no other reason is worth telling them. */
function whyMatched({ host, focusArea }: Matched, partner: PairedPartner): readonly Row[] {
  const areas = focusArea === undefined ? host.focusAreas : [focusArea];
  return areas.some((area) => partner.focusAreas.includes(area))
    ? [{ question: 'Why we matched you', answer: partner.why }]
    : [];
}

export const hostRows = (matched: Matched, partner: PairedPartner, program: Program): Block =>
  rows(matched.host.name, [
    ...sayContacts(matched.host),
    aboutPlace(matched.host),
    { question: 'What they can share', answer: focusAreaNames(program, matched.host.focusAreas) },
    ...whyMatched(matched, partner),
  ]);

export const partnerRows = (partner: PairedPartner, matched: Matched, program: Program): Block =>
  rows(partner.name, [
    ...sayContacts(partner),
    aboutPlace(partner),
    { question: 'What they want to improve', answer: focusAreaNames(program, partner.focusAreas) },
    ...whyMatched(matched, partner),
  ]);

/** A school's contact, for facilitators. */
export const contactRows = (school: PairedSchool, role: string): Block =>
  rows(school.name, [
    { question: 'Role', answer: role },
    ...sayContacts(school),
    aboutPlace(school),
    {
      question: 'Email',
      answer: asEachPairedContact(school)
        .map(({ contact }) => contact.email)
        .join('\n'),
    },
  ]);

/** The next steps for one school, before the year starts or during it. */
export function nextSteps(
  partnership: Partnership,
  school: 'host' | 'partner',
  { cycle }: LetterContext,
): readonly Block[] {
  const { facilitator } = partnership;
  const { partnerToHost, hostToPartner } = visitCounts(cycle.program.visits);
  const visits =
    school === 'host'
      ? `each partner will visit you ${sayTimes(partnerToHost)}, and you’ll visit each partner ${sayTimes(hostToPartner)}`
      : `you’ll visit your host ${sayTimes(partnerToHost)}, and your host will visit you ${sayTimes(hostToPartner)}`;
  const when = hasYearBegun(cycle, todayOf(cycle, changedAt(partnership)))
    ? `In a full year, ${visits}. The program has already started. ${firstName(facilitator)} will plan the remaining visits with you, and we’ll email you when there are dates. Please bring members of your leadership team.`
    : `During the year, ${visits}. Please bring members of your leadership team. The program starts in ${cycle.startsIn}.`;
  return [
    steps(
      `Your facilitator is ${facilitator.name} from the central office, who will bring the schools together and plan the dates with you. You can reach ${firstName(facilitator)} at ${facilitator.email}.`,
      when,
    ),
    paragraph(
      'You don’t need to do anything now. If your school can no longer take part, please withdraw soon on your application page so another school can have your place.',
    ),
  ];
}

/** Tells that the partners' previous host left. Nothing if they had none. */
export const sayHostLeft = (from: FormerPartner | undefined, partners: readonly PairedPartner[]): string =>
  from
    ? ` ${partners.length === 1 ? 'Its' : 'Their'} previous host, ${from.name}, has left the program.`
    : '';

/** "Two partner schools", "One partner school" */
export const countPartners = (count: number): string =>
  `${capitalized(sayNumber(count))} partner ${count === 1 ? 'school' : 'schools'}`;

/** The subject of a facilitator's email about a partnership that is new to them. */
export function sayNewPartnership({ host, partners }: Partnership): string {
  const count = stillIn(partners).length;
  return `New partnership: ${host.name}${count === 0 ? '' : ` and ${countOf(count, 'partner')}`}`;
}

/** "A", "A and B", "A, B, and C" */
export const sayNames = (schools: readonly { readonly name: string }[]): string =>
  sayList(schools.map(({ name }) => name));
