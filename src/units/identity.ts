/** Numbers objects in the order in which they are first seen: the key of values that are the same object. */
export function identities(): (value: object) => number {
  const numbers = new WeakMap<object, number>();
  let count = 0;
  return (value) => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    count += 1;
    numbers.set(value, count);
    return count;
  };
}
