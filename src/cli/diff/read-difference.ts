import { readFileSync } from 'node:fs';
import { checkDifference } from '../../comparison/difference/check-difference.ts';
import type { Difference } from '../../comparison/difference/difference.ts';
import { renderComment } from '../../report/difference/render-comment.ts';
import { EcsCostError } from '../../units/errors.ts';
import { readStandardInput, STANDARD_INPUT, STANDARD_INPUT_NAME, unreadable } from '../workload-files.ts';

/**
 * A difference that `diff --format json` saved; `-` is standard input.
 *
 * @throws EcsCostError `FILE_UNREADABLE` or `REPORT_INVALID`.
 */
export function readDifferenceFile(path: string): Difference {
  if (path === STANDARD_INPUT) return checked(new TextDecoder().decode(readStandardInput()), STANDARD_INPUT_NAME);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
  return checked(text, path);
}

/** Whatever a member that is missing breaks, it breaks here, as a problem of the file. */
function checked(text: string, file: string): Difference {
  const difference = checkDifference(text, file);
  try {
    renderComment(difference, { detail: 'full', canFold: true });
    return difference;
  } catch (cause) {
    throw new EcsCostError(
      'REPORT_INVALID',
      [{ file, path: '', problem: 'is damaged', hint: 'make it with ecs-cost diff --format json' }],
      { cause },
    );
  }
}
