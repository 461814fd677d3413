import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** The environment variables of a run. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of this program's format of the cache; another format has another folder. */
export const CACHE_FORMAT = 'v1';

/** Folders of other formats look like this. */
export const FORMAT_FOLDER: RegExp = /^v\d+$/;

/**
 * Where refreshed price tables are kept: `ECS_COST_PRICES`, or `ecs-cost` in the user's cache directory.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function pricesCacheDirectory(env: Environment): string {
  const own = env['ECS_COST_PRICES'];
  if (own !== undefined && own !== '') return resolve(own);
  const caches = env['XDG_CACHE_HOME'];
  // The specification says that a relative path is to be ignored.
  if (caches !== undefined && isAbsolute(caches)) return join(caches, 'ecs-cost');
  return join(env['HOME'] || homedir(), '.cache', 'ecs-cost');
}

/** The folder of a Region's versions. */
export function regionFolder(root: string, region: string): string {
  return join(root, CACHE_FORMAT, region);
}
