import type { Unconfirmed } from '#domain/admission/place.ts';
import { sayDate } from '#domain/base/time.ts';
import { countOf, sayCount } from '#domain/base/wording.ts';
import type { Entrant, HostEntrant, Price } from '#domain/pairing/problem.ts';
import type { Rulings, Scenario } from '#domain/pairing/scenario/scenario.ts';
import { focusAreaName, type Program } from '#domain/program/program.ts';
import { sayLevels } from '#domain/program/school.ts';
import { hrefTo } from '#routes.ts';
import { Tag, type TagMeaning } from '#ui/tag.tsx';

const stateTags: Readonly<Record<Scenario['state'], readonly [text: string, meaning: TagMeaning]>> = {
  asked: ['In progress', 'active'],
  proposed: ['Proposed', 'good'],
  impossible: ['No solution', 'bad'],
};

/** Accepted schools that haven't confirmed their places, with links to them. */
export const UnconfirmedSchools = ({ unconfirmed }: { readonly unconfirmed: readonly Unconfirmed[] }) => (
  <ul class="govuk-list govuk-list--bullet">
    {unconfirmed.map(({ reference, schoolName, confirmBy }) => (
      <li key={reference}>
        <a class="govuk-link" dir="auto" href={hrefTo('staffApplication', { reference })}>
          {schoolName}
        </a>
        , asked to confirm by {sayDate(confirmBy)}
      </li>
    ))}
  </ul>
);

type StateTagProps = Pick<Scenario, 'state'> & { readonly isPublished?: boolean | undefined };

/** The status of a scenario. Only one proposal per cycle can be published. */
export function StateTag({ state, isPublished }: StateTagProps) {
  const [text, meaning] = isPublished ? (['Published', 'good'] as const) : stateTags[state];
  return <Tag meaning={meaning}>{text}</Tag>;
}

type ScenarioHeadingProps = {
  readonly scenario: Pick<Scenario, 'id' | 'name'>;
  readonly children: string;
};

/** The h1 of a page about one part of a proposal, with a link back to it. */
export const ScenarioHeading = ({ scenario: { id, name }, children }: ScenarioHeadingProps) => (
  <h1>
    <span class="govuk-caption-l">
      <a class="govuk-link" href={hrefTo('proposal', { scenario: id })} dir="auto">
        {name}
      </a>
    </span>
    {children}
  </h1>
);

export const Sentences = ({ sentences }: { readonly sentences: readonly string[] }) => (
  <ul class="govuk-list govuk-list--bullet lp-narrow">
    {sentences.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
);

/** "1 point", "4,210 points" */
export const sayPoints = (points: number): string =>
  `${sayCount(points)} ${points === 1 ? 'point' : 'points'}`;

/** "−1,200", "0", "+300": a change in points. */
export const sayChange = (points: number): string =>
  points === 0 ? '0' : `${points < 0 ? '−' : '+'}${sayCount(Math.abs(points))}`;

export const noCost = 'no cost';

/** "no cost", "418 points", "418 points, 1 partner without a host", "gains 300 points": the cost to the whole plan. */
export function sayPrice({ points, places }: Price): string {
  const parts = [
    ...(points > 0 ? [sayPoints(points)] : points < 0 ? [`gains ${sayPoints(-points)}`] : []),
    ...(places > 0 ? [`${countOf(places, 'partner')} without a host`] : []),
    ...(places < 0 ? [`${countOf(-places, 'more partner')} with a host`] : []),
  ];
  return parts.length === 0 ? noCost : parts.join(', ');
}

/** "1 keep together, 2 keep apart"; empty if there are no rules. */
export const sayRulings = ({ locks, bans }: Rulings): string =>
  [
    ...(locks.length > 0 ? [`${locks.length} keep together`] : []),
    ...(bans.length > 0 ? [`${bans.length} keep apart`] : []),
  ].join(', ');

/** " with these rules (1 keep together)": a proposal is the best of the plans that follow them. Empty if it has none. */
export const sayAmong = (ruled: Rulings): string =>
  sayRulings(ruled) === '' ? '' : ` with these rules (${sayRulings(ruled)})`;

/** "Middle, Bronx" */
export const sayPlace = (school: Pick<Entrant, 'levels' | 'region'>): string =>
  `${sayLevels(school)}, ${school.region}`;

/** " · Focus: Attendance"; empty if a host has no single area. */
export const sayFocusOf = ({ focus }: Pick<HostEntrant, 'focus'>, program: Pick<Program, 'focusAreas'>) =>
  focus === undefined ? '' : ` · Focus: ${focusAreaName(program, focus)}`;

/** The program with the scoring rules of a proposal, which may differ from its own. */
export const withRulesOf = ({ problem }: Pick<Scenario, 'problem'>, program: Program): Program => ({
  ...program,
  pairing: problem.rules,
});

/** Why nothing about a proposal changes anymore. */
export const planIsPublished = 'Pairings are published, so the plan can’t change.';
