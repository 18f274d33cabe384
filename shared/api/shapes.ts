import * as v from 'valibot';
import type { outcomeNames } from '../domain/admission/criteria.ts';
import { programSchema } from '../store/cycle-schema.ts';
import {
  decisionSchema,
  directoryPageSchema,
  draftHostSchema,
  draftPartnerSchema,
  historySchema,
  schoolSchema,
  summarySchema,
} from '../store/schemas.ts';
import { instant, named, said, text, whole } from './words.ts';

/** Shapes that several functions use in answers. Stored data is described by the schemas that parse it. */
export const { role, state: applicationState } = summarySchema.entries;
export const partnership = text('The partnership: its host’s application number');
export const reference = text('The application number: its cycle and its school, like `2027-13K113`');

const school = named('School', schoolSchema);
export const knownSchool = said(school, 'The school, as the directory listed it');
export const directoryEntry = named('DirectoryEntry', directoryPageSchema.entries.schools.item);

export const program = named(
  'Program',
  v.pick(programSchema, ['name', 'district', 'hostCriteria', 'partnerMarks', 'focusAreas', 'contactEmail']),
);

/** Topics without an answer are left out. */
export const answers = said(
  v.union([named('HostAnswers', draftHostSchema), named('PartnerAnswers', draftPartnerSchema)]),
  'Saved answers, by topic',
);
export const findings = said(
  v.array(
    named(
      'Finding',
      v.object({
        id: text('The ID of the criterion or mark'),
        statement: text('The requirement'),
        outcome: v.picklist(['met', 'not-met', 'cannot-verify'] satisfies (keyof typeof outcomeNames)[]),
        why: text('A sentence shown to applicants and staff'),
      }),
    ),
  ),
  'Each criterion or mark, with the school’s result',
);
export const outcomeAndReason = v.pick(decisionSchema, ['outcome', 'reason']);
export const version = whole('Increases with every change');
export const submittedAt = instant('When it was submitted, in UTC');

export const staffMember = named('StaffMember', v.object({ name: v.string(), email: v.string() }));

export const history = said(
  v.array(named('HistoryEntry', historySchema.item)),
  'History: what was done, when, and who did it',
);
