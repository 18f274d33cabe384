import * as v from 'valibot';
import { emailField, lineField } from '../http/fields.ts';

/** Of a person or a position, in characters: as much as schools can give themselves. */
export const longestName = 100;

/** Whom letters about a school go to. */
export const contactFields = v.object({
  name: lineField('Enter the name of the contact', { maxLength: longestName, what: 'The name' }),
  position: lineField('Enter the position at the school', { maxLength: longestName, what: 'The position' }),
  email: emailField('Enter the e-mail address'),
});
