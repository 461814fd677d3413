import { readFileSync, readSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { EcsCostError, type Issue } from '../units/errors.ts';
import { decodeWorkloadText } from '../workload/decode-workload-text.ts';
import { parseWorkload } from '../workload/parse-workload.ts';
import type { Workload } from '../workload/workload.ts';
import { isSystemError, systemReason } from './system-error.ts';

/** Standard input, as an argument. */
export const STANDARD_INPUT = '-';

/** How standard input is called in messages. */
export const STANDARD_INPUT_NAME = '<stdin>';

const STANDARD_INPUT_DESCRIPTOR = 0;

/** What the caller decides about every file. */
export interface ReadWorkloadOptions {
  /** The Regions there are tables for. */
  readonly regions: readonly string[];
  /** Wins over the file's. */
  readonly region?: string;
}

/**
 * Reads and checks workload files; `-` is standard input. Paths inside a file are relative to it.
 *
 * @throws EcsCostError with the problems of all files, not only of the first that has any.
 */
export function readWorkloads(paths: readonly string[], options: ReadWorkloadOptions): Workload[] {
  const errors: EcsCostError[] = [];
  const workloads = paths.flatMap((path) => {
    try {
      return [readWorkload(path, options)];
    } catch (error) {
      if (!(error instanceof EcsCostError)) throw error;
      errors.push(error);
      return [];
    }
  });
  const [first] = errors;
  if (first)
    throw errors.length === 1
      ? first
      : new EcsCostError(
          first.code,
          errors.flatMap(({ issues }): readonly Issue[] => issues),
        );
  return workloads;
}

function readWorkload(path: string, { regions, region }: ReadWorkloadOptions): Workload {
  const isStandardInput = path === STANDARD_INPUT;
  const file = isStandardInput ? STANDARD_INPUT_NAME : path;
  const folder = isStandardInput ? '.' : dirname(path);
  const text = decodeWorkloadText(isStandardInput ? readStandardInput() : readInput(path), { file });
  const readBeside = (wanted: string): string => readNamedFile(isAbsolute(wanted) ? wanted : join(folder, wanted));
  return parseWorkload(text, {
    file,
    regions,
    ...(region === undefined ? {} : { region }),
    readTaskDefinition: readBeside,
    readTrace: readBeside,
  });
}

function readInput(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** What this throws stands in the problem of the key that names the file. */
function readNamedFile(path: string): string {
  try {
    return decodeWorkloadText(readFileSync(path));
  } catch (error) {
    if (error instanceof EcsCostError) throw new Error(error.issues.map(({ problem }) => problem).join('; '), { cause: error });
    throw new Error(systemReason(error), { cause: error });
  }
}

/** All of standard input. It may be set to non-blocking by whoever else has it open; then reading waits a little. */
export function readStandardInput(): Uint8Array {
  const parts: Buffer[] = [];
  const part = Buffer.alloc(65_536);
  for (;;) {
    const length = readSome(part);
    if (length === 0) return Buffer.concat(parts);
    if (length !== undefined) parts.push(Buffer.from(part.subarray(0, length)));
  }
}

/** The number of bytes read, 0 at the end, nothing when there is nothing to read yet. */
function readSome(part: Buffer): number | undefined {
  try {
    return readSync(STANDARD_INPUT_DESCRIPTOR, part);
  } catch (error) {
    if (isSystemError(error) && error.code === 'EAGAIN') {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      return undefined;
    }
    if (isSystemError(error) && error.code === 'EOF') return 0;
    throw unreadable(STANDARD_INPUT_NAME, error);
  }
}

/** A file that the call names cannot be read, and why. */
export function unreadable(path: string, error: unknown): EcsCostError {
  return new EcsCostError('FILE_UNREADABLE', [{ file: path, path: '', problem: `cannot be read: ${systemReason(error)}` }], {
    cause: error,
  });
}
