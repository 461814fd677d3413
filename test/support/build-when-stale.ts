import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the build reads. */
const INPUTS = ['src', 'scripts/build.ts', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Builds `dist/` before the tests that run it, unless it is newer than everything it is made of. */
export function setup(): void {
  const builtAt = existsSync(`${root}dist/cli/main.cjs`) ? statSync(`${root}dist/cli/main.cjs`).mtimeMs : 0;
  if (Math.max(...INPUTS.map(newestChange)) < builtAt) return;
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

function newestChange(path: string): number {
  const stats = statSync(`${root}${path}`);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(`${root}${path}`).map((name) => newestChange(`${path}/${name}`)));
}
