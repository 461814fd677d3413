/** Control characters, lone surrogates, and marks that turn the direction of what follows or break a line. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * The text with everything a terminal could take for a command written out (`\u001b`): a name in a workload file must
 * not move the cursor, change colours or reorder the line it stands in.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
