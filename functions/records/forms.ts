import * as v from 'valibot';
import { emailField, lineField } from '../http/fields.ts';

/** Of a person or a position, in characters: as much as schools can give themselves. */
export const longestName = 100;

/** Whom letters about a school go to. */
export const contactFields = v.object({
  name: lineField('Enter the contact’s name', { maxLength: longestName, what: 'The contact’s name' }),
  position: lineField('Enter the contact’s job title', {
    maxLength: longestName,
    what: 'The contact’s job title',
  }),
  email: emailField('Enter the contact’s email address'),
});
