import type { Curve, Flip } from '../advice.ts';
import { neighboursTowards } from './neighbours.ts';
import type { VariedInput } from './varied-input.ts';
import type { Judge, VerdictAt } from './verdict-at.ts';

/** What varying one input of a service shows. */
export interface Varied {
  readonly flips: readonly Flip[];
  readonly curve: Curve;
}

/** Follows one input down and up from where it is now, each value judged by pricing, until the verdict flips. */
export function flipsOfInput({ input, now, least, most, variant, text }: VariedInput, judge: Judge): Varied {
  const tried = new Map<number, VerdictAt>();
  const verdictAt = (step: number): VerdictAt => {
    const known = tried.get(step);
    if (known) return known;
    const verdict = judge.at(variant(step));
    tried.set(step, verdict);
    return verdict;
  };
  const holds = (step: number): boolean => verdictAt(step).holds;
  const flips = holds(now)
    ? [least, most].flatMap((end): Flip[] => {
        const found = neighboursTowards(now, end, holds);
        const to = found && verdictAt(found.flips).best;
        if (!found || to === undefined) return [];
        const direction = end < now ? 'below' : 'above';
        return [{ input, now: text(now), direction, holds: text(found.holds), flips: text(found.flips), to }];
      })
    : [];
  const points = [...tried].sort(([a], [b]) => a - b).map(([step, { costs }]) => ({ at: text(step), costs }));
  return { flips, curve: { input, points } };
}
