import { EcsCostError } from '../../units/errors.ts';
import { nearestWord } from '../../units/nearest-word.ts';
import { ADJACENT_OFFERS } from './select-adjacent.ts';

/** The lists that an update reads, in this order: Spot estimates need the On-Demand rates. */
const PARTS: readonly string[] = ['AmazonECS', 'AmazonEC2', 'AWSComputeSavingsPlan', 'FargateSpot', 'EC2Spot', ...ADJACENT_OFFERS];

/** Parts that only the API gives. */
const API_PARTS: readonly string[] = ['InstanceTypes'];

/** Parts of which every Region must have a list; the others may be absent in a Region. */
export const ESSENTIAL_PARTS: readonly string[] = ['AmazonECS', 'AmazonEC2'];

/**
 * The parts that `--services` names, in reading order; all of them when it names none. Throws `USAGE_INVALID` with every name
 * that is none.
 */
export function partsNamed(names: readonly string[], source: 'bulk' | 'api'): string[] {
  const known = source === 'api' ? [...PARTS, ...API_PARTS] : PARTS;
  if (names.length === 0) return [...known];
  const issues = names
    .filter((name) => partOf(name, known) === undefined)
    .map((name) => {
      const near = nearestWord(name, known);
      const hint = near === undefined ? `there is ${known.join(', ')}` : `did you mean ${near}?`;
      return {
        path: '--services',
        problem: `"${name}" is no price list that this program reads from ${source === 'api' ? 'the API' : 'the bulk files'}`,
        hint,
      };
    });
  if (issues.length > 0) throw new EcsCostError('USAGE_INVALID', issues);
  return known.filter((part) => names.some((name) => partOf(name, known) === part));
}

function partOf(name: string, known: readonly string[]): string | undefined {
  return known.find((part) => part.toLowerCase() === name.toLowerCase());
}
