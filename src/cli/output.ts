import { chmodSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { EcsCostError } from '../units/errors.ts';
import { isSystemError, systemReason } from './system-error.ts';

/**
 * Prints on standard output. A reader that went away (`| head`) is no error: the rest is not wanted.
 *
 * @throws EcsCostError `FILE_UNREADABLE` when it cannot be written for another reason, as a full disk.
 */
export async function printReport(text: string): Promise<void> {
  const error = await new Promise<unknown>((resolve) => {
    process.stdout.once('error', resolve);
    process.stdout.write(text, (refused) => resolve(refused ?? undefined));
  });
  if (error === undefined || (isSystemError(error) && error.code === 'EPIPE')) return;
  throw unwritable('standard output', error);
}

/** Prints a message on standard error; where nobody reads it, it is lost. */
export function printMessage(text: string): void {
  process.stderr.once('error', () => undefined);
  process.stderr.write(text);
}

/**
 * Writes a file all at once: a reader sees the old content or the new, never a part, and after an error the old. A
 * symbolic link stays one, permissions stay; what is no plain file (`/dev/stdout`) is written as it is.
 *
 * @throws EcsCostError `FILE_UNREADABLE` when it cannot be written.
 */
export function writeFileAtomically(path: string, text: string): void {
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing && !existing.isFile()) writeFileSync(path, text);
    else replaceFile(existing ? realpathSync(path) : path, text, existing);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Not with write-file-atomic: it does not look at how much was written, and a full disk would leave a part. */
function replaceFile(path: string, text: string, existing: Stats | undefined): void {
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.unfinished`);
  try {
    writeFileSync(unfinished, text, { flag: 'wx' });
    if (existing) chmodSync(unfinished, existing.mode);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function unwritable(path: string, error: unknown): EcsCostError {
  const problem = `cannot be written: ${isNoDirectory(error) ? 'no such directory' : systemReason(error)}`;
  return new EcsCostError('FILE_UNREADABLE', [{ file: path, path: '', problem }], { cause: error });
}

/** A new file that "does not exist" lacks its directory. */
function isNoDirectory(error: unknown): boolean {
  return isSystemError(error) && error.code === 'ENOENT';
}
