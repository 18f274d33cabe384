import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';

/** A file to write, in pieces that may be computed while writing. */
export type Output = { readonly file: string; readonly pieces: Iterable<string | Buffer> };

/** An output, the place that its name leads to, and the complete file next to it. */
type Draft = Output & { readonly place: string; readonly draft: string };

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Writes all files or none, and creates `folders` for them. Each file is written next to its place, and all are
 * renamed only when every one is complete. Returns a sentence about the problem, or undefined.
 */
export async function writeAll(
  outputs: readonly Output[],
  folders: readonly string[] = [],
): Promise<string | undefined> {
  const unfinished = new Set<string>();
  const removeUnfinished = () => {
    for (const each of unfinished) rmSync(each, { recursive: true, force: true });
  };
  const stop = (signal: NodeJS.Signals) => {
    removeUnfinished();
    process.kill(process.pid, signal);
  };
  for (const signal of stopSignals) process.once(signal, stop);
  let at = '';
  try {
    const drafts: Draft[] = [];
    for (const output of outputs) {
      at = output.file;
      const place = placeOf(at);
      const blocked = blockedBy(place);
      if (blocked !== undefined) return `${at}: can’t be written, because ${blocked}`;
      drafts.push({ ...output, place, draft: `${place}.${randomUUID().slice(0, 8)}.part` });
    }
    for (const folder of folders) {
      at = folder;
      const made = mkdirSync(folder, { recursive: true });
      if (made !== undefined) unfinished.add(made);
    }
    for (const draft of drafts) {
      at = draft.file;
      unfinished.add(draft.draft);
      await writeDraft(draft);
    }
    putInPlace(drafts, (file) => {
      at = file;
    });
    unfinished.clear();
    return undefined;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return sayNoFolder(at);
    const cause = causes.get(String(error.code));
    return `${at}: can’t be written${cause === undefined ? ` (${error.code})` : `, because ${cause}`}`;
  } finally {
    removeUnfinished();
    for (const signal of stopSignals) process.off(signal, stop);
  }
}

export const sayNoFolder = (file: string): string =>
  `${file}: can’t be written, because its folder doesn’t exist`;

const causes = new Map([
  ['EACCES', 'you don’t have permission'],
  ['ELOOP', 'its link leads back to itself'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOSPC', 'the disk is full'],
  ['ENOTDIR', 'a part of its path isn’t a folder'],
]);

const mostLinks = 40;

/** The absolute path that a name leads to. Links are followed, even to a file that doesn't exist yet. */
export function placeOf(file: string): string {
  let place = path.resolve(file);
  for (let links = 0; links < mostLinks; links += 1) {
    const next = nextPlace(place);
    if (next === undefined) break;
    place = next;
  }
  return place;
}

function nextPlace(place: string): string | undefined {
  try {
    const folder = realpathSync(path.dirname(place));
    const real = path.join(folder, path.basename(place));
    return path.resolve(folder, readlinkSync(real));
  } catch (error) {
    // Not a link, or nothing there.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** Why a place can't be replaced by a file. */
function blockedBy(place: string): string | undefined {
  const there = statSync(place, { throwIfNoEntry: false });
  if (there === undefined || there.isFile()) return undefined;
  return there.isDirectory() ? 'it’s a folder' : 'it isn’t a regular file';
}

const bufferedLength = 65_536;

async function writeDraft({ place, draft, pieces }: Draft): Promise<void> {
  await using handle = await open(draft, 'wx');
  const before = statSync(place, { throwIfNoEntry: false });
  if (before) await handle.chmod(before.mode);
  let text = '';
  for (const piece of pieces) {
    if (typeof piece !== 'string') await handle.write(piece);
    else if (text.length < bufferedLength) text += piece;
    else {
      await handle.write(text);
      text = piece;
    }
  }
  await handle.write(text);
  await handle.sync();
}

/** Renames all drafts at once, so that no signal comes between. If one fails, the earlier files come back. */
function putInPlace(drafts: readonly Draft[], onTurn: (file: string) => void): void {
  const undo: (() => void)[] = [];
  const backups: string[] = [];
  try {
    for (const { file, place, draft } of drafts) {
      onTurn(file);
      const backup = `${draft}.before`;
      if (existsSync(place)) {
        backups.push(backup);
        copyFileSync(place, backup);
        undo.unshift(() => renameSync(backup, place));
      } else undo.unshift(() => rmSync(place, { force: true }));
      renameSync(draft, place);
    }
  } catch (error) {
    for (const step of undo) step();
    throw error;
  } finally {
    for (const backup of backups) rmSync(backup, { force: true });
  }
}
