/** Two values next to each other on a grid of whole numbers: at `holds` a verdict stands, at `flips` it does not. */
export interface Neighbours {
  readonly holds: number;
  readonly flips: number;
}

/** At most so many values are tried on each side. */
const TRIES_MAX = 24;

/** The first steps are taken one by one, since packing is not monotone; further ones double. */
const SMALL_STEPS = 2;

/**
 * The nearest whole number found from `now` towards `end` at which a verdict no longer holds, next to one at which it does.
 * Steps grow until the verdict flips, then the gap is halved; every value in between that was tried is judged by pricing.
 * Where a verdict that flips never flips back (`monotone`), the end alone tells whether there is anything to look for, and
 * halving finds it.
 */
export function neighboursTowards(
  now: number,
  end: number,
  holds: (value: number) => boolean,
  { monotone = false }: { readonly monotone?: boolean } = {},
): Neighbours | undefined {
  if (now === end || (monotone && holds(end))) return undefined;
  const { last, flipped } = monotone ? { last: now, flipped: end } : stepTowards(now, end, holds);
  if (flipped === undefined) return undefined;
  let [held, lost] = [last, flipped];
  while (Math.abs(lost - held) > 1) {
    const middle = Math.trunc((lost + held) / 2);
    if (holds(middle)) held = middle;
    else lost = middle;
  }
  return { holds: held, flips: lost };
}

/** Steps from `now` to `end` until one does not hold, and the last one before that did. */
function stepTowards(now: number, end: number, holds: (value: number) => boolean): { last: number; flipped?: number } {
  const sign = end > now ? 1 : -1;
  let [last, step] = [now, 1];
  for (let tries = 1; last !== end && tries <= TRIES_MAX; tries += 1) {
    const next = sign > 0 ? Math.min(end, last + step) : Math.max(end, last - step);
    if (!holds(next)) return { last, flipped: next };
    last = next;
    if (tries >= SMALL_STEPS) step *= 2;
  }
  return { last };
}
