import type { MailingKind, SkipReason } from '#domain/admission/mailing.ts';
import type { ContactFault } from '#sheets/contacts.ts';

export const kindNames: Readonly<Record<MailingKind, string>> = {
  invitation: 'Invitation',
  announcement: 'Announcement',
};

export const skipWords: Readonly<Record<SkipReason, string>> = {
  'invalid-address': 'The email address isn’t valid',
  applied: 'The school has an application',
  'opted-out': 'Opted out of invitations',
  invited: 'Already invited this year',
  twice: 'Already in this list',
};

/** What is wrong with a row, and how to fix it. */
export function sayFault(fault: ContactFault): string {
  switch (fault.kind) {
    case 'too-few-cells':
      return 'The row needs a school ID and an email address. Separate them with a comma or a tab.';
    case 'too-many-cells':
      return `The row has ${fault.cells} columns. Keep three: school ID, name, and email address.`;
    case 'no-school':
      return 'The school ID is missing. Enter it in the first column.';
    case 'no-address':
      return 'The email address is missing. Enter it in the last column.';
    case 'quotation-mark':
      return 'A quotation mark is missing or misplaced. Put two around the cell or remove both.';
    case 'unknown-school':
      return `No school has the ID “${fault.schoolId}.” Use the ID in the list of schools.`;
    case 'too-long':
      return 'A cell is too long. Shorten it to 254 characters.';
  }
}
