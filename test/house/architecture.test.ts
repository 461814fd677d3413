import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesBelow, repository } from '../support/repository.ts';

const CONFIG = join(repository, '.dependency-cruiser.cjs');
const CRUISER = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] };
}

function cruise(folder: string): Cruise {
  const { stdout, stderr } = spawnSync(process.execPath, [CRUISER, 'src', '--config', CONFIG, '--output-type', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Cruise;
}

test('dependency-cruiser sees every module of the tree, so that its silence means something', () => {
  const seen = cruise(repository).modules.map(({ source }) => source);
  expect(seen.filter((source) => source.startsWith('src/')).sort()).toEqual(filesBelow('src', '.ts'));
});

test('every folder under src is a stage with a rule of its own', () => {
  const { forbidden } = createRequire(import.meta.url)(CONFIG) as { forbidden: readonly { name: string }[] };
  const rules = forbidden.map(({ name }) => name);
  const folders = readdirSync(join(repository, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.length).toBeGreaterThan(0);
  for (const { name } of folders) expect(rules).toContain(`${name}-imports-only-earlier-stages`);
});

describe('a wrong import', () => {
  /** What is planted: a file, what it imports, and the rule it breaks. */
  const PLANTED: readonly (readonly [file: string, imports: string, rule: string])[] = [
    ['src/units/a.ts', '../workload/workload.ts', 'units-imports-only-earlier-stages'],
    ['src/workload/a.ts', '../catalog/catalog.ts', 'workload-imports-only-earlier-stages'],
    ['src/demand/a.ts', '../catalog/catalog.ts', 'demand-imports-only-earlier-stages'],
    ['src/catalog/a.ts', '../packing/problem.ts', 'catalog-imports-only-earlier-stages'],
    ['src/packing/a.ts', '../demand/demand.ts', 'packing-imports-only-earlier-stages'],
    ['src/packing/b.ts', '../workload/workload.ts', 'packing-imports-only-earlier-stages'],
    ['src/capacity/a.ts', '../billing/bill.ts', 'capacity-imports-only-earlier-stages'],
    ['src/billing/a.ts', '../comparison/comparison.ts', 'billing-imports-only-earlier-stages'],
    ['src/comparison/a.ts', '../advice/finding.ts', 'comparison-imports-only-earlier-stages'],
    ['src/advice/a.ts', '../report/table.ts', 'advice-imports-only-earlier-stages'],
    ['src/report/a.ts', '../cli/main.ts', 'report-imports-only-earlier-stages'],
    ['src/report/table.ts', './json.ts', 'report-formats-do-not-import-each-other'],
    ['src/capacity/ec2.ts', './fargate.ts', 'launch-types-do-not-import-each-other'],
    ['src/billing/b.ts', '../estimate.ts', 'nobody-imports-the-top'],
    ['src/estimate.ts', './cli/main.ts', 'the-top-does-not-import-the-cli'],
    ['src/billing/c.ts', '../helpers/d.ts', 'only-stages-live-in-src'],
    ['src/billing/e.ts', 'decimal.js', 'decimal-only-in-money'],
    ['src/billing/f.ts', 'node:fs', 'node-only-at-the-edges'],
    ['src/report/f.ts', 'node:process', 'node-only-at-the-edges'],
    ['src/catalog/g.ts', 'node:https', 'node-only-at-the-edges'],
    ['src/workload/h.ts', 'yargs', 'argument-parser-only-in-cli'],
    ['src/workload/i.ts', 'fast-check', 'only-declared-dependencies'],
    ['src/workload/j.ts', '../../test/helper.ts', 'src-imports-only-src'],
    ['src/units/k.ts', './l.ts', 'no-circular'],
    ['src/units/m.ts', './nowhere.ts', 'resolvable'],
  ];
  let folder = '';
  let caught: readonly string[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ecs-cost-planted-'));
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
    writeFileSync(
      join(folder, 'package.json'),
      '{ "type": "module", "dependencies": { "decimal.js": "*" }, "devDependencies": { "fast-check": "*", "yargs": "*" } }',
    );
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "module": "nodenext" } }');
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    const files = new Map(PLANTED.map(([file, imports]) => [file, `import * as it from '${imports}';\nexport const used = it;\n`]));
    for (const [file, imports, rule] of PLANTED) {
      const target = join(dirname(file), imports).replaceAll('\\', '/');
      if (imports.startsWith('.') && rule !== 'resolvable' && !files.has(target)) files.set(target, 'export const target = 1;\n');
    }
    files.set('src/units/l.ts', "export * from './k.ts';\n");
    files.set('src/units/orphan.ts', 'export const alone = 1;\n');
    for (const [file, text] of files) write(file, text);
    caught = cruise(folder).summary.violations.map(({ from, rule }) => `${from} ${rule.name}`);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(PLANTED)('in %s of %s breaks the rule %s', (file, _imports, rule) => {
    expect(caught).toContain(`${file} ${rule}`);
  });

  test('is not needed for a file that nobody uses to be found', () => {
    expect(caught).toContain('src/units/orphan.ts no-orphans');
  });
});
