/** Longest text that a message repeats. */
const LENGTH_MAX = 60;

/** The text, cut where it is too long for a message. */
export function shortened(text: string): string {
  return text.length <= LENGTH_MAX ? text : `${text.slice(0, LENGTH_MAX - 3)}...`;
}

/** The text in quotes for a message: shortened, and with every character escaped that would act on a terminal. */
export function quoted(text: string): string {
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(shortened(text)).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g, escaped);
}
