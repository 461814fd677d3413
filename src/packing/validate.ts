import { EcsCostError, type Issue } from '../units/errors.ts';
import type { PackingProblem } from './problem.ts';

/** A damaged problem of a million items must not print a million lines. */
const ISSUE_COUNT_MAX = 100;

/**
 * Stops with every fault of a packing problem (up to 100): a capacity, cost, limit or count that is negative, any
 * number that is fractional, not finite or above 2^53 - 1, vectors of different length.
 *
 * @throws EcsCostError `USAGE_INVALID`, one issue a fault, with its path (`items[3].size[0]`).
 */
export function validateProblem(problem: PackingProblem): void {
  const issues: Issue[] = [];
  if (!Array.isArray(problem.bins)) issues.push({ path: 'bins', problem: 'must be a list of bin types' });
  if (!Array.isArray(problem.items)) issues.push({ path: 'items', problem: 'must be a list of items' });
  if (issues.length === 0) {
    const dimensionCount = (problem.bins[0]?.capacity ?? problem.items[0]?.size ?? []).length;
    for (let index = 0; index < problem.bins.length && issues.length < ISSUE_COUNT_MAX; index++) {
      validateBin(problem.bins[index] as PackingProblem['bins'][number], `bins[${index}]`, dimensionCount, issues);
    }
    for (let index = 0; index < problem.items.length && issues.length < ISSUE_COUNT_MAX; index++) {
      // The path is text only when there is a fault: a million items would build a million strings.
      validateItem(problem.items[index] as PackingProblem['items'][number], index, dimensionCount, issues);
    }
  }
  if (issues.length === 0) validateTotalCount(problem, issues);
  if (issues.length > 0) throw new EcsCostError('USAGE_INVALID', issues);
}

/** Copies of equal items are added up. */
function validateTotalCount(problem: PackingProblem, issues: Issue[]): void {
  let total = 0;
  for (const { count } of problem.items) total += count;
  if (total > Number.MAX_SAFE_INTEGER) issues.push({ path: 'items', problem: 'all counts together must not exceed 2^53 - 1' });
}

function validateBin(bin: PackingProblem['bins'][number], path: string, dimensionCount: number, issues: Issue[]): void {
  if (typeof bin !== 'object' || bin === null) {
    issues.push({ path, problem: 'must be a bin type: { capacity, cost, limit? }' });
    return;
  }
  validateVector(bin.capacity, () => `${path}.capacity`, dimensionCount, 0, issues);
  validateNumber(bin.cost, () => `${path}.cost`, 0, issues);
  if (bin.limit !== undefined) validateNumber(bin.limit, () => `${path}.limit`, 0, issues);
}

function validateItem(item: PackingProblem['items'][number], index: number, dimensionCount: number, issues: Issue[]): void {
  const path = (field: string): string => `items[${index}]${field}`;
  if (typeof item !== 'object' || item === null) {
    issues.push({ path: path(''), problem: 'must be an item: { size, count, maxPerBin? }' });
    return;
  }
  validateVector(item.size, () => path('.size'), dimensionCount, -Number.MAX_SAFE_INTEGER, issues);
  validateNumber(item.count, () => path('.count'), 0, issues);
  if (item.maxPerBin !== undefined) validateNumber(item.maxPerBin, () => path('.maxPerBin'), 1, issues);
}

function validateVector(vector: unknown, path: () => string, dimensionCount: number, minimum: number, issues: Issue[]): void {
  if (!Array.isArray(vector)) {
    issues.push({ path: path(), problem: 'must be a list of numbers, one a dimension' });
    return;
  }
  if (vector.length !== dimensionCount) {
    issues.push({ path: path(), problem: `has ${vector.length} numbers, the problem has ${dimensionCount} dimensions` });
    return;
  }
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    validateNumber(vector[dimension], () => `${path()}[${dimension}]`, minimum, issues);
  }
}

function validateNumber(value: unknown, path: () => string, minimum: number, issues: Issue[]): void {
  if (Number.isSafeInteger(value) && (value as number) >= minimum) return;
  issues.push({
    path: path(),
    problem: `must be a whole number from ${minimum === 0 || minimum === 1 ? minimum : '-(2^53 - 1)'} to 2^53 - 1, not ${String(value)}`,
  });
}
