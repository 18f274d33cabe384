import * as v from 'valibot';
import { listOf, maybe, said, text } from '../../shared/api/schema.ts';
import {
  answers,
  knownSchool,
  outcomeAndReason,
  reference,
  role,
  staffMember,
} from '../../shared/api/shapes.ts';
import { topicsOf } from '../../shared/domain/admission/answers.ts';
import { draftHostSchema, draftPartnerSchema } from '../../shared/store/application-schema.ts';

const topics = v.picklist([...new Set([...topicsOf('host'), ...topicsOf('partner')])]);
export const topic = said(topics, 'The topic');
export const missing = listOf(topics, 'Topics without an answer');

export const topicAnswer = said(
  v.nullable(
    v.union(
      Object.values({ ...draftHostSchema.entries, ...draftPartnerSchema.entries }).map(
        ({ wrapped }) => wrapped,
      ),
    ),
  ),
  'The saved answer, or null',
);

const partnership = v.object({
  host: v.object({ id: v.string(), name: v.string() }),
  partners: v.array(v.object({ id: v.string(), name: v.string(), why: text('Why it was matched') })),
  facilitator: staffMember,
});

const own = { reference, role, school: knownSchool, answers };
/** A draft with its missing topics, or a submitted or withdrawn application with its status. */
export const application = v.variant('state', [
  v.object({ ...own, state: v.literal('draft'), missing }),
  v.object({
    ...own,
    state: v.picklist(['submitted', 'decided', 'withdrawn']),
    decision: maybe(said(outcomeAndReason, 'Once decided')),
    question: maybe(text('The open question, if there is one')),
    partnership: maybe(said(partnership, 'Once the pairings are published')),
  }),
]);
