/** Confirms a change on the next page. Apart from other words, because each first response needs these. */
export const doneWords = {
  settled: 'Email marked as handled.',
  corrected: 'Contact updated. We’ve emailed the new address a link to the application.',
};

/** The parameter that names the confirmation on the next page. */
export const done = (what: keyof typeof doneWords) => ({ done: what });
