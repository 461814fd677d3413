import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EcsCostError } from '../units/errors.ts';

/** The file that tells the package's own `data/` from any other folder of that name, by its path under the package. */
const LANDMARK = join('data', 'instance-types.json');

/**
 * The directory of the bundled tables: the first `data/` on the way up from this module. The module stands in
 * `src/catalog/`, in `dist/catalog/` or, bundled with the command line, in `dist/`, so its depth is not fixed.
 *
 * Throws `PRICES_MISSING` when the package was taken apart and no table is above this module.
 */
export function bundledDataDirectory(moduleUrl: string = import.meta.url): string {
  let directory = dirname(fileURLToPath(moduleUrl));
  while (!existsSync(join(directory, LANDMARK))) {
    const parent = dirname(directory);
    if (parent === directory) {
      throw new EcsCostError('PRICES_MISSING', [
        {
          path: '',
          problem: `the bundled price tables (${LANDMARK}) are not beside the program`,
          hint: 'install ecs-cost again, or name a directory of tables',
        },
      ]);
    }
    directory = parent;
  }
  return join(directory, 'data');
}
