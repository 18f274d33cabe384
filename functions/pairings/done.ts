/**
 * Confirms a change on the next page. Apart from other words, because each first response needs these. `arc` and `planned`
 * come from pages about visits.
 */
export const doneWords = {
  moved: 'Partner moved.',
  undone: 'Move undone.',
  redone: 'Move redone.',
  locks: 'These schools will be kept together. Request a new proposal to get the best plan with this rule.',
  bans: 'These schools will be kept apart. Move the partner, or request a new proposal with this rule.',
  lifted: 'Rule removed. Request a new proposal to get the best plan without it.',
  added: 'Facilitator saved.',
  removed: 'Facilitator removed.',
  assigned: 'Facilitators saved.',
  published: 'Pairings published. Emails are on their way.',
  same: 'Checked again from the saved data: same pairs, same total, same proof.',
  arc: 'Learning focus saved.',
  planned: 'Schedule published. Emails are on their way.',
  'handed-over': 'Facilitator changed. The schools and both facilitators will get an email.',
  repaired: 'Saved. Everyone in the partnership will get an email.',
};

export type Done = keyof typeof doneWords;

/** The parameter that names the confirmation on the next page. */
export const done = (what: Done) => ({ done: what });
