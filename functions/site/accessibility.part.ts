import type { Text } from './page.tsx';

export const accessibility: Text = {
  title: 'Accessibility',
  lead: 'Everyone should be able to apply, review, and make decisions here. We build to the Web Content Accessibility Guidelines 2.2, level AA.',
  sections: [
    {
      heading: 'What you can expect',
      paragraphs: [],
      list: [
        'Everything works with just a keyboard, and with JavaScript turned off',
        'Screen readers can read headings, labels, errors, and the status of each task',
        'You can zoom in to 400%, or use a phone, without scrolling sideways',
        'Text and controls have enough contrast, and color is never the only cue',
        'Form errors are listed at the top with links to each field, and nothing you typed is lost',
        'Nothing moves or blinks, and what you save stays saved',
        'For security, you need to sign in again after 12 hours (9 hours for staff). Anything you were writing stays on the page for you to resend',
        'Every chart has a table with the same numbers',
      ],
    },
    {
      heading: 'How we test accessibility',
      paragraphs: [
        'Automated tests open every page and error state in a real browser, check for known problems at levels A and AA, and fill in an application with just a keyboard. Automated tests don’t find everything.',
      ],
    },
    {
      heading: 'If something doesn’t work for you',
      paragraphs: [
        'Email the contact address on the program page and tell us what you were trying to do and where you got stuck. We’ll help you apply another way and fix the page.',
      ],
    },
  ],
};
