import type { Cycle } from '../domain/cycle.ts';
import type { Event, EventType, HistoryEntry } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import { nowhere } from './context.ts';
import type { LetterKind } from './letter.ts';
import { lettersFor, type WithLetters } from './letters-for.ts';

/** A letter, or a whole morning of them, that should have gone out and did not. Names nobody. */
export type MissingLetter = {
  /** An application's reference, or the id of something else. */
  readonly about: string;
  readonly kind: LetterKind | 'morning';
  /** When what it tells of happened. */
  readonly since: Instant;
};

/** A stretch of time: long enough ago that letters are out, and recent enough that somebody can still write. */
export type Stretch = { readonly from: Instant; readonly until: Instant };

const isIn = ({ from, until }: Stretch, at: Instant): boolean => from <= at && at < until;

/** What of letters is on record: the key of each that went out. */
export type SentKeys = ReadonlySet<string>;

type Commit = {
  readonly aggregate: WithLetters;
  readonly events: readonly Event[];
  readonly cycle: Cycle;
};

/** Every letter of an aggregate that should have gone out in a stretch of time and is not on record. */
export function missingLetters(commit: Commit, sent: SentKeys, stretch: Stretch): readonly MissingLetter[] {
  const last = missingOfLastCommit(commit, sent, stretch);
  const kinds = new Set(last.map(({ kind }) => kind));
  // Of a commit that was overtaken, the history alone says what happened.
  const earlier = missingOfEarlier(commit.aggregate, sent, stretch);
  return [...last, ...earlier.filter(({ kind }) => !kinds.has(kind))];
}

function missingOfLastCommit(
  { aggregate, events, cycle }: Commit,
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  const since = committedAt(aggregate);
  if (!isIn(stretch, since)) return [];
  const due = events.flatMap((event) => lettersFor(event, aggregate, { cycle, addresses: nowhere }));
  return due
    .filter(({ key }) => !sent.has(key))
    .map(({ key, kind }) => ({ about: key.split('#')[0] ?? '', kind, since }));
}

/** When the last commit of an aggregate was decided; the empty text where it has no history. */
export const committedAt = (aggregate: WithLetters): Instant =>
  'history' in aggregate ? (aggregate.history.at(-1)?.at ?? '') : aggregate.askedAt;

/** The events that always cause a letter, of these kinds; each commit has at most one of each. */
const letterOf: Readonly<Partial<Record<EventType, LetterKind>>> = {
  'application-submitted': 'receipt',
  'information-requested': 'information-request',
  'application-decided': 'decision',
  'application-withdrawn': 'withdrawal',
  'contact-corrected': 'contact-corrected',
  'pairing-proposed': 'proposal',
  'pairing-impossible': 'proposal',
  'partnership-formed': 'partnership',
  'paired-school-withdrew': 'paired-withdrawal',
  'partnership-repaired': 'partnership-change',
  'visits-planned': 'visits-planned',
};

function missingOfEarlier(
  aggregate: WithLetters,
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  const about = nameOf(aggregate);
  // What was brought in whole, as a sample district is, has a history without commits of its own.
  if (about === undefined || !('history' in aggregate) || aggregate.history.length > aggregate.version)
    return [];
  const caused = aggregate.history.filter(
    ({ at, what }) => letterOf[what] !== undefined && at < stretch.until,
  );
  return [...Map.groupBy(caused, kindOf)].flatMap(([kind, lines]) => {
    const since = lines.at(-1)?.at ?? '';
    const versions = new Set([...sent].flatMap((key) => versionOf(key, about, kind) ?? []));
    return kind !== undefined && isIn(stretch, since) && versions.size < lines.length
      ? [{ about, kind, since }]
      : [];
  });
}

const kindOf = ({ what }: HistoryEntry): LetterKind | undefined => letterOf[what];

/** What the keys of an aggregate's letters begin with; undefined where it is told of by others. */
function nameOf(aggregate: WithLetters): string | undefined {
  if ('applicant' in aggregate) return 'reference' in aggregate ? aggregate.reference : undefined;
  if ('askedBy' in aggregate) return `${aggregate.cycleId}-SCENARIO-${aggregate.id}`;
  return 'formedAt' in aggregate ? `${aggregate.cycleId}-PARTNERSHIP-${aggregate.host.id}` : undefined;
}

/** The version of the aggregate that a letter's key names, where the letter is about it and of that kind. */
function versionOf(key: string, about: string, kind: LetterKind | undefined): string | undefined {
  const [named = '', version, itsKind] = key.split('#');
  return itsKind === kind && (named === about || named.startsWith(`${about}-`)) ? version : undefined;
}
