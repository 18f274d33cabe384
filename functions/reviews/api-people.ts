import * as v from 'valibot';
import { count, day, email, listOf, maybe, oneOf, said, text } from '#api/schema.ts';
import { directoryEntry, reference, role } from '#api/shapes.ts';
import { conflictFields, leaveFields, removalFields, reviewerFields } from './forms.ts';

export const overtaken = 'Someone else changed it first; returns the current state';

const reader = v.object({
  name: text('The reviewer’s name'),
  email: email('The reviewer’s email address'),
  assigned: count('Number of assigned applications'),
  toRead: count('Number of applications still to review'),
  conflicts: count('Number of schools with a conflict of interest'),
  leave: maybe(v.object({ from: day('The first day of leave'), to: day('The last day of leave') })),
});

const meanScore = said(v.number(), 'The mean of the scores');
const calibration = v.object({
  role,
  reviewers: listOf(
    v.object({
      email: email('The reviewer’s email address'),
      name: text('The reviewer’s name'),
      reviews: count('Number of reviews written before reading others'),
      mean: meanScore,
      aboveOthers: maybe(
        said(v.number(), 'How much higher the reviewer scores than others, on the same applications'),
      ),
    }),
    'Reviewers, by name',
  ),
  applications: listOf(
    v.object({
      reference,
      schoolName: text('The school’s name'),
      reviews: listOf(v.object({ name: text('The reviewer’s name'), mean: meanScore }), 'One per reviewer'),
      gap: v.object({
        part: text('The ID of the part with the largest difference'),
        points: count('The difference in points'),
      }),
    }),
    'Applications with two reviews or more, largest difference first',
  ),
});

const conflict = v.object({
  id: text('The school’s ID'),
  school: text('The school’s name'),
  email: email('The email address of the person with the conflict of interest'),
  name: text('The person’s name; the email address if they’re no longer on staff'),
  declaredBy: oneOf(['self', 'director'], 'Who declared it'),
});
const concerned = v.object({
  email: email('The person’s email address'),
  name: text('The person’s name'),
  costs: oneOf(
    ['review', 'reading', 'nothing'],
    'What the application loses: a submitted review, a reviewer, or nothing',
  ),
});

/** Operations about reviewers and conflicts of interest. */
export const people = {
  reviewers: {
    summary: 'List reviewers',
    answer: v.object({ reviewers: listOf(reader, 'The reviewers') }),
  },
  calibration: {
    summary: 'Compare reviewers by the reviews they wrote before reading others',
    answer: v.object({ roles: listOf(calibration, 'Hosts and partners') }),
  },
  addReviewer: {
    summary: 'Add a reviewer',
    forms: { reviewer: reviewerFields },
    answer: v.object({ name: text('The reviewer’s name'), email: email('The reviewer’s email address') }),
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  planLeave: {
    summary: 'Plan a reviewer’s leave, or end it by leaving out the days',
    forms: { leave: leaveFields },
    answer: v.object({
      email: email('The reviewer’s email address'),
      handedOn: count('Number of applications reassigned'),
    }),
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  removeReviewer: {
    summary: 'Remove a reviewer and reassign their applications',
    forms: { reviewer: removalFields },
    answer: v.object({
      email: email('The reviewer’s email address'),
      toHandOn: maybe(count('Number of applications that would be reassigned (preview only)')),
      handedOn: maybe(count('Number of applications reassigned')),
    }),
    previews: 'what will happen',
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  conflicts: {
    summary: 'List your conflicts of interest; directors also see those of other staff',
    query: { school: 'Part of a school’s name or ID to search for' },
    answer: v.object({
      conflicts: listOf(conflict, 'The signed-in user’s conflicts of interest'),
      others: maybe(listOf(conflict, 'Directors only: other staff’s conflicts of interest')),
      found: maybe(listOf(directoryEntry, 'The first matching schools')),
    }),
  },
  declareConflict: {
    summary: 'Declare a conflict of interest with a school; directors can do it for others',
    forms: { conflict: conflictFields },
    answer: v.object({
      school: text('The school’s ID'),
      concerned: maybe(
        listOf(concerned, 'Who can have the conflict of interest, and what it costs (preview only)'),
      ),
    }),
    previews: 'the cost',
    sendsTo: 'the list of conflicts of interest',
    problems: { 409: overtaken },
  },
  withdrawConflict: {
    summary: 'Withdraw a conflict of interest; if a director declared it, only directors can',
    forms: { conflict: conflictFields },
    answer: v.object({ school: text('The school’s ID') }),
    sendsTo: 'the list of conflicts of interest',
    problems: { 409: overtaken },
  },
};
