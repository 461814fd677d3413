import { wrapText } from './display-width.ts';
import { printable } from './printable.ts';
import type { Page } from './table-layout.ts';
import { moreText } from './wording.ts';

/** Assumptions and gaps that are listed without `details`; the rest is counted. */
const LISTED_MAX = 16;

/** A heading and its texts below it, all of them or as many as people read. */
export function listedLines(head: string, texts: readonly string[], page: Pick<Page, 'width'>, all: boolean): string[] {
  if (texts.length === 0) return [];
  const shown = all || texts.length <= LISTED_MAX ? texts : texts.slice(0, LISTED_MAX);
  const rest = texts.length - shown.length;
  return [head, ...shown.flatMap((text) => hangingLines(`  ${printable(text)}`, page)), ...(rest > 0 ? [`  ${moreText(rest)}`] : [])];
}

/** A text over several lines, those after the first indented. */
export function hangingLines(text: string, { width }: Pick<Page, 'width'>): string[] {
  const indent = text.length - text.trimStart().length;
  const lines = wrapText(text.trimStart(), width - indent - 2);
  return lines.map((line, index) => ' '.repeat(index === 0 ? indent : indent + 2) + line);
}
