/** What reviewers and the director write about applications. */
export const strongComments = [
  'Concrete, with results over several years. I could picture a visit while reading.',
  'Clear evidence, and honest about what didn’t work at first. Others could learn from that.',
  'The practice is described well enough for others to try. It has a broad team behind it.',
  'Specific throughout. The first step is realistic, and the application names who will do it by role.',
] as const;

export const mixedComments = [
  'The intention is good. I would like to see one result, or one example from a classroom.',
  'Strong on what adults do, but says less about what students do differently.',
  'Plausible, but the plan depends on one person. Who will lead it when that person is away?',
  'Solid. Staff commitment could be clearer. Is there time in the schedule?',
] as const;

export const weakComments = [
  'General throughout. I can’t tell what a visitor would see or what would change.',
  'Two other initiatives are planned for the same year. I doubt there’s room for this one.',
  'Any school could say this. What have they tried, and what did they learn from it?',
] as const;

/** Questions to schools and their answers. */
export const inquiries = [
  {
    question: 'You mention early results. Which year were they from, and how many students do they cover?',
    answer:
      'They’re from last school year and cover all students in the grades we named, a little over two hundred. The year before, we tried it with only one grade.',
  },
  {
    question: 'How many of your leadership years were as a principal, and at what kind of school?',
    answer:
      'All my years at this school were as principal. Before that, I led a small school of the same level in this district. The HR office can confirm it.',
  },
  {
    question: 'You wrote that teachers will join the visits. How will they be free on those mornings?',
    answer:
      'Both grades share one schedule, so the lead teachers are free on the same two mornings. The draft of next year’s schedule already shows it.',
  },
] as const;

export const recusal = 'I worked at this school until two years ago.';

/** The director's reasons, which schools read. */
export const reasons = {
  accepted: {
    host: [
      'The reviewers found clear evidence and a committed staff. We look forward to working with you.',
      'Your application describes a practice that other schools in the district are looking for, and a team that can share it.',
    ],
    partner: [
      'Your goal is specific, the need is real, and your cabinet has made time for the visits.',
      'You know precisely what you want to improve and what your school already does well. We have hosts who can help with exactly that.',
    ],
  },
  waitlisted: {
    host: [
      'Your application is strong. We received several in the same focus area from your region, and we’ll know after the deadline if we can place all of them.',
    ],
    partner: [
      'We’d like to include your school and are looking for a host that fits its focus area. We’ll email you as soon as we find one.',
    ],
  },
  declined: {
    host: [
      'The reviewers didn’t find enough evidence of the practice yet. Please consider applying as a partner school, or again next year.',
    ],
    partner: [
      'The program takes time that your plan for the year doesn’t leave. We hope you’ll apply again when you have room for it.',
    ],
  },
} as const;
