import { countOf, sayCount } from '../../shared/domain/amounts.ts';
import type { Entrant } from '../../shared/domain/pairing/problem.ts';
import type { Rulings, Scenario } from '../../shared/domain/pairing/scenario.ts';
import { sayLevels } from '../../shared/domain/school.ts';
import { Tag, type TagMeaning } from '../../shared/ui/tag.tsx';

import type { Price } from './plan.ts';

/** How the pages about pairing name things. */

const stateWords: Readonly<Record<Scenario['state'], string>> = {
  asked: 'Being computed',
  proposed: 'Proposed',
  impossible: 'Impossible',
};

const stateMeanings: Readonly<Record<Scenario['state'], TagMeaning>> = {
  asked: 'active',
  proposed: 'good',
  impossible: 'bad',
};

type StateTagProps = Pick<Scenario, 'state'> & { readonly isPublished?: boolean | undefined };

/** What became of a scenario; of all that were proposed, one can be published. */
export const StateTag = ({ state, isPublished }: StateTagProps) =>
  isPublished ? (
    <Tag meaning="good">Published</Tag>
  ) : (
    <Tag meaning={stateMeanings[state]}>{stateWords[state]}</Tag>
  );

/** "1 point", "4,210 points" */
export const sayPoints = (points: number): string =>
  `${sayCount(points)} ${points === 1 ? 'point' : 'points'}`;

/** "−1,200", "0", "+300": what a plan loses or gains, with its sign. */
export const sayChange = (points: number): string =>
  points === 0 ? '0' : `${points < 0 ? '−' : '+'}${sayCount(Math.abs(points))}`;

/** "no loss", "−418", "−418 and 1 partner without a host": what the whole plan would lose. */
export function sayPrice({ points, places }: Price): string {
  const lost = points === 0 ? 'no loss' : sayChange(-points);
  if (places === 0) return lost;
  const partners = countOf(Math.abs(places), 'partner');
  return `${lost} and ${partners} ${places > 0 ? 'without a host' : 'more with a host'}`;
}

/** "1 lock and 2 bans", "3 locks"; empty where nothing was ruled. */
export const sayRulings = ({ locks, bans }: Rulings): string =>
  [
    ...(locks.length > 0 ? [countOf(locks.length, 'lock')] : []),
    ...(bans.length > 0 ? [countOf(bans.length, 'ban')] : []),
  ].join(' and ');

/** " that keeps 1 lock": among which plans a proposal is the best; empty where nothing was ruled when it was asked for. */
export const sayAmong = (ruled: Rulings): string =>
  sayRulings(ruled) === '' ? '' : ` that keeps ${sayRulings(ruled)}`;

/** "87.3 %" of what could be earned. */
export const sayShare = (points: number, most: number): string =>
  `${most === 0 ? 0 : Math.round((1000 * points) / most) / 10} %`;

/** "Middle, Bronx" */
export const sayPlace = (school: Pick<Entrant, 'levels' | 'region'>): string =>
  `${sayLevels(school)}, ${school.region}`;
