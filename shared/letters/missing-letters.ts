import type { HistoryEntry } from '#domain/base/change.ts';
import type { Instant } from '#domain/base/time.ts';
import type { EventType } from '#domain/events.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { type LetterKind, nowhere } from './letter.ts';
import { letterAfter, lettersFor, type WithLetters } from './letters-for.ts';
import { threadName } from './thread-letters.ts';

/** The keys of all letters on record. A key has no address in it if its recipient was erased. */
export type SentKeys = {
  readonly has: (key: string) => boolean;
  /** Every key with that prefix. Takes time in proportion to the matches, not to all keys. */
  readonly startingWith: (prefix: string) => readonly string[];
};

export function sentKeys(keys: Iterable<string>): SentKeys {
  const sorted = [...new Set(keys)].sort();
  const placeOf = (text: string): number => {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if ((sorted[middle] ?? text) < text) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return {
    has: (key) => sorted[placeOf(key)] === key,
    startingWith: (prefix) => {
      const first = placeOf(prefix);
      let last = first;
      while (sorted[last]?.startsWith(prefix)) last += 1;
      return sorted.slice(first, last);
    },
  };
}

const erasedReader = 'erased';

/** The key that is left of a letter once its recipient is erased. Undefined if the letter isn't theirs. */
export function keyWithout(key: string, email: string): string | undefined {
  const at = key.toLowerCase().indexOf(email.toLowerCase());
  return at < 0 ? undefined : `${key.slice(0, at)}${erasedReader}${key.slice(at + email.length)}`;
}

/** Whether a letter is on record, with its recipient's address or without. */
export const isOnRecord = (sent: SentKeys, { key, to }: { readonly key: string; readonly to: string }) =>
  sent.has(key) || sent.has(keyWithout(key, to) ?? key);

/** A letter, or a whole morning's letters, that should have gone out and didn't. It names no one. */
export type MissingLetter = {
  /** An application's reference, or another ID. */
  readonly about: string;
  readonly kind: LetterKind | 'morning';
  /** When its event happened. */
  readonly since: Instant;
};

/** A stretch of time: old enough that its letters are out, recent enough that staff can still write. */
export type Stretch = { readonly from: Instant; readonly until: Instant };

export const isIn = ({ from, until }: Stretch, at: Instant): boolean => from <= at && at < until;

/** Every letter about an aggregate that should have gone out in a stretch of time and is not on record. */
export const missingLetters = (
  commit: WithLetters,
  cycle: Cycle,
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] => [
  ...missingOfLastCommit(commit, cycle, sent, stretch),
  // For earlier commits, only the history is left.
  ...missingOfEarlier(commit, sent, stretch),
];

function missingOfLastCommit(
  { type, aggregate, events }: WithLetters,
  cycle: Cycle,
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  const since = committedAt(aggregate);
  if (!isIn(stretch, since)) return [];
  const due = events.flatMap((event) => lettersFor(type, event, aggregate, { cycle, addresses: nowhere }));
  return due
    .filter((letter) => !isOnRecord(sent, letter))
    .map(({ key, kind }) => ({ about: key.split('#')[0] ?? '', kind, since }));
}

/** When an aggregate's last commit was decided. Empty if it has no history. */
export const committedAt = (aggregate: WithLetters['aggregate']): Instant =>
  'history' in aggregate ? (aggregate.history.at(-1)?.at ?? '') : aggregate.askedAt;

/** The letter that one line of a history caused. A commit has at most one of each kind, or one for each visit. */
type Caused = { readonly kind: LetterKind; readonly visit: number | undefined; readonly at: Instant };

function missingOfEarlier(
  { type, aggregate, events }: WithLetters,
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  const about = nameOf(aggregate);
  if (about === undefined || !('history' in aggregate) || isBroughtIn(aggregate)) return [];
  const last = committedAt(aggregate);
  const isOfLast = ({ at, what }: HistoryEntry<EventType>) =>
    at === last && events.some((event) => event.type === what);
  const caused = aggregate.history
    .filter((line) => !isOfLast(line))
    .flatMap(({ at, what, visit }): readonly Caused[] => {
      const letter = letterAfter(type, what);
      return letter === 'none' || letter.kind === 'varies' ? [] : [{ kind: letter.kind, visit, at }];
    });
  const alike = Map.groupBy(
    caused.filter(({ at }) => at < stretch.until),
    ({ kind, visit }) => `${kind} ${visit}`,
  );
  return [...alike.values()].flatMap((lines) => {
    const [newest] = lines.slice(-1);
    // Most of a year is long past. The record is searched only for recent lines.
    if (!newest || !isIn(stretch, newest.at)) return [];
    const versions = versionsTold(about, newest, sent);
    versions.delete(String(aggregate.version));
    const commits = new Set(lines.map(({ at }) => at));
    return versions.size < commits.size
      ? [{ about: aboutOf(about, newest), kind: newest.kind, since: newest.at }]
      : [];
  });
}

/** Whether an aggregate was imported, as the sample district is: its history has more moments than it had commits. */
const isBroughtIn = ({
  history,
  version,
}: Extract<WithLetters['aggregate'], { history: unknown }>): boolean =>
  new Set(history.map(({ at }) => at)).size > version;

const aboutOf = (about: string, { visit }: Caused): string =>
  visit === undefined ? about : `${about}-VISIT-${visit}`;

/** The start of the keys of an aggregate's letters. Undefined if other aggregates tell about it. */
function nameOf(aggregate: WithLetters['aggregate']): string | undefined {
  if ('applicant' in aggregate) return 'reference' in aggregate ? aggregate.reference : undefined;
  if ('asker' in aggregate) return threadName(aggregate);
  if ('askedBy' in aggregate) return `${aggregate.cycleId}-SCENARIO-${aggregate.id}`;
  return 'formedAt' in aggregate ? `${aggregate.cycleId}-PARTNERSHIP-${aggregate.host.id}` : undefined;
}

/** The versions of an aggregate with a letter of that kind, about that visit, on record. */
function versionsTold(about: string, { kind, visit }: Caused, sent: SentKeys): Set<string> {
  const keys = ['#', '-'].flatMap((next) => sent.startingWith(`${about}${next}`));
  return new Set(
    keys.flatMap((key) => {
      const [, version = '', itsKind, , ofVisit] = key.split('#');
      const isIts = itsKind === kind && (visit === undefined || ofVisit === `VISIT-${visit}`);
      return isIts ? [version] : [];
    }),
  );
}
