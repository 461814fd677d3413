import { EcsCostError } from '../../units/errors.ts';
import { replaceDurably } from '../cache/durable-files.ts';

/** Writes a value as JSON, as {@link writeLines} does. */
export function writeJson(file: string, value: unknown): void {
  writeLines(file, [value]);
}

/** Writes values as JSON, one a line: the file has its old content or the new one, never a part. Throws `FILE_UNREADABLE`. */
export function writeLines(file: string, values: readonly unknown[]): void {
  try {
    replaceDurably(file, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
  } catch (cause) {
    throw new EcsCostError(
      'FILE_UNREADABLE',
      [
        {
          file,
          path: '',
          problem: `cannot be written (${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message})`,
          hint: 'the tables in use stay as they are; make room or name another directory in ECS_COST_PRICES',
        },
      ],
      { cause },
    );
  }
}
