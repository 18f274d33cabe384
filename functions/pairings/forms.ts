import * as v from 'valibot';
import { rulingKinds } from '#domain/pairing/scenario/rulings.ts';
import {
  choiceField,
  emailField,
  keyField,
  lineField,
  longestName,
  optionalTextField,
  textField,
} from '#http/fields.ts';

/** The longest reason for an override, in characters. */
export const longestReason = 500;

const school = (missing: string) => lineField(missing, { maxLength: 40 });
const reason = textField('Enter a reason. It’s saved with the plan.', { maxLength: longestReason });

/** The form value for "No host". */
export const nowhere = '-';

/** The version that the user saw. -1 if the form doesn't send one; then any version is accepted. */
const seenVersion = v.fallback(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)), -1);

/** `host` is `-` for no host. */
export const moveFields = v.object({
  partner: school('Choose a partner'),
  host: school('Choose a host for the partner'),
  reason,
  version: seenVersion,
});

/** Only the move that the user saw is undone or redone. */
export const undoFields = v.object({ version: seenVersion });

export const rulingFields = v.object({
  kind: choiceField(rulingKinds, 'Choose “keep together” or “keep apart”'),
  partner: school('Choose a partner'),
  host: school('Choose a host'),
  reason,
});

export const pairFields = v.object({ host: school('Choose a host'), partner: school('Choose a partner') });

export const facilitatorFields = v.object({
  name: lineField('Enter the facilitator’s name', { maxLength: longestName }),
  email: emailField('Enter the email address the facilitator signs in with'),
  idempotencyKey: keyField,
});

export const facilitatorRemovalFields = v.object({ email: emailField('Choose a facilitator') });

export const handoverFields = v.object({ email: emailField('Choose a new facilitator') });

/** Only the version that the preview showed is published. */
export const publicationFields = v.object({ version: seenVersion });

const optionalSchool = v.optional(v.pipe(v.string(), v.maxLength(40)));

/**
 * `open` names the partner whose place stays open; `partner` names the school that gets a place. `focus` is the ID of a
 * new focus area for the partnership, with a reason.
 */
export const repairFields = v.object({
  open: optionalSchool,
  partner: optionalSchool,
  focus: v.optional(v.pipe(v.string(), v.maxLength(100))),
  reason: optionalTextField({ maxLength: longestReason }),
});
