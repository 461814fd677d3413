import { printable } from './printable.ts';

/** A table of GitHub Flavored Markdown; cells are escaped already. */
export function markdownTable(
  heads: readonly string[],
  aligns: readonly ('left' | 'right')[],
  rows: readonly (readonly string[])[],
): string {
  const rule = aligns.map((align) => (align === 'right' ? '--:' : '---'));
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Content that opens with a click, where the host can do that. */
export function folded(summary: string, blocks: readonly string[]): string {
  const content = blocks.filter((block) => block !== '').join('\n\n');
  return `<details>\n<summary>${escaped(summary)}</summary>\n\n${content}\n\n</details>`;
}

/** What would be markup, as the same character that is none; `&#8203;` (no width) keeps mentions and links from forming. */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '\\|',
  '`': '\\`',
  '*': '\\*',
  '[': '\\[',
  ']': '\\]',
  '~': '\\~',
  '\\': '\\\\',
  '@': '@&#8203;',
  '#': '#&#8203;',
};

/**
 * Marks that begin a reference or an emoji when a word follows: hosts look for them in rendered text, where a backslash is
 * gone. `GH-12` is a reference of GitHub.
 */
const REFERENCES = /(?:[!%^]|\\~|:(?=[a-z_+-]+\d*:))(?=[\p{L}\p{N}_+-])|&amp;(?=\d)|\bGH(?=-\d)|\\\[(?=\w+:)/gu;

/**
 * A text that shows as it is inside a line: no markup, no HTML, no link, no mention of a person, and none of the references
 * and commands that code hosts look for in the text they have rendered already (`!12`, `~label`, `%milestone`, `:tada:`).
 */
export function escaped(text: string): string {
  return printable(text)
    .replace(/[&<>|`*[\]~\\@#]/g, (mark) => ESCAPES[mark] ?? mark)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/:\/\/|\bwww\./gi, (link) => `${link.slice(0, 1)}&#8203;${link.slice(1)}`)
    .replace(REFERENCES, (mark) => `${mark}&#8203;`)
    .replace(/\$(?!\d)/g, '\\$');
}

/** An item of a list, in which a text that begins like a list or heading does not become one. */
export function item(text: string): string {
  const begun = escaped(text).replace(/^[-+=]/, (mark) => `\\${mark}`);
  return `- ${begun.replace(/^(\d+)([.)])/, '$1\\$2')}`;
}
