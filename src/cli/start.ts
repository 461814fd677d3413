import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** Fingerprint of the bundle, put in by scripts/build.ts: V8 itself compares only the length of the source. */
declare const BUNDLE_FINGERPRINT: string;

/** The command whose run is kept: it goes through nearly all of the code. */
const KEPT_COMMAND = 'compare';

const CHECKSUM_BYTES = 4;

/**
 * Node 20 optimizes a function after 130 KB of executed bytecode. A short run then compiles more than it gains, and waits
 * at its end for compilations that nobody needs any more: 40 of 130 ms. Later optimization costs a long run nothing that
 * shows. Newer versions have a cheaper compiler in between and no such flag.
 */
const LATER_OPTIMIZATION = { nodeVersion: 'v20.', flag: '--interrupt-budget=2000000' };

/**
 * Starts the bundled command line, `main.cjs` beside this file, with what V8 compiled in an earlier run where there is
 * such a thing. Compiling half a megabyte is a third of a short run.
 *
 * The compiled code lies beside the bundle, where only those who may change the bundle can write; V8 rejects it when its
 * own version or flags differ. A place that is not writable costs the time and nothing else.
 * `NODE_DISABLE_COMPILE_CACHE=1` switches it off, as it does Node's own.
 */
function start(): void {
  if (process.version.startsWith(LATER_OPTIMIZATION.nodeVersion)) setFlagsFromString(LATER_OPTIMIZATION.flag);
  const bundle = join(import.meta.dirname, 'main.cjs');
  const cache = join(import.meta.dirname, `main.${BUNDLE_FINGERPRINT}.${process.version}-${process.arch}.cache`);
  const enabled = !process.env['NODE_DISABLE_COMPILE_CACHE'];
  const cachedData = enabled ? readCompiled(cache) : undefined;
  const script = new Script(`(function (require, module, exports, __filename, __dirname) {${readFileSync(bundle, 'utf8')}\n})`, {
    filename: bundle,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  if (enabled && script.cachedDataRejected !== false && process.argv[2] === KEPT_COMMAND) {
    process.once('exit', () => keepCompiled(cache, script.createCachedData()));
  }
  const module = { exports: {} };
  script.runInThisContext()(createRequire(bundle), module, module.exports, bundle, import.meta.dirname);
}

/** The compiled code in a file; nothing when there is none or when it is damaged, which V8 does not notice and dies of. */
function readCompiled(file: string): Buffer | undefined {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch {
    return undefined;
  }
  const length = content.length - CHECKSUM_BYTES;
  if (length <= 0) return undefined;
  const compiled = content.subarray(0, length);
  return crc32(compiled) === content.readUInt32LE(length) ? compiled : undefined;
}

/** Writes compiled code and its checksum, all of it or nothing. */
function keepCompiled(file: string, compiled: Buffer): void {
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(crc32(compiled));
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, Buffer.concat([compiled, checksum]), { flag: 'wx' });
    renameSync(unfinished, file);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

start();
