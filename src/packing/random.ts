/**
 * A seeded stream of numbers from 0 up to 1: the same seed gives the same stream on every machine. It drives the local
 * search; nothing about it is secret.
 *
 * The generator is mulberry32 (Tommy Ettinger, public domain): 32 bits of state, one multiplication chain a number.
 */
export type RandomStream = () => number;

/** Starts a stream; `seed` is taken modulo 2^32. */
export function randomStream(seed: number): RandomStream {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
