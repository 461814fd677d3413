import process from 'node:process';
import { fitText } from '../report/display-width.ts';
import { printable } from '../report/printable.ts';
import { printMessage } from './output.ts';

/** Shorter work is done before anyone has read what it is. */
const PATIENCE_SECONDS = 0.5;

const WIDTH = 79;
const CLEAR_LINE = '\r\u001b[2K';

/** A line on the terminal that says what is being done; it goes away with {@link clear}. */
export interface ProgressLine {
  readonly show: (index: number, what: string) => void;
  readonly clear: () => void;
}

/**
 * Progress over `count` steps, shown only where it is wanted and only after half a second; from the start where one step
 * alone may take longer, since nothing can be shown while it lasts.
 */
export function progressLine(count: number, { isShown, isSlow = false }: { isShown: boolean; isSlow?: boolean }): ProgressLine {
  // Not with performance.now(): loading node:perf_hooks takes longer than everything else here.
  const start = process.uptime();
  let isOnScreen = false;
  return {
    show: (index, what) => {
      if (!isShown || (!isSlow && process.uptime() - start < PATIENCE_SECONDS)) return;
      isOnScreen = true;
      printMessage(CLEAR_LINE + fitText(printable(`pricing ${what} (${index + 1} of ${count})`), WIDTH));
    },
    clear: () => {
      if (isOnScreen) printMessage(CLEAR_LINE);
    },
  };
}
