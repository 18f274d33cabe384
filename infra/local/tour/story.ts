import * as v from 'valibot';
import type { Report } from '../ground/report.ts';

/** One step of the tour; `href` is where it happens. */
export type StoryStep = {
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly href: string }[];
};

export const sampleSchema = v.object({
  school: v.object({ id: v.string(), name: v.string() }),
  reviewer: v.string(),
  director: v.string(),
});

/** The seed's sample for the tour. Absent if the service started without schools. */
export type Sample = v.InferOutput<typeof sampleSchema>;

/** The whole tour, from an application to the partnership and its year of visits. */
export function storySteps(sample: Sample | undefined): readonly StoryStep[] {
  const school =
    sample === undefined ? 'a school in your directory' : `${sample.school.name} (${sample.school.id})`;
  return [
    {
      title: 'Apply for a school',
      text: `Read about the program, choose a role, find ${school}, and enter any email address. Nothing leaves this machine.`,
      links: [
        { text: 'Program page', href: '/' },
        { text: 'Apply', href: '/apply' },
      ],
    },
    {
      title: 'Open the email',
      text: 'The email has a link to the application. Answer the questions, check your answers, and submit.',
      links: [{ text: 'Inbox', href: '/local/inbox' }],
    },
    {
      title: 'Go to the next school morning',
      text: 'At 8:00 AM, every reviewer with applications to review gets an email. Move the clock to the next email. It’ll be at the top of the inbox. Moving the clock also ends sign-ins: staff must sign in again after 9 hours, and schools must open their link again after 12.',
      links: [{ text: 'Inbox', href: '/local/inbox' }],
    },
    {
      title: `Sign in as ${sample?.reviewer ?? 'a reviewer'} and review`,
      text: 'Read the application, score each criterion, and make a recommendation. You don’t need a password: pick a sample staff member on the sign-in page.',
      links: [{ text: 'Review queue', href: '/console/queue' }],
    },
    {
      title: `Sign in as ${sample?.director ?? 'a director'} and decide`,
      text: 'Sign out first. As director, read the reviews, give a reason, and preview the email before it goes out.',
      links: [{ text: 'Applications', href: '/console/applications' }],
    },
    {
      title: 'Read the decision',
      text: 'The school sees it in its inbox and on its status page.',
      links: [{ text: 'Inbox', href: '/local/inbox' }],
    },
    {
      title: 'Make an email bounce',
      text: 'Open an email to a school and report that it bounced. The director sees it under Undelivered emails and updates the contact. The school then gets an email with its link.',
      links: [
        { text: 'Inbox', href: '/local/inbox' },
        { text: 'Undelivered emails', href: '/console/letters' },
      ],
    },
    ...pairingSteps(sample),
    ...visitSteps,
  ];
}

/** How partnerships get their visits, and what happens to them. */
const visitSteps: readonly StoryStep[] = [
  {
    title: 'Schedule the year’s visits',
    text: 'Sign in as a director and open “Schedule these visits” for each facilitator. It shows every visit of the year before anyone gets an email. Publish it, and each school gets one email with all its visits for its calendar.',
    links: [
      { text: 'Visits', href: '/console/visits' },
      { text: 'Inbox', href: '/local/inbox' },
    ],
  },
  {
    title: 'Be a principal',
    text: 'Open the link in a school’s email about its visits. See what’s coming up, say who’s coming, ask for another date, and get a calendar link.',
    links: [{ text: 'Inbox', href: '/local/inbox' }],
  },
  {
    title: 'Move a visit, then report a snow day',
    text: 'Open a visit and move it. You’ll see available days, and for any other day, which visits would have to move. Then report a snow day for all schools, one region, or one school. You’ll see every visit that moves and everyone who gets an email before you confirm.',
    links: [{ text: 'Visits', href: '/console/visits' }],
  },
  {
    title: 'Watch the year unfold',
    text: 'From the inbox, move the clock to the next email, or forward a week or a year. Reminders go out three school days before each visit. Afterward, each school is asked for a reflection.',
    links: [{ text: 'Inbox', href: '/local/inbox' }],
  },
];

/** How accepted schools become partnerships. A second director can try what happens if two publish. */
function pairingSteps(sample: Sample | undefined): readonly StoryStep[] {
  return [
    {
      title: 'Request a proposal',
      text: `Still as ${sample?.director ?? 'a director'}, name a proposal and pair the accepted schools, or let it choose from all reviewed applications. You’ll get an email when it’s ready. Every pair has a reason and a next-best host.`,
      links: [
        { text: 'Pairings', href: '/console/pairing' },
        { text: 'Inbox', href: '/local/inbox' },
      ],
    },
    {
      title: 'Edit pairings and move a partner',
      text: 'From the proposal, choose Edit pairings and pick a partner. You’ll see what each move would cost before you make it. Give a reason, move it, and undo it if you like.',
      links: [{ text: 'Pairings', href: '/console/pairing' }],
    },
    {
      title: 'Publish the pairings',
      text: 'Assign facilitators, read every email in the preview, and publish. Sign in as the other director to see that pairings can only be published once.',
      links: [
        { text: 'Pairings', href: '/console/pairing' },
        { text: 'Facilitators', href: '/console/facilitators' },
      ],
    },
    {
      title: 'Read the emails and see the partnership',
      text: 'The host, its partners, and the facilitator each get an email that says who, why, and what happens next. Schools see their partnership on their status page, using the link in their email. Facilitators see theirs at the top of the list.',
      links: [
        { text: 'Inbox', href: '/local/inbox' },
        { text: 'Partnerships', href: '/console/partnerships' },
      ],
    },
  ];
}

/** Fills new tables. `now` is in milliseconds. Returns the sample for the tour. */
export type Seed = (into: {
  readonly tableNames: readonly string[];
  readonly endpoint: string;
  readonly now: number;
  readonly report: Report;
}) => Promise<Sample | undefined>;

/** Leaves the tables empty. */
export const noSeed: Seed = async () => undefined;
