/** A whole number from 0 below 2^32 that follows from a text, as the seed of a stream: FNV-1a, 32 bits. */
export function seedOfText(text: string): number {
  let seed = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) seed = Math.imul(seed ^ text.charCodeAt(index), 0x01000193);
  return seed >>> 0;
}
