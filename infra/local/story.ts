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

/** The whole walk from an application to the decision in the school's inbox. */
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
      text: 'At eight the digest goes to every reviewer who has something to read. Move the clock there, then look into the inbox. Moving the clock ends sign-ins too: staff sign in again after 9 hours, and a school opens its link again after 12.',
      links: [{ text: 'Clock', href: '/local/clock' }],
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
  ];
}
