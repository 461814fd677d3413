import { EcsCostError } from '../units/errors.ts';

/**
 * The text of a workload file, from its bytes: UTF-8, with or without a byte order mark.
 *
 * @throws EcsCostError `WORKLOAD_INVALID` when the bytes are another encoding or no text.
 * @public
 */
export function decodeWorkloadText(bytes: Uint8Array, options: { file?: string } = {}): string {
  const refuse = (problem: string): never => {
    const file = options.file === undefined ? {} : { file: options.file };
    throw new EcsCostError('WORKLOAD_INVALID', [{ ...file, line: 1, column: 1, path: '', problem, hint: 'save the file as UTF-8 text' }]);
  };
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return refuse('the file is UTF-16');
  if (bytes.includes(0)) return refuse('the file is binary or UTF-16: it holds zero bytes');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('the file is not UTF-8');
  }
}
