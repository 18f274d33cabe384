import type { Text } from './text-page.tsx';

export const accessibility: Text = {
  title: 'Accessibility',
  lead: 'Everybody should be able to apply, review and decide here. We build to the Web Content Accessibility Guidelines 2.2, level AA.',
  sections: [
    {
      heading: 'What you can expect',
      paragraphs: [],
      list: [
        'Everything works with the keyboard alone, and with JavaScript switched off',
        'Screen readers are told headings, labels, errors and the state of each task',
        'You can zoom in to 400 percent, or use a telephone, without scrolling sideways',
        'Text and controls keep enough contrast, and nothing is said by color alone',
        'What is wrong with a form is listed at the top, with links to each field, and nothing you typed is lost',
        'Nothing moves or blinks, and what you save stays until the deadline',
        'For safety you have to come in again after 12 hours (staff: 9 hours); what you were writing then is kept on the page, and you send it once more',
        'Charts come with the same numbers as a table',
      ],
    },
    {
      heading: 'How we check it',
      paragraphs: [
        'Automatic tests open the pages and their error states in a real browser, look for known problems at levels A and AA, and fill in an application by keyboard alone. Automatic tests do not find everything.',
      ],
    },
    {
      heading: 'If something does not work for you',
      paragraphs: [
        'Write to the contact address on the program page and tell us what you wanted to do and where you got stuck. We will help you to apply in another way, and repair the page.',
      ],
    },
  ],
};
