import { plainDecimalText } from '../../units/decimal-text.ts';
import type { Issue } from '../../units/errors.ts';
import { leastCommonMultiple, type Quantity, quantityFromText, quantityOf } from '../../units/quantity.ts';
import { foldEqualHours } from './fold-equal-hours.ts';
import { type HourlyQuantity, type HourlyRow, type HourlyTable, numeratorAt } from './hourly-usage.ts';
import { shown } from './read-decimal.ts';

/** Decimals of so many characters are whole numbers below 2^53 without their point. */
const DIGITS_MAX = 15;

/** Reads the quantities of every usage and the hours that each entry counts for; folds equal hours. */
export function readHourlyTable(
  quantities: readonly ArrayLike<HourlyQuantity>[],
  hours: readonly HourlyQuantity[] | undefined,
  issues: Issue[],
): HourlyTable | undefined {
  const columns = hours?.length ?? quantities[0]?.length ?? 0;
  const before = issues.length;
  const rows = quantities.map((values, index) => {
    const path = `usage[${index}].quantities`;
    if (typeof values === 'object' && values !== null && values.length === columns) return readRow(values, path, issues);
    issues.push({ path, problem: `must list ${columns} quantities, one for each hour, as the others do` });
    return undefined;
  });
  const weights = readWeights(hours, columns, issues);
  if (columns === 0) issues.push({ path: 'usage', problem: 'there are no hours' });
  if (issues.length > before || !weights) return undefined;
  return foldEqualHours(
    rows.filter((row) => row !== undefined),
    weights,
  );
}

function readWeights(
  hours: readonly HourlyQuantity[] | undefined,
  columns: number,
  issues: Issue[],
): { readonly weights: readonly bigint[]; readonly scale: bigint } | undefined {
  if (!hours) return { weights: new Array<bigint>(columns).fill(1n), scale: 1n };
  const row = readRow(hours, 'hours', issues);
  return row && { weights: hours.map((_, index) => numeratorAt(row, index)), scale: row.scale };
}

/** The way most usage takes: whole numbers and short decimals, without a big number on the way. */
function readRow(values: ArrayLike<HourlyQuantity>, path: string, issues: Issue[]): HourlyRow | undefined {
  const numerators = new Float64Array(values.length);
  const decimals = new Uint8Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) {
      numerators[index] = value + 0;
      continue;
    }
    const short = typeof value === 'string' ? shortDecimal(value) : undefined;
    if (!short) return readExactRow(values, path, issues);
    numerators[index] = short.digits;
    decimals[index] = short.decimals;
  }
  const most = decimals.reduce((longest, length) => Math.max(longest, length), 0);
  const scaled = most === 0 ? numerators : numerators.map((digits, index) => digits * 10 ** (most - (decimals[index] ?? 0)));
  if (most > 0 && !scaled.every(Number.isSafeInteger)) return readExactRow(values, path, issues);
  return { numerators: scaled, exact: undefined, scale: 10n ** BigInt(most) };
}

/** A plain decimal of few digits as a whole number and its decimals; nothing for any other text. */
function shortDecimal(text: string): { readonly digits: number; readonly decimals: number } | undefined {
  let [digits, decimals, point] = [0, 0, false];
  if (text.length === 0 || text.length > DIGITS_MAX) return undefined;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit;
      if (point) decimals += 1;
    } else if (text[index] === '.' && !point) {
      point = true;
    } else {
      return undefined;
    }
  }
  return point === decimals > 0 ? { digits, decimals } : undefined;
}

/** Every other row: fractions, long decimals; and the place where a wrong value is found and named. */
function readExactRow(values: ArrayLike<HourlyQuantity>, path: string, issues: Issue[]): HourlyRow | undefined {
  const quantities: Quantity[] = [];
  let wrong: { readonly index: number; count: number } | undefined;
  for (let index = 0; index < values.length; index += 1) {
    const quantity = quantityOfValue(values[index]);
    if (quantity) quantities.push(quantity);
    else if (wrong) wrong.count += 1;
    else wrong = { index, count: 1 };
  }
  if (wrong) {
    const others = wrong.count > 1 ? ` (and ${wrong.count - 1} more like it)` : '';
    issues.push({ path: `${path}[${wrong.index}]`, problem: `must be a decimal from 0, not ${shown(values[wrong.index])}${others}` });
    return undefined;
  }
  const scale = quantities.reduce((multiple, { denominator }) => leastCommonMultiple(multiple, denominator), 1n);
  const exact = quantities.map(({ numerator, denominator }) => numerator * (scale / denominator));
  const isSafe = exact.every((numerator) => numerator <= BigInt(Number.MAX_SAFE_INTEGER));
  return { numerators: Float64Array.from(exact, Number), exact: isSafe ? undefined : exact, scale };
}

function quantityOfValue(value: unknown): Quantity | undefined {
  if (typeof value === 'string' || typeof value === 'number') {
    const plain = plainDecimalText(String(value));
    return plain === undefined ? undefined : quantityFromText(plain);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { numerator, denominator } = value as Partial<Quantity>;
  if (typeof numerator !== 'bigint' || typeof denominator !== 'bigint' || numerator < 0n || denominator <= 0n) return undefined;
  return quantityOf(numerator, denominator);
}
