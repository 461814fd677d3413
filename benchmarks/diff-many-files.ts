/**
 * How long `ecs-cost diff` takes for 1,000 workload files of ten services each, and how much memory: within 20 seconds and 500 MB.
 *
 *     npm run benchmark:diff                 one service of every tenth file changes
 *     npm run benchmark:diff -- 100          one service of every file changes
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const FILES = 1000;

const changedPercent = Number(process.argv[2] ?? 10);
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ecs-cost-diff-'));

/** Ten services on Fargate, no two files alike: every file has its own numbers of tasks. */
function textOf(template: string, index: number, isChanged: boolean): string {
  let service = 0;
  return template.replace(/^name: .*$/m, `name: workload-${index}`).replace(/desiredCount: (\d+)/g, (_, count: string) => {
    service += 1;
    const own = ((index * (service + 6)) % 7) + Number(count);
    return `launchType: FARGATE\n    desiredCount: ${isChanged && service === 1 ? own + 2 : own}`;
  });
}

try {
  const template = readFileSync(join(root, 'benchmarks/ten-services.yaml'), 'utf8');
  for (const side of ['base', 'head']) {
    mkdirSync(join(folder, side));
    for (let index = 0; index < FILES; index += 1) {
      const isChanged = side === 'head' && (index * changedPercent) % 100 < changedPercent;
      writeFileSync(join(folder, side, `workload-${index}.yaml`), textOf(template, index, isChanged));
    }
  }
  // The program itself says at its end what it used, threads included.
  const [hook, usage] = [join(folder, 'usage.cjs'), join(folder, 'usage.json')];
  writeFileSync(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.resourceUsage())));`,
  );
  const start = performance.now();
  const args = ['--require', hook, join(root, 'bin/ecs-cost.js'), 'diff', join(folder, 'base'), join(folder, 'head'), '--quiet'];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  const seconds = (performance.now() - start) / 1000;
  const { maxRSS, userCPUTime } = JSON.parse(readFileSync(usage, 'utf8')) as { maxRSS: number; userCPUTime: number };
  const figures = [`${seconds.toFixed(1)} s (20)`, `${(userCPUTime / 1e6).toFixed(1)} s of CPU`, `${(maxRSS / 1024).toFixed(0)} MB (500)`];
  const machine = `${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`;
  console.log(`${FILES} files of ten services, ${changedPercent} % changed: ${figures.join(', ')}; ${machine}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
