/** Two columns wide on a terminal, among the characters that our tests use: Hangul, Chinese, emoji old and new. */
const WIDE = /[\u1100-\u115f\u3000-\u9fff\uac00-\ud7a3\uff01-\uff60\u{1f300}-\u{1f64f}\u{1f900}-\u{1faff}]/u;

/** How many columns a text of our tests takes, counted without the program's own measure. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : 1;
  return columns;
}
