import type { Text } from './page.tsx';

/** Each sentence describes the code. If you change what is stored, or for how long, change it here too. */
export const privacy: Text = {
  title: 'Privacy',
  lead: 'Your school district runs this service in its own cloud account. It stores what an application needs, shows it to the staff who decide, and shares it with no one else.',
  sections: [
    {
      heading: 'What we store about schools and applicants',
      paragraphs: [
        'The school directory has facts that the district publishes about schools, such as grade levels, regions, and percentages of student groups. It doesn’t include people’s names.',
      ],
      list: [
        'Your name, job title, and email address, as you gave them',
        'Your answers, and messages between you and staff about the application',
        'The application’s history: what was done, when, and who did it',
        'How many people from your school attend each visit, your notes about it, and your reflections',
        'Which emails we sent you and when, so we don’t send them twice',
        'If a director invites you to apply: your school, name, and email address',
        'Your questions to staff and their replies, with your name and email address. If you email us, we store the text and the names of attached files. The email itself is deleted after 16 days',
      ],
    },
    {
      heading: 'What we never ask for',
      paragraphs: [
        'We never ask about individual students or for evaluations of teachers or principals. Please don’t include them in your answers.',
      ],
    },
    {
      heading: 'What we store about staff',
      paragraphs: [
        'Staff sign in with a district account. We take their name, email address, and roles from it. We keep the name and email address with what they review, write, and decide.',
      ],
    },
    {
      heading: 'Who sees it',
      paragraphs: [
        'District reviewers, directors, and facilitators can see applications after they sign in. Staff members can’t see an application if they have a conflict of interest with that school. Your school can see only its own application, and only in a browser where you opened the link from our email. Other schools can learn that a school has an application, but not who submitted it unless they’re matched with it.',
        'Schools in the same partnership see each other’s names, regions, grade levels, and areas to share or improve. They also see the name and job title of each school’s contact, how many people will attend a visit, and any other date that a school asks for. Only the facilitator and the central office can read your reflections and your notes about who is coming.',
        'If you create a calendar link, anyone who has it can see the details of your visits, such as dates, places, themes, and what to look for. It works until you replace the link or your school’s contact changes.',
      ],
    },
    {
      heading: 'How long we keep it',
      paragraphs: [
        'Applications and decisions are district records, so we keep them. Names and email addresses are erased a few years after the program year ends. The district sets the number of years. You can withdraw an application yourself, and you can ask the district to erase your name and email address at any time.',
      ],
      list: [
        'A request to apply, or for a link: 30 days',
        'A list of people to invite: 7 days, or 400 days after the invitations are sent',
        'A record that you opted out of invitations: without an end, in unreadable form',
        'A question and its replies: 400 days after the last message',
        'A record that an email was sent, or that it didn’t arrive and why: 400 days, without its text',
        'Counts of how often someone requests a link: about 2 hours, with no readable address',
        'Technical logs: up to a year, with no names, no addresses, and nothing you typed',
        'A record that someone’s name and email address were erased, so a backup can’t restore them: 40 days, in unreadable form',
        'Backups: 35 days',
      ],
    },
    {
      heading: 'Cookies',
      paragraphs: [
        'We set a cookie when you open your application from its link or sign in as staff. It keeps you signed in for 12 hours (9 hours for staff). When you request a link, another one keeps your address for 10 minutes, for the next page. These pages have no ads, no visitor analytics, and nothing from other companies.',
      ],
    },
    {
      heading: 'Emails',
      paragraphs: [
        'We only email you about your application, your questions, and your part in the program. Our emails don’t contain anything that tells us whether you opened them.',
      ],
    },
    {
      heading: 'Questions',
      paragraphs: [
        'Email the contact address on the program page to find out what we store about you, or to have it corrected or deleted.',
      ],
    },
  ],
};
