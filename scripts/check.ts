/**
 * Runs every check of the repository, the fastest first, and ends with `N passed, N failed`.
 *
 *     npm test                       all of them
 *     npm test -- types tests        only those named
 *
 * The checks are the `check:*` scripts of package.json, in that order. All of them run even when one fails, so that one
 * run shows everything there is to mend. Each counts as one, except `check:tests`, which counts its tests.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const PREFIX = 'check:';
const TESTS = 'tests';

interface Check {
  readonly name: string;
  readonly command: string;
}

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

function checksOf(names: readonly string[]): readonly Check[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const all = Object.entries(scripts)
    .filter(([script]) => script.startsWith(PREFIX))
    .map(([script, command]) => ({ name: script.slice(PREFIX.length), command }));
  const unknown = names.filter((name) => !all.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(`no such check: ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`);
    process.exit(2);
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

/** Runs a command line; gives its exit code and, unless the terminal shows it live, its output. */
async function run(command: string, live: boolean): Promise<{ ok: boolean; output: string }> {
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  const child = spawn(command, {
    cwd: root,
    shell: true,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ok = await new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
  return { ok, output };
}

async function runPlainCheck(check: Check): Promise<Outcome> {
  const { ok, output } = await run(check.command, false);
  if (!ok) console.log(output.trimEnd());
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs vitest and counts its tests from its JSON report; whatever else makes it fail counts as one failure. */
async function runTests(check: Check): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-cost-check-'));
  try {
    const report = join(folder, 'report.json');
    const { ok } = await run(`${check.command} --reporter=default --reporter=json --outputFile.json="${report}"`, true);
    const counted = existsSync(report)
      ? (JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number })
      : undefined;
    const failed = counted?.numFailedTests ?? 0;
    return { passed: counted?.numPassedTests ?? 0, failed: ok ? failed : Math.max(failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let passed = 0;
let failed = 0;
for (const check of checksOf(process.argv.slice(2))) {
  const start = performance.now();
  const outcome = await (check.name === TESTS ? runTests(check) : runPlainCheck(check));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${outcome.failed === 0 ? 'ok    ' : 'FAILED'} ${check.name.padEnd(13)} ${seconds.padStart(5)} s   ${check.command}`);
  passed += outcome.passed;
  failed += outcome.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
