import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createJsonScanner, type JsonPath } from '../../../src/catalog/update/json-scanner.ts';

/** Values at a place, found in the parsed document. */
function valuesAt(value: unknown, pattern: JsonPath): unknown[] {
  const [key, ...rest] = pattern;
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (key === '*') return Object.values(value).flatMap((each) => valuesAt(each, rest));
  return Array.isArray(value) || !Object.hasOwn(value, key) ? [] : valuesAt((value as Record<string, unknown>)[key], rest);
}

function scanned(text: string, patterns: readonly JsonPath[], chunkBytes: number): { values: unknown[]; isWhole: boolean } {
  const values: unknown[] = [];
  const scanner = createJsonScanner(patterns, (_, value) => values.push(value));
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += chunkBytes) scanner.push(bytes.subarray(at, at + chunkBytes));
  return { values, isWhole: scanner.end() };
}

describe('a scanner of JSON', () => {
  test('finds what a complete parser finds, however the bytes come in', () => {
    const key = fc.constantFrom('a', 'b', 'tö"', '\\', '');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 0, -1.5e-3, '', 'x', '}{][,:"\\', '\u20ac'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(key, tree, { maxKeys: 4 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (document, chunkBytes, indented) => {
          for (const pattern of [['a'], ['*', 'b'], ['*', '*'], ['a', '*', 'b']]) {
            const text = JSON.stringify(document, undefined, indented ? 2 : 0);
            expect(scanned(text, [pattern], chunkBytes)).toEqual({ values: valuesAt(document, pattern), isWhole: true });
          }
        },
      ),
      { seed: 42 },
    );
  });

  test('hands out values in the order of the document, with the keys on the way to them', () => {
    const paths: string[] = [];
    const scanner = createJsonScanner([['terms', '*', '*'], ['version']], (path, value) =>
      paths.push(`${path.join('/')}=${JSON.stringify(value)}`),
    );
    scanner.push(Buffer.from('{"version":"1","terms":{"OnDemand":{"A":{"x":1}},"Reserved":{"B":[2]}}}'));
    expect(paths).toEqual(['version="1"', 'terms/OnDemand/A={"x":1}', 'terms/Reserved/B=[2]']);
  });

  test.each(['{"a":1', '{"a":"', '', '{"a":[1}'.slice(0, 6)])('knows that %j is not complete', (text) => {
    expect(scanned(text, [['a']], 3).isWhole).toBe(false);
  });

  test.each(['{}}', '{} x', '{"a":{"b" 1}}'])('refuses %j', (text) => {
    expect(() => scanned(text, [['a']], 100)).toThrow(SyntaxError);
  });
});
