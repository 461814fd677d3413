import { expect, test } from 'vitest';
import { decodeWorkloadText } from '../../src/workload/decode-workload-text.ts';

const bytesOf = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

test('UTF-8 is read with and without a byte order mark', () => {
  expect(decodeWorkloadText(new TextEncoder().encode('name: 가게'))).toBe('name: 가게');
  expect(decodeWorkloadText(bytesOf(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
});

test.each([
  ['UTF-16, little end first', bytesOf(0xff, 0xfe, 0x61, 0x00), 'the file is UTF-16'],
  ['UTF-16, big end first', bytesOf(0xfe, 0xff, 0x00, 0x61), 'the file is UTF-16'],
  ['UTF-16 without a mark', bytesOf(0x61, 0x00, 0x62, 0x00), 'the file is binary or UTF-16: it holds zero bytes'],
  ['a PNG image', bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00), 'the file is binary or UTF-16: it holds zero bytes'],
  ['Latin-1', bytesOf(0x6e, 0xe4, 0x6d, 0x65), 'the file is not UTF-8'],
  ['a gzip stream', bytesOf(0x1f, 0x8b, 0x08, 0x61), 'the file is not UTF-8'],
])('%s is refused with what to do', (_name, bytes, problem) => {
  expect(() => decodeWorkloadText(bytes, { file: 'shop.yaml' })).toThrow(
    `WORKLOAD_INVALID: shop.yaml:1:1  ${problem}; save the file as UTF-8 text`,
  );
});
