import { performance } from 'node:perf_hooks';
import { fitText } from '../../report/display-width.ts';
import { printable } from '../../report/printable.ts';
import { printMessage } from '../output.ts';

/** Shorter work is done before anyone has read what it is. */
const PATIENCE_MS = 500;
const REDRAW_MS = 100;
const WIDTH = 79;
const CLEAR_LINE = '\r\u001b[2K';
const MEGABYTE = 1_000_000;

/** A line on the terminal that says how far a download is. */
export interface TransferLine {
  readonly show: (what: string, bytes: number, totalBytes: number | undefined) => void;
  readonly clear: () => void;
}

/** A line that is drawn only where it is wanted, only after half a second, and not more often than an eye can follow. */
export function transferLine({ isShown }: { readonly isShown: boolean }): TransferLine {
  const start = performance.now();
  let drawnAt: number | undefined;
  return {
    show: (what, bytes, totalBytes) => {
      const now = performance.now();
      if (!isShown || now - start < PATIENCE_MS || (drawnAt !== undefined && now - drawnAt < REDRAW_MS)) return;
      drawnAt = now;
      printMessage(CLEAR_LINE + fitText(printable(`${what}${amountText(bytes, totalBytes)}`), WIDTH));
    },
    clear: () => {
      if (drawnAt !== undefined) printMessage(CLEAR_LINE);
      drawnAt = undefined;
    },
  };
}

function amountText(bytes: number, totalBytes: number | undefined): string {
  if (bytes === 0) return '';
  const read = `: ${(bytes / MEGABYTE).toFixed(1)}`;
  if (totalBytes === undefined) return `${read} MB`;
  return `${read} of ${(totalBytes / MEGABYTE).toFixed(1)} MB (${Math.floor((100 * bytes) / totalBytes)} %)`;
}
