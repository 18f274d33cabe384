import * as v from 'valibot';

/** One step of the tour through the service; `href` is where it happens. */
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

/** What the seed put in, for those who look around. Absent where the service started without schools. */
export type Sample = v.InferOutput<typeof sampleSchema>;

/** The whole walk from an application to the partnership and its year of visits. */
export function storySteps(sample: Sample | undefined): readonly StoryStep[] {
  const school =
    sample === undefined ? 'a school of your directory' : `${sample.school.name} (${sample.school.id})`;
  return [
    {
      title: 'Apply for a school',
      text: `Read what the program offers, choose a role, find ${school} and give any address: it never leaves this machine.`,
      links: [
        { text: 'Program page', href: '/' },
        { text: 'Apply', href: '/apply' },
      ],
    },
    {
      title: 'Read the letter',
      text: 'The letter holds a link that opens the application. Answer the questions, check them and send.',
      links: [{ text: 'Inbox', href: '/local/inbox' }],
    },
    {
      title: 'Let the next school morning come',
      text: 'At eight the digest goes to every reviewer who has something to read. Move the clock to the next letter, which is then at the top of the inbox. Moving the clock ends sign-ins too: staff sign in again after 9 hours, and a school opens its link again after 12.',
      links: [{ text: 'Inbox', href: '/local/inbox' }],
    },
    {
      title: `Sign in as ${sample?.reviewer ?? 'a reviewer'} and review`,
      text: 'Read the application, score each criterion and recommend. No password: the sign-in page offers the sample staff.',
      links: [{ text: 'Review queue', href: '/console/queue' }],
    },
    {
      title: `Sign in as ${sample?.director ?? 'a director'} and decide`,
      text: 'Sign out first. The director sees the reviews and the letter that will go out, and gives a reason.',
      links: [{ text: 'Applications', href: '/console/applications' }],
    },
    {
      title: 'Read the decision',
      text: 'The school finds it in its inbox, and on its status page.',
      links: [{ text: 'Inbox', href: '/local/inbox' }],
    },
    {
      title: 'Let a letter bounce',
      text: 'Open a letter to a school and report that it bounced. The director finds it among the letters that did not arrive, corrects the address, and the school gets a letter with its link.',
      links: [
        { text: 'Inbox', href: '/local/inbox' },
        { text: 'Letters that did not arrive', href: '/console/letters' },
      ],
    },
    ...pairingSteps(sample),
    ...visitSteps,
  ];
}

/** How partnerships get their year of visits, and what becomes of it. */
const visitSteps: readonly StoryStep[] = [
  {
    title: 'Plan the year of visits',
    text: 'Still as a director: open “See the plan” of each facilitator. Every visit of the year is there, with the proof that no better plan exists. Publish it: each school gets one letter with all its visits, to open in its calendar.',
    links: [
      { text: 'Visits', href: '/console/visits' },
      { text: 'Inbox', href: '/local/inbox' },
    ],
  },
  {
    title: 'Be a principal',
    text: 'Open the link in a school’s letter about its visits: see what is ahead, say who comes, propose another day, and subscribe in your own calendar.',
    links: [{ text: 'Inbox', href: '/local/inbox' }],
  },
  {
    title: 'Move a visit, then lose a day to snow',
    text: 'Open a visit and move it: free days are offered, and any other shows first what has to make room. Then lose a day for everybody, one region or one school, and see every visit that moves and everybody who is written to before you say yes.',
    links: [{ text: 'Visits', href: '/console/visits' }],
  },
  {
    title: 'Watch the year go by',
    text: 'From the inbox, move the clock to the next letter, by a week or by a year: reminders go out three school days before each visit, and afterwards each school is asked what it took from it.',
    links: [{ text: 'Inbox', href: '/local/inbox' }],
  },
];

/** How the accepted schools become partnerships. A second director can try what happens if two publish. */
function pairingSteps(sample: Sample | undefined): readonly StoryStep[] {
  return [
    {
      title: 'Ask for a proposal',
      text: `Still as ${sample?.director ?? 'a director'}: name it, pair the accepted schools, or let it choose from all that are reviewed. A letter says when the best plan is there; every pair in it has its reason and its runner-up.`,
      links: [
        { text: 'Pairing', href: '/console/pairing' },
        { text: 'Inbox', href: '/local/inbox' },
      ],
    },
    {
      title: 'Open the board and move a partner',
      text: 'Open the board from the proposal and choose a partner: each host shows what the move would cost before it is made. Say why, move it, and take it back if you like.',
      links: [{ text: 'Pairing', href: '/console/pairing' }],
    },
    {
      title: 'Publish',
      text: 'Share the facilitators out, read every letter in the preview, publish. Sign in as the other director to see that a pairing is published only once.',
      links: [
        { text: 'Pairing', href: '/console/pairing' },
        { text: 'Facilitators', href: '/console/facilitators' },
      ],
    },
    {
      title: 'Read the letters and the partnership',
      text: 'The host, its partners and the facilitator each get a letter: who, why, and what happens next. Schools see their partnership on the status page, by the link in their letter; facilitators find theirs first in the list.',
      links: [
        { text: 'Inbox', href: '/local/inbox' },
        { text: 'Partnerships', href: '/console/partnerships' },
      ],
    },
  ];
}
