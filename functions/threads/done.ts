/** Confirms a change on the next page. */
export const doneWords = {
  replied: 'Reply sent, and the question is closed. It’ll open again if they write back.',
  assigned: 'Assignment saved.',
  closed: 'Question closed.',
  published: 'Answer published. Anyone can read it on the program page.',
  unpublished: 'Answer removed from the program page.',
  reopened: 'Question reopened.',
  mailed: 'Invitations are being sent. This page shows how many went out.',
};

/** The parameter that names the confirmation on the next page. */
export const done = (what: keyof typeof doneWords) => ({ done: what });
