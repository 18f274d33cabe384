import * as v from 'valibot';
import { contactRoles } from '#domain/base/person.ts';
import { emailField, lineField, longestName } from '#http/fields.ts';

/** The contact who gets the letters about a school. */
export const contactFields = v.object({
  name: lineField('Enter the contact’s name', { maxLength: longestName, what: 'The contact’s name' }),
  position: lineField('Enter the contact’s job title', {
    maxLength: longestName,
    what: 'The contact’s job title',
  }),
  email: emailField('Enter the contact’s email address'),
  contactRole: v.optional(v.picklist(contactRoles, 'Choose the applicant or the principal'), 'applicant'),
});
