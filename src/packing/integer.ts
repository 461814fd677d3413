/** The greatest common divisor of two whole numbers up to 2^53 - 1; of 0 and n it is n. */
export function gcd(a: number, b: number): number {
  let [large, small] = a < b ? [b, a] : [a, b];
  while (small > 0) [large, small] = [small, large % small];
  return large;
}
