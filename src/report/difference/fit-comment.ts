import type { Difference } from '../../comparison/difference/difference.ts';
import { DETAILS, type Detail, renderComment } from './render-comment.ts';

/** How much room a comment has, and what its place can show. @public */
export interface Room {
  /** UTF-16 code units, which are never fewer than the characters that hosts count. */
  readonly characters: number;
  /** UTF-8 bytes, where the host limits them too. */
  readonly bytes?: number;
  readonly canFold: boolean;
  readonly pointer?: string;
}

/** A comment that fits, and how much of the difference it shows. @public */
export interface FittedComment {
  readonly body: string;
  readonly detail: Detail;
}

/** The most detailed comment that fits; nothing below `from` is tried. A comment that even as totals is too long is cut at a line. @public */
export function fitComment(difference: Difference, room: Room, from: Detail = 'full'): FittedComment {
  const { canFold, pointer } = room;
  const details = DETAILS.slice(DETAILS.indexOf(from));
  for (const detail of details) {
    const body = renderComment(difference, { detail, canFold, ...(pointer === undefined ? {} : { pointer }) });
    if (fits(body, room)) return { body, detail };
  }
  const totals = renderComment(difference, { detail: 'totals', canFold, ...(pointer === undefined ? {} : { pointer }) });
  return { body: cutAtLine(totals, room), detail: 'totals' };
}

/** The next shorter form, for a host that takes less than it says; nothing below totals. */
export function nextDetail(detail: Detail): Detail | undefined {
  return DETAILS[DETAILS.indexOf(detail) + 1];
}

const CUT = '\n\nThe rest is left out: a comment may not be longer.\n';

function fits(body: string, { characters, bytes }: Room): boolean {
  return body.length <= characters && (bytes === undefined || new TextEncoder().encode(body).length <= bytes);
}

/** Whole lines, and of a single line that is too long whole characters. */
function cutAtLine(body: string, room: Room): string {
  const lines = body.split('\n');
  while (lines.length > 1 && !fits(`${lines.join('\n')}${CUT}`, room)) lines.pop();
  const characters = [...lines.join('\n')];
  while (characters.length > 0 && !fits(`${characters.join('')}${CUT}`, room)) characters.pop();
  return `${characters.join('')}${CUT}`;
}
