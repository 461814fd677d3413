import { quoted } from './quoted.ts';

/** One field of an EventBridge cron expression. */
interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values, the first for `min`. */
  readonly words?: readonly string[];
  /** What the field may hold besides numbers, ranges, lists and steps. */
  readonly special?: RegExp;
  readonly steps: boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The six fields in their order; a weekday counts from 1 = Sunday. */
const CRON_FIELDS: readonly CronField[] = [
  { name: 'minutes', min: 0, max: 59, steps: true },
  { name: 'hours', min: 0, max: 23, steps: true },
  { name: 'day of month', min: 1, max: 31, special: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/, steps: true },
  { name: 'month', min: 1, max: 12, words: MONTHS, steps: true },
  { name: 'day of week', min: 1, max: 7, words: WEEKDAYS, special: /^(\?|L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5]))$/, steps: false },
  { name: 'year', min: 1970, max: 2199, steps: true },
];

/**
 * What is wrong with the fields of an EventBridge cron expression, or nothing.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function cronProblem(fields: readonly string[]): { readonly problem: string; readonly hint: string } | undefined {
  const hint = 'the fields are minutes, hours, day of month, month, day of week, year, as cron(0 1 * * ? *)';
  if (fields.length !== CRON_FIELDS.length) {
    return { problem: `has ${fields.filter((each) => each !== '').length} fields, not six`, hint: unixHint(fields) ?? hint };
  }
  const wrong = CRON_FIELDS.findIndex((field, index) => !isValid(fields[index] ?? '', field));
  const field = CRON_FIELDS[wrong];
  if (field) return { problem: `${quoted(fields[wrong] ?? '')} is not a value for ${field.name}`, hint: hintFor(field) };
  if ((fields[2] === '?') === (fields[4] === '?')) {
    return {
      problem: 'exactly one of day of month and day of week has to be "?"',
      hint: 'as cron(0 1 * * ? *) or cron(0 1 ? * MON-FRI *)',
    };
  }
  return undefined;
}

function isValid(text: string, field: CronField): boolean {
  if (field.special?.test(text.toUpperCase())) return true;
  return text.split(',').every((part) => isRange(part, field));
}

/** `*`, `5`, `5-10`, and with a step `*` + `/15`, `0/15`, `5-30/5`; a range does not run backwards. */
function isRange(text: string, field: CronField): boolean {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0 || (step !== undefined && !isStep(step, field))) return false;
  if (range === '*') return true;
  const [from = '', to, ...rest] = range.split('-');
  const first = numberOf(from, field);
  const last = to === undefined ? first : numberOf(to, field);
  return rest.length === 0 && first !== undefined && last !== undefined && first <= last;
}

/** A step beyond the field would never be taken. */
function isStep(text: string, { min, max, steps }: CronField): boolean {
  return steps && /^[1-9]\d{0,3}$/.test(text) && Number(text) <= max - min + 1;
}

function numberOf(text: string, { min, max, words }: CronField): number | undefined {
  const word = words?.indexOf(text.toUpperCase()) ?? -1;
  if (word >= 0) return min + word;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : -1;
  return value >= min && value <= max ? value : undefined;
}

function hintFor({ name, min, max, words }: CronField): string {
  return words ? `${name} is from ${min} to ${max}, or ${words[0]} to ${words.at(-1)}` : `${name} is from ${min} to ${max}`;
}

/** A Unix cron line as EventBridge writes it; only where no weekday has to be renumbered. */
function unixHint(fields: readonly string[]): string | undefined {
  const eventBridge = [...fields.slice(0, 4), '?', '*'];
  if (fields.length !== 5 || fields[4] !== '*' || cronProblem(eventBridge)) return undefined;
  return `EventBridge has a year and a "?": write cron(${eventBridge.join(' ')})`;
}
