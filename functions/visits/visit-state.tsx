import {
  standingNames,
  type VisitStanding,
  visitStanding,
} from '../../shared/domain/partnership/visit-state.ts';
import { Tag, type TagMeaning } from '../../shared/ui/tag.tsx';
import type { VisitRequest } from './setting.ts';

const tagMeanings: Readonly<Record<VisitStanding, TagMeaning>> = {
  booked: 'active',
  waiting: 'bad',
  'to-note': 'attention',
  'not-noted': 'neutral',
  held: 'good',
  cancelled: 'bad',
};

/** The status of a visit as a tag. */
export function VisitState({ request: { partnership, visit, today } }: { readonly request: VisitRequest }) {
  const standing = visitStanding(partnership, visit, today);
  return <Tag meaning={tagMeanings[standing]}>{standingNames[standing]}</Tag>;
}
