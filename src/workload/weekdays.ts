import { nearestWord } from '../units/nearest-word.ts';
import { quoted } from './quoted.ts';
import { type Field, type Reading, readList, reportProblem, reportWrong } from './reading.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Reads days of the week, `Mon-Fri`, `Tue` or a list of such, as numbers from 0 (Monday) in their order. */
export function readWeekdays(reading: Reading, field: Field): readonly number[] | undefined {
  const items = field.node.kind === 'list' ? readList(reading, field) : [field];
  if (items?.length === 0) return reportProblem(reading, field, { problem: 'names no day', hint: 'write Mon-Fri, Sat or [Mon, Wed]' });
  const named = items?.map((item) => readDays(reading, item));
  if (!named || named.includes(undefined)) return undefined;
  const days = new Set(named.flatMap((each) => each ?? []));
  return [...days].sort((a, b) => a - b);
}

/** One day, or a range of days that may go over the end of the week (`Sat-Mon`). */
function readDays(reading: Reading, field: Field): number[] | undefined {
  const text = field.node.kind === 'scalar' && typeof field.node.value === 'string' ? field.node.value : '';
  const [first = '', last = first, ...more] = text.split('-');
  const [from, to] = [WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last)];
  if (from === -1 || to === -1 || more.length > 0) {
    return reportWrong(reading, field, { expected: 'a day of the week', hint: hintFor([first, last]) });
  }
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7);
}

/** `monday` is nearest to `Mon`, by its first letters. */
function hintFor(words: readonly string[]): string {
  const near = words.map((word) => WEEKDAYS.find((day) => word.toLowerCase().startsWith(day.toLowerCase())) ?? nearestWord(word, WEEKDAYS));
  if (words.some((word) => word === '') || near.includes(undefined)) return 'write Mon-Fri, Sat or [Mon, Wed]';
  return `did you mean ${quoted([...new Set(near)].join('-'))}?`;
}
