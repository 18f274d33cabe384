import * as v from 'valibot';
import { emailField, optionalTextField } from '../http/fields.ts';

/** What a page was made from (see `seen.ts`); where that is not said, it does not matter. */
const seenField = optionalTextField({ maxLength: 100 });

const facilitator = emailField('Say whose year it is');

/** A plan is published only as it was looked at. */
export const planFields = v.object({ facilitator, seen: seenField });
