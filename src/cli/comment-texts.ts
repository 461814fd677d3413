import type { Difference } from '../comparison/difference/difference.ts';
import { fitComment, nextDetail, type Room } from '../report/difference/fit-comment.ts';
import type { Detail } from '../report/difference/render-comment.ts';

/**
 * The texts of a comment, the most detailed that fits first, each later one with less; nothing after the shortest. `reserved` are
 * characters that stand above the text.
 */
export function commentTexts(difference: Difference, room: Room, reserved: number): () => string | undefined {
  const LINES_BETWEEN = 2;
  const left: Room = { ...room, characters: room.characters - reserved - LINES_BETWEEN };
  let next: Detail | undefined = 'full';
  return () => {
    if (next === undefined) return undefined;
    const { body, detail } = fitComment(difference, left, next);
    next = nextDetail(detail);
    return body;
  };
}
