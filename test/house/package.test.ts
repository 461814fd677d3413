import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../support/repository.ts';

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** Registry and disk may be slow; a limit is only there so that a hanging install ends. */
const INSTALL_TIMEOUT_MILLISECONDS = 300_000;

/** A program of a user: it uses a value, an error and a type, and must type-check with the library's own declarations. */
const USER_PROGRAM = `
import { EcsCostError, loadCatalog, type Catalog } from 'ecs-cost';

const catalog: Catalog = await loadCatalog({ region: 'us-east-1' });
const error = new EcsCostError('WORKLOAD_INVALID', [{ path: 'services', problem: 'is missing' }]);
const words: string = error.issues.map((issue) => issue.problem).join();
console.log(catalog.region, words);
`;

const USER_TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    skipLibCheck: false,
    types: [],
    lib: ['es2022', 'dom'],
    outDir: 'out',
  },
  files: ['user.ts'],
};

let folder = '';
let project = '';
let packed: Packed;

/** Runs a program to its end; gives what it printed, or throws with all of it. */
function run(command: string, args: readonly string[], cwd: string): string {
  // Without what the running npm tells its scripts: which package, command and folder it is busy with.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command|config_local)/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

const npm = (args: readonly string[], cwd: string): string => run('npm', args, cwd);
const cli = (...args: readonly string[]): string =>
  run(process.execPath, [join(project, 'node_modules/ecs-cost/bin/ecs-cost.js'), ...args], project);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecs-cost-package-'));
  project = join(folder, 'project');
  mkdirSync(project);
  // `dist` is fresh (see the global set-up); packing without scripts leaves it alone while other tests run it.
  [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], repository)) as [Packed];
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  npm(['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename)], project);
}, INSTALL_TIMEOUT_MILLISECONDS);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the package holds the CLI, the library with its types, the tables and the schemas, and nothing else', () => {
  const paths = packed.files.map(({ path }) => path);
  const wanted =
    /^(bin\/ecs-cost\.js|bin\/package\.json|dist\/cli\/(main|start)\.cjs|dist\/cli\/licenses\.txt|dist\/(?!cli\/).+\.(js|d\.ts)|data\/.+\.json|data\/README\.md|schema\/.+\.json|package\.json|README\.md|LICENSE)$/;
  expect(paths.filter((path) => !wanted.test(path))).toEqual([]);
  expect(paths).toEqual(
    expect.arrayContaining(['bin/ecs-cost.js', 'dist/index.js', 'dist/index.d.ts', 'dist/cli/main.cjs', 'LICENSE', 'README.md']),
  );
  expect(paths).toContain('data/prices/us-east-1.json');
  expect(paths).toContain('schema/workload.schema.json');
});

test('the package carries no source map and names no folder of the machine that built it', () => {
  for (const { path } of packed.files.filter(({ path }) => path.startsWith('dist/'))) {
    const text = readFileSync(join(project, 'node_modules/ecs-cost', path), 'utf8');
    expect(text).not.toMatch(/sourceMappingURL=(?!["'`$])/);
    expect(text.includes(repository)).toBe(false);
  }
});

test('installed in an empty project, the CLI says its version', () => {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string };
  expect(cli('--version').trim()).toBe(version);
});

test('installed in an empty project, the CLI prints the schema of the workload file', () => {
  expect(JSON.parse(cli('schema'))).toEqual(JSON.parse(readFileSync(join(repository, 'schema/workload.schema.json'), 'utf8')));
});

test('installed in an empty project, npm finds the command by its name', () => {
  expect(npm(['exec', '--offline', '--', 'ecs-cost', '--version'], project)).toContain('.');
});

test('a TypeScript program that uses the library type-checks, declarations of the library included, and runs', () => {
  writeFileSync(join(project, 'user.ts'), USER_PROGRAM);
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(USER_TSCONFIG));
  run(process.execPath, [join(repository, 'node_modules/typescript/bin/tsc'), '-p', project], project);
  expect(run(process.execPath, [join(project, 'out/user.js')], project)).toBe('us-east-1 is missing\n');
});

test('compare says the same without, with, and with damaged compiled code from an earlier run', () => {
  const bundleFolder = join(project, 'node_modules/ecs-cost/dist/cli');
  const compiled = (): readonly string[] => readdirSync(bundleFolder).filter((name) => name.endsWith('.cache'));
  const compare = (): string => cli('compare', join(repository, 'examples/web-shop-seoul.yaml'), '--format', 'json');
  const first = compare();
  expect(JSON.parse(first)).toHaveProperty('cheapest');
  expect(compiled()).toHaveLength(1);
  expect(compare()).toBe(first);
  const file = join(bundleFolder, compiled()[0] ?? '');
  const content = readFileSync(file);
  for (const damaged of [content.subarray(0, content.length / 2), Buffer.from(content).fill(0, 1000, 2000), Buffer.alloc(0)]) {
    writeFileSync(file, damaged);
    expect(compare()).toBe(first);
  }
});
