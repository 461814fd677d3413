import stringWidth from 'string-width';

const ASCII = /^[\x20-\x7e]*$/;

/**
 * Characters that terminals draw two columns wide and the Unicode tables of string-width 4 (Unicode 12) do not know:
 * newer emoji, Tangut and Nushu, hexagrams. The release with newer tables starts ten times slower. The ranges are
 * generous: a column too many costs a blank, one too few breaks the table.
 */
const NEWER_WIDE =
  /[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\u{16fe0}-\u{191d2}\u{1aff0}-\u{1b2fb}\u{1d300}-\u{1d376}\u{1f1ae}\u{1f260}-\u{1f265}\u{1f6d6}-\u{1f6fc}\u{1f7da}-\u{1f7f0}\u{1f90c}-\u{1f9cc}\u{1fa70}-\u{1fafa}]/gu;

const TWO_COLUMNS = '\u3000';
const ELLIPSIS = '…';
const ZERO_WIDTH_JOINER_AT_END = /[\u200d\ufe0f]+$/;

/** A blank where a line may break: not before a percent sign or a dot between two names. */
const WORD_BREAK = / (?![%·])/;

/** How many columns a text takes on a terminal. */
export function displayWidth(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text.replace(NEWER_WIDE, TWO_COLUMNS));
}

/** The text, or as much of its beginning as leaves room for an ellipsis: never wider than `columns` (at least 1). */
export function fitText(text: string, columns: number): string {
  return displayWidth(text) <= columns ? text : `${beginningOf(text, columns - 1).replace(ZERO_WIDTH_JOINER_AT_END, '')}${ELLIPSIS}`;
}

/** Lines no wider than `columns`, broken between words; a word that is too wide for a line is cut. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(WORD_BREAK)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= columns) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = fitText(word, columns);
    }
  }
  return [...lines, line];
}

function beginningOf(text: string, columns: number): string {
  let [beginning, width] = ['', 0];
  for (const character of text) {
    // Marks that combine with what stands before them are wide only together with it.
    width = displayWidth(beginning + character);
    if (width > columns || beginning.length > 8 * columns) break;
    beginning += character;
  }
  return beginning;
}
