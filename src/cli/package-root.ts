import { readFileSync } from 'node:fs';

/**
 * The folder of the package: two above this module, in `src/cli/` as in the bundle in `dist/cli/`.
 */
const ROOT = new URL('../../', import.meta.url);

/** The text of a file that comes with the package. */
export function readPackageFile(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** The version of the installed package. */
export function packageVersion(): string {
  const { version } = JSON.parse(readPackageFile('package.json')) as { version: string };
  return version;
}
