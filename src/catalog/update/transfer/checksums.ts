import { createHash, type Hash } from 'node:crypto';

/** Checksums that an answer's head states for the bytes of its body, by hash function, in lower-case hexadecimal. */
export type StatedChecksums = ReadonlyMap<'md5' | 'sha256', string>;

/**
 * The checksums in an answer's head. The ETag of a file that S3 holds in one piece, without a key of one's own, is the
 * file's MD5; files uploaded in parts have another kind (with a dash), and weak ETags belong to a compressed copy.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
export function statedChecksums(headers: Readonly<Record<string, string>>): StatedChecksums {
  const stated = new Map<'md5' | 'sha256', string>();
  const sha256 = hexOfBase64(headers['x-amz-checksum-sha256'], 32);
  if (sha256 !== undefined) stated.set('sha256', sha256);
  const md5 = hexOfBase64(headers['content-md5'], 16) ?? md5OfETag(headers);
  if (md5 !== undefined) stated.set('md5', md5);
  return stated;
}

/** Hashes of the bytes of a body, for the checksums that were stated. */
export interface RunningChecksums {
  readonly update: (bytes: Uint8Array) => void;
  /** The first one that is not what was stated, in words. */
  readonly mismatch: () => string | undefined;
}

/** Starts the hashes that are needed to check what was stated. */
export function runningChecksums(stated: StatedChecksums): RunningChecksums {
  const hashes = [...stated].map(([name, expected]): [string, Hash, string] => [name, createHash(name), expected]);
  return {
    update: (bytes) => {
      for (const [, hash] of hashes) hash.update(bytes);
    },
    mismatch: () => {
      for (const [name, hash, expected] of hashes) {
        const actual = hash.digest('hex');
        if (actual !== expected) return `${name} ${actual} instead of ${expected}`;
      }
      return undefined;
    },
  };
}

function md5OfETag(headers: Readonly<Record<string, string>>): string | undefined {
  if (headers['content-encoding'] !== undefined || headers['x-amz-server-side-encryption'] === 'aws:kms') return undefined;
  return /^"([0-9a-f]{32})"$/i.exec(headers['etag'] ?? '')?.[1]?.toLowerCase();
}

function hexOfBase64(text: string | undefined, length: number): string | undefined {
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length ? bytes.toString('hex') : undefined;
}
