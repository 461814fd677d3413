import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { namesIn } from './cached-versions.ts';

/** What is being written begins with this; what has been written does not. */
export const UNFINISHED = '.unfinished-';

/**
 * Writes a new file and sees to it that it is on the disk. A disk that is full writes a part and says so only by how much it
 * wrote, so the rest is written again until the disk refuses.
 */
export function writeDurably(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  try {
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.length) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Writes a file in place of another: a reader sees the old content or the new one, and after an error the old one. */
export function replaceDurably(path: string, text: string): void {
  const unfinished = join(dirname(path), `${UNFINISHED}${process.pid}-${basename(path)}`);
  try {
    writeDurably(unfinished, text);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Makes a rename in a folder durable; where folders cannot be opened (Windows), the file system sees to it. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Removes what killed runs left unfinished in a folder. Only for who holds the lock. */
export function removeUnfinished(folder: string): void {
  for (const name of namesIn(folder)) if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true, force: true });
}
