const QUOTE = 0x22;
const COMMA = 0x2c;
const CARRIAGE_RETURN = 0x0d;

/** The byte that ends a line. */
export const NEWLINE = 0x0a;

/** The end of the bytes came before the end of what was looked for. */
export const INCOMPLETE: number = -1;

/** The comma or line end after the field that starts here. */
export function endOfField(bytes: Buffer, from: number): number {
  const { length } = bytes;
  let at = from;
  if (bytes[at] === QUOTE) {
    at = endOfQuoted(bytes, at);
    if (at === INCOMPLETE) return INCOMPLETE;
  }
  while (at < length && bytes[at] !== COMMA && bytes[at] !== NEWLINE) at += 1;
  return at < length ? at : INCOMPLETE;
}

/** The first byte after the closing quote of the field that starts here. */
function endOfQuoted(bytes: Buffer, from: number): number {
  const { length } = bytes;
  let at = from + 1;
  for (;;) {
    while (at < length && bytes[at] !== QUOTE) at += 1;
    if (at >= length) return INCOMPLETE;
    if (bytes[at + 1] !== QUOTE) return at + 1;
    at += 2;
  }
}

/**
 * The first byte after the row's line end; `from` is outside quotes. A line end right after a closing quote ends the row
 * for sure, and searching for one is far faster than counting quotes; only other line ends need the count.
 */
export function endOfRow(bytes: Buffer, from: number): number {
  const newline = bytes.indexOf(NEWLINE, from);
  if (newline === INCOMPLETE) return INCOMPLETE;
  return isClosingQuote(bytes, newline - 1, from) ? newline + 1 : endOfRowByCount(bytes, from);
}

/** A single quote that does not open a field: inside a field, quotes come in pairs. */
function isClosingQuote(bytes: Buffer, at: number, from: number): boolean {
  const before = bytes[at - 1];
  return at > from && bytes[at] === QUOTE && before !== QUOTE && before !== COMMA;
}

function endOfRowByCount(bytes: Buffer, from: number): number {
  const { length } = bytes;
  let isQuoted = false;
  for (let at = from; at < length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (byte === NEWLINE && !isQuoted) return at + 1;
  }
  return INCOMPLETE;
}

/** Whether the field that starts here has one of the values. */
export function isOneOf(bytes: Buffer, from: number, delimiter: number, values: readonly Uint8Array[]): boolean {
  const [start, end] = [valueStart(bytes, from), valueEnd(bytes, from, delimiter)];
  for (const value of values) if (isEqual(bytes, start, end, value)) return true;
  return false;
}

function isEqual(bytes: Buffer, start: number, end: number, value: Uint8Array): boolean {
  if (end - start !== value.length) return false;
  for (let index = 0; index < value.length; index += 1) if (bytes[start + index] !== value[index]) return false;
  return true;
}

/** All fields of a row as texts. */
export function cellsOf(bytes: Buffer, from: number, next: number): string[] {
  const cells: string[] = [];
  let at = from;
  while (at < next) {
    const delimiter = endOfField(bytes, at);
    cells.push(cellOf(bytes, at, delimiter));
    at = delimiter + 1;
    // A comma right before the line end starts a last, empty field.
    if (bytes[delimiter] === NEWLINE) break;
  }
  return cells;
}

/** The field as a text, or the text of the last row if that is the same. */
export function cellOrLast(bytes: Buffer, from: number, delimiter: number, last: string): string {
  const [start, end] = [valueStart(bytes, from), valueEnd(bytes, from, delimiter)];
  if (end - start !== last.length) return cellOf(bytes, from, delimiter);
  for (let index = 0; index < last.length; index += 1)
    if (bytes[start + index] !== last.charCodeAt(index)) return cellOf(bytes, from, delimiter);
  return last;
}

function cellOf(bytes: Buffer, from: number, delimiter: number): string {
  const [start, end] = [valueStart(bytes, from), valueEnd(bytes, from, delimiter)];
  const text = bytes.toString('utf8', start, end);
  return start > from && text.includes('""') ? text.replaceAll('""', '"') : text;
}

/** Where the value of a field starts: behind its quote, if it has one. */
function valueStart(bytes: Buffer, from: number): number {
  return bytes[from] === QUOTE ? from + 1 : from;
}

/** Where it ends: before its quote, and before the carriage return of a line of Windows. */
function valueEnd(bytes: Buffer, from: number, delimiter: number): number {
  const end = bytes[delimiter - 1] === CARRIAGE_RETURN && delimiter > from ? delimiter - 1 : delimiter;
  return bytes[from] === QUOTE ? end - 1 : end;
}

/** Whether the bytes from here on begin so. */
export function startsWith(bytes: Buffer, from: number, beginning: Uint8Array): boolean {
  for (let index = 0; index < beginning.length; index += 1) if (bytes[from + index] !== beginning[index]) return false;
  return true;
}

/** Whether nothing stands between here and the line end. */
export function isBlankLine(bytes: Buffer, from: number, newline: number): boolean {
  return newline === from || (newline === from + 1 && bytes[from] === CARRIAGE_RETURN);
}
