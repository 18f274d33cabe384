/** What reviewers, and the director, write of applications. */

export const strongComments = [
  'Concrete, with results over several years. I could picture a visit while reading.',
  'Clear evidence, and honest on what did not work at first. Others would learn from that.',
  'The practice is described well enough to be tried by others. The team behind it is broad.',
  'Specific throughout. The first step is realistic, and the people who will do it are named by role.',
] as const;

export const mixedComments = [
  'The intention is good. I would like to see one result, or one example from a classroom.',
  'Strong on what adults do; less is said of what students do differently.',
  'Plausible, but the plan depends on one person. Who carries it when that person is away?',
  'Solid. The commitment of staff could be clearer: is there time in the schedule?',
] as const;

export const weakComments = [
  'General throughout. I cannot tell what a visitor would see, or what would change.',
  'Two other initiatives are planned for the same year. I doubt that there is room for this one.',
  'This could be said by any school. What have they tried, and what did they learn from it?',
] as const;

/** What a school may be asked, and what it would answer. */
export const inquiries = [
  {
    question: 'You mention first results. Which year were they of, and how many students do they stand for?',
    answer:
      'They are of last school year and of all students in the grades we named, a little over two hundred. The year before we had tried it with one grade only.',
  },
  {
    question: 'How many of your years of leadership were as a principal, and at which kind of school?',
    answer:
      'All years at this school were as principal. Before that I led a small school of the same level in this district; the office of staff can confirm it.',
  },
  {
    question: 'You write that teachers will join the visits. How will they be free on those mornings?',
    answer:
      'Both grades share one schedule, so that the lead teachers are free on the same two mornings. The draft of next year’s schedule already shows it.',
  },
] as const;

export const recusal = 'I worked at this school until two years ago.';

/** Why the director decided as it was decided, which the school reads. */
export const reasons = {
  accepted: {
    host: [
      'The reviewers found clear evidence and a staff that stands behind it. We look forward to working with you.',
      'Your application describes a practice that others in the district look for, and a team that can share it.',
    ],
    partner: [
      'Your goal is specific, the need is real, and your cabinet has made time for the visits.',
      'You know what you want to improve and what your school already does well. We have hosts who can help with just that.',
    ],
  },
  waitlisted: {
    host: [
      'Your application is strong. We have received several in the same focus area from your region and will know after the deadline whether we can place all of them.',
    ],
    partner: [
      'We would like to include your school and are looking for a host that fits its focus area. We will write as soon as there is one.',
    ],
  },
  declined: {
    host: [
      'The reviewers did not find enough evidence of the practice yet. Please consider applying as a partner school, or again next year.',
    ],
    partner: [
      'The program needs time that your plan for the year does not leave. We hope that you apply again when there is room for it.',
    ],
  },
} as const;
