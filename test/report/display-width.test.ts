import { expect, test } from 'vitest';
import { displayWidth, fitText, wrapText } from '../../src/report/display-width.ts';
import { printable } from '../../src/report/printable.ts';

test.each([
  ['shop', 4],
  ['', 0],
  ['한국', 4],
  ['日本', 4],
  ['EC2 · ARM64', 11],
  ['😀', 2],
  // Unicode 14 and 15.
  ['🫠🩷', 4],
  ['e\u0301', 1],
])('%j takes %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

test('a text that is too wide ends with an ellipsis inside its room', () => {
  expect(fitText('m7g.large', 9)).toBe('m7g.large');
  expect(fitText('m7g.large', 5)).toBe('m7g.…');
  expect(fitText('한국어', 4)).toBe('한…');
  expect(fitText('한국어', 1)).toBe('…');
});

test('a family of emoji is not cut to end in a joiner', () => {
  expect(fitText('👨\u200d👩\u200d👧 shop', 3)).not.toMatch(/\u200d…/);
});

test('lines break between words, and not before a percent sign', () => {
  expect(wrapText('at most 4.0 % above', 11)).toEqual(['at most', '4.0 % above']);
  expect(wrapText('at most 4.0 % above', 12)).toEqual(['at most', '4.0 % above']);
  expect(wrapText('a ridiculously-long-word b', 10)).toEqual(['a', 'ridiculou…', 'b']);
});

test('control characters, lone surrogates and marks of direction are written out', () => {
  expect(printable('a\u001b[2J\u0007\r\n\u009b\ud800\u202e\u2028b')).toBe(
    String.raw`a\u001b[2J\u0007\u000d\u000a\u009b\ud800\u202e\u2028b`,
  );
  expect(printable('한국 😀 é')).toBe('한국 😀 é');
});
