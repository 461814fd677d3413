import { EcsCostError } from '../../units/errors.ts';
import type { Difference } from './difference.ts';

/** Members that every difference has, and of which kind. */
const LISTS = ['workloads', 'budgets'] as const;

/** Exact decimals, where a member's name ends with `Usd`. */
const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * Reads a saved difference. It is checked as far as a report depends on it: version, lists, and that every amount is an exact
 * decimal, so that nothing else can get into a report as an amount.
 *
 * @throws EcsCostError `REPORT_INVALID`.
 */
export function checkDifference(text: string, file: string): Difference {
  const refuse = (path: string, problem: string): never => {
    throw new EcsCostError('REPORT_INVALID', [{ file, path, problem, hint: 'make it with ecs-cost diff --format json' }]);
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('', 'is no JSON');
  }
  const root = value as Record<string, unknown>;
  if (typeof value !== 'object' || value === null || root['kind'] !== 'difference') return refuse('kind', 'is not "difference"');
  if (root['schemaVersion'] !== 1) return refuse('schemaVersion', 'is not a version that this program reads');
  for (const list of LISTS) if (!Array.isArray(root[list])) refuse(list, 'is not a list');
  checkAmounts(root, '', refuse);
  return value as Difference;
}

function checkAmounts(value: unknown, path: string, refuse: (path: string, problem: string) => never): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}${path === '' ? '' : '.'}${key}`;
    if (key.endsWith('Usd') && member !== null && (typeof member !== 'string' || !DECIMAL.test(member)))
      refuse(at, 'is not an exact decimal text');
    checkAmounts(member, at, refuse);
  }
}
