import { plainDecimalText } from '../../units/decimal-text.ts';
import { EcsCostError, type Issue } from '../../units/errors.ts';
import { type Quantity, quantityFromText } from '../../units/quantity.ts';

/** Reads a decimal from 0 exactly, from its text or from a number as it prints; else adds an issue. */
export function readDecimal(value: unknown, path: string, issues: Issue[]): Quantity | undefined {
  const plain = typeof value === 'string' || typeof value === 'number' ? plainDecimalText(String(value)) : undefined;
  if (plain !== undefined) return quantityFromText(plain);
  issues.push({ path, problem: `must be a decimal from 0, as "0.04048", not ${shown(value)}` });
  return undefined;
}

/** Reads a decimal from 0 that may be left out; else adds an issue. */
export function readOptionalDecimal(value: unknown, path: string, issues: Issue[]): Quantity | undefined {
  return value === undefined ? undefined : readDecimal(value, path, issues);
}

/** Reads a size in normalised units that may be left out; else adds an issue. */
export function readUnits(value: unknown, path: string, issues: Issue[]): Quantity | undefined {
  const units = readOptionalDecimal(value, path, issues);
  if (units && units.numerator === 0n) issues.push({ path, problem: 'a size is above 0 units' });
  return units;
}

/** Reads named decimals from 0, all of them needed; throws with every problem, those found before among them. */
export function readDecimals<Name extends string>(values: Readonly<Record<Name, unknown>>, issues: Issue[] = []): Record<Name, Quantity> {
  const entries = Object.entries(values).map(([name, value]) => [name, readDecimal(value, name, issues)] as const);
  throwIssues(issues);
  return Object.fromEntries(entries) as Record<Name, Quantity>;
}

/** Stops with every problem of the call, if there is one. */
export function throwIssues(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new EcsCostError('USAGE_INVALID', issues);
}

/** A wrong value in few words, for a message. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const text = typeof value === 'string' ? JSON.stringify(value) : typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
