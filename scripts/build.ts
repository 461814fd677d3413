/**
 * Builds `dist/`: the library as plain modules with their types (tsc), and the CLI as one minified bundle (esbuild).
 *
 * The library needs no bundle: whoever imports it has a bundler or loads it once. The CLI is started again and again,
 * and most of its start is reading and compiling modules. Its bundle lies in `dist/cli/`, two folders deep like the
 * sources, so that `../../data` means the same folder in both.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The bundle is CommonJS, which has no `import.meta`; both forms of it stand for the bundle itself. */
const IMPORT_META = { 'import.meta.url': '__bundleUrl', 'import.meta.dirname': '__dirname' };
const IMPORT_META_BANNER = "const __bundleUrl=require('node:url').pathToFileURL(__filename).href;";

/**
 * Packages that few runs need: left outside, and loaded from node_modules when it comes to that. All of them can be
 * loaded with `require`; what is a module only (p-retry) has to be carried inside.
 */
const EXTERNAL = ['@aws-sdk/*', '@octokit/*', 'proper-lockfile', 'undici'];

function emptyDist(): void {
  rmSync(`${root}dist`, { recursive: true, force: true });
}

function buildLibrary(): void {
  const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error('tsc found errors');
}

/**
 * One minified file with everything the CLI needs, and the small file that starts it (src/cli/start.ts).
 *
 * yargs brings three copies of a newer string-width that each make an `Intl.Segmenter` when they load, 5 ms apiece; the
 * bundle has the one that our reports use instead.
 */
async function bundleCli(): Promise<void> {
  const stringWidth = fileURLToPath(import.meta.resolve('string-width'));
  const options = {
    absWorkingDir: root,
    outdir: 'dist/cli',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  } as const;
  const { metafile } = await build({
    ...options,
    entryPoints: ['src/cli/main.ts'],
    external: EXTERNAL,
    // As `require`: V8 forgets, in code it compiled in an earlier run, how Node resolves an `import()`.
    supported: { 'dynamic-import': false },
    alias: { 'string-width': stringWidth },
    define: IMPORT_META,
    banner: { js: IMPORT_META_BANNER },
    metafile: true,
  });
  writeFileSync(`${root}dist/cli/licenses.txt`, licensesOf(Object.keys(metafile.inputs)));
  const fingerprint = createHash('sha256')
    .update(readFileSync(`${root}dist/cli/main.cjs`))
    .digest('hex')
    .slice(0, 16);
  await build({
    ...options,
    entryPoints: ['src/cli/start.ts'],
    define: { ...IMPORT_META, BUNDLE_FINGERPRINT: JSON.stringify(fingerprint) },
  });
}

/** The licences of the packages inside the bundle, which ask that their text goes along. */
function licensesOf(bundledFiles: readonly string[]): string {
  const folders = new Set(bundledFiles.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? ''));
  folders.delete('');
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8')) as Record<string, string>;
    const file = readdirSync(`${root}${folder}`).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(`${root}${folder}/${file}`, 'utf8').trim()}`;
  });
  return `main.cjs carries these packages inside.\n\n${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

try {
  emptyDist();
  buildLibrary();
  await bundleCli();
  console.log(`built dist: CLI ${Math.ceil(statSync(`${root}dist/cli/main.cjs`).size / 1024)} KiB`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
