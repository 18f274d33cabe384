import * as v from 'valibot';
import { longestScenarioName } from '../../shared/domain/pairing/planning.ts';
import { rulingKinds } from '../../shared/domain/pairing/ruling.ts';
import { choiceField, emailField, lineField, longestStaffName, textField } from '../http/fields.ts';

/** The longest reason for an override, in characters. */
export const longestReason = 500;

/** From which schools a proposal is made. */
const schoolChoices = ['accepted', 'reviewed'] as const;

/** What asking for a proposal takes. */
export const askFields = v.object({
  name: lineField('Enter a name for the proposal', {
    maxLength: longestScenarioName,
  }),
  schools: choiceField(schoolChoices, 'Choose which schools to pair'),
});

const school = (missing: string) => lineField(missing, { maxLength: 40 });
const reason = textField('Enter a reason. It’s saved with the plan.', { maxLength: longestReason });

/** What stands for a host where a partner is to have none. */
export const nowhere = '-';

/** The version of what was looked at; it is -1 where that is not said, which then does not matter. */
const seenVersion = v.fallback(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)), -1);

/** What moving a partner takes; `host` is `-` for none. */
export const moveFields = v.object({
  partner: school('Choose a partner'),
  host: school('Choose a host for the partner'),
  reason,
  version: seenVersion,
});

/** What locking or forbidding a pair takes. */
export const rulingFields = v.object({
  kind: choiceField(rulingKinds, 'Choose “keep together” or “keep apart”'),
  partner: school('Choose a partner'),
  host: school('Choose a host'),
  reason,
});

/** Which pair a lock or ban is taken off. */
export const pairFields = v.object({ host: school('Choose a host'), partner: school('Choose a partner') });

/** What adding a facilitator takes. */
export const facilitatorFields = v.object({
  name: lineField('Enter the facilitator’s name', { maxLength: longestStaffName }),
  email: emailField('Enter the email address the facilitator signs in with'),
});

/** Which facilitator is taken off the roster. */
export const facilitatorRemovalFields = v.object({ email: emailField('Choose a facilitator') });

/** Which facilitator of the roster a partnership is given to. */
export const handoverFields = v.object({ email: emailField('Choose a new facilitator') });

/** A pairing is published only in the version whose letters were shown. */
export const publicationFields = v.object({ version: seenVersion });

const optionalSchool = v.optional(v.pipe(v.string(), v.maxLength(40)));

/** How a partnership goes on: whose place stays open, or who gets one. */
export const repairFields = v.object({ open: optionalSchool, partner: optionalSchool });
