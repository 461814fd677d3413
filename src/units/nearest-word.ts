import { distance } from 'fastest-levenshtein';

/** Longer words than this are no typing mistake of a word we know. */
const WORD_LENGTH_MAX = 64;

/**
 * The word that was probably meant, for "did you mean": the same word in other letters (`desired_count`), a word it
 * begins or that begins it (`memoryMiB`), or the one with the fewest typing mistakes, at most one in three letters.
 * Gives nothing when no word is near. Of equally near words the earlier one wins.
 */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > WORD_LENGTH_MAX) return undefined;
  const letters = lettersOf(word);
  const same = candidates.find((candidate) => lettersOf(candidate) === letters);
  if (same !== undefined || letters === '') return same;
  let nearest: string | undefined;
  let fewest = Math.max(1, Math.floor(letters.length / 3));
  for (const candidate of candidates) {
    const mistakes = distance(letters, lettersOf(candidate));
    if (mistakes < fewest || (mistakes === fewest && nearest === undefined)) [nearest, fewest] = [candidate, mistakes];
  }
  return nearest ?? candidates.find((candidate) => beginsWith(letters, lettersOf(candidate)));
}

function lettersOf(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, '');
}

/** One begins the other, by at least three letters: fewer are too many words' beginning. */
function beginsWith(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a));
}
