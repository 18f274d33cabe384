import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import type { Application, DecidedApplication, StaffNote, SubmittedApplication } from './application.ts';
import type { ApplicationEvent } from './events.ts';
import { mayReadOthers } from './roster.ts';

/** The most notes of one application. They are stored with it. */
export const mostNotes = 40;

/** Adds a note for other staff. The same person's same note twice in a row counts once. */
export function addNote(
  application: Application,
  text: string,
  staff: StaffMember,
  now: Instant,
):
  | Change<SubmittedApplication | DecidedApplication, ApplicationEvent>
  | Refusal<'not-submitted' | 'too-many-notes'> {
  if (!('reviews' in application)) return refuse('not-submitted');
  const { notes = [] } = application;
  const last = notes.at(-1);
  if (last?.by === staff.name && last.text === text) return { after: application, events: [] };
  if (notes.length >= mostNotes) return refuse('too-many-notes');
  const event = { type: 'note-added' } as const;
  const after = { ...application, notes: [...notes, { by: staff.name, at: now, text }] };
  return { after: noted(after, now, staff.name, event), events: [event] };
}

/** The notes that `staff` may read. A reviewer judges alone first, as with reviews. */
export const notesShownTo = (staff: StaffMember, application: Application): readonly StaffNote[] =>
  'notes' in application && mayReadOthers(staff, application) ? (application.notes ?? []) : [];
