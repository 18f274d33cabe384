import type { Text } from './text-page.tsx';

/** Each sentence describes what the code does: whoever changes what is stored, or for how long, changes it here too. */
export const privacy: Text = {
  title: 'Privacy',
  lead: 'Your school district runs this service itself, in its own cloud account. It stores what an application needs, shows it to the staff who decide, and gives it to nobody else.',
  sections: [
    {
      heading: 'What we store about schools and applicants',
      paragraphs: [
        'The directory of schools holds facts that the district publishes about schools, such as levels, regions and shares of groups of students. It holds no names of people.',
      ],
      list: [
        'Your name, your position and your e-mail address, as you gave them',
        'Your answers, and what staff and you wrote to each other about the application',
        'What was done with the application, by whom and when',
        'Who comes to a visit and what your school took from it, as you wrote it',
        'Which letters were sent to you and when, so that none is sent twice',
      ],
    },
    {
      heading: 'What we never ask for',
      paragraphs: [
        'We ask for nothing about single students, and for no appraisals of teachers or principals. Please do not write any into your answers.',
      ],
    },
    {
      heading: 'What we store about staff',
      paragraphs: [
        'Staff sign in with an account of the district. We take their name, e-mail address and roles from it, and keep name and e-mail address with what they read, write and decide.',
      ],
    },
    {
      heading: 'Who sees it',
      paragraphs: [
        'Reviewers, directors and facilitators of the district see applications after signing in. Whoever of them has a conflict of interest does not see the application in question. A school sees its own application only, in the browser in which the link from our letter was opened. Other schools learn at most that a school has an application, never whose it is.',
        'Schools of one partnership learn each other’s names, who leads each of them and in which position, and how many come to a visit. What your school took from a visit, and what it remarks on who comes, the facilitator and the central office read, and no other school.',
        'A calendar that subscribes to your visits reads their days, places and themes by an address that your school makes. Whoever knows the address can read them, until your school makes a new one or has another contact.',
      ],
    },
    {
      heading: 'For how long',
      paragraphs: [
        'Applications and decisions belong to the records of the district and stay. The people in them do not: some years after the year of a program has ended, which the district sets, every name and address in it is erased. You can withdraw an application yourself, and ask the district to erase your name and address at any time.',
      ],
      list: [
        'A request to apply, or for a link: 30 days',
        'The note that a letter was sent, or that it did not arrive and why: 400 days, without its text',
        'Marks by which we count how often somebody asks for a letter: about 2 hours; they hold no address that can be read',
        'Technical logs: a year at most; they hold no names, no addresses and nothing you typed',
        'That somebody was erased, so that no backup brings them back: 40 days, as a mark that cannot be read',
        'Backups: 35 days',
      ],
    },
    {
      heading: 'Cookies',
      paragraphs: [
        'We set a cookie only when you open your application from its link, or sign in as staff. It keeps you signed in for 12 hours (staff: 9 hours) and does nothing else. There is no advertising, no analysis of visitors and nothing from other companies on these pages.',
      ],
    },
    {
      heading: 'Letters',
      paragraphs: [
        'We write to you only about your application. Our letters hold no pictures or links that tell us whether you read them.',
      ],
    },
    {
      heading: 'Questions',
      paragraphs: [
        'Write to the contact address on the program page to learn what is stored about you, to have it corrected or to have it deleted.',
      ],
    },
  ],
};
