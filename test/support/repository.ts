import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository, with a slash at its end. */
export const repository: string = fileURLToPath(new URL('../..', import.meta.url));

/** Files below a folder of the repository, as paths from there with forward slashes, ordered. */
export function filesBelow(folder: string, suffix = ''): readonly string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length).replaceAll('\\', '/'))
    .sort();
}
