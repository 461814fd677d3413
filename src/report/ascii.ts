/** Our own marks in ASCII, each as wide as before. */
const ASCII_MARKS: Readonly<Record<string, string>> = { '█': '#', '░': '.', '·': '-', '≥': '>', '≈': '~', '…': '~', '─': '-' };

/** A report with bars, dots and rules of ASCII characters; names stay as they are. */
export function inAscii(text: string): string {
  return text.replace(/[█░·≥≈…─]/g, (mark) => ASCII_MARKS[mark] ?? mark);
}
