import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.ts';

const workloads = readdirSync(`${repository}examples`).filter((name) => name.endsWith('.yaml'));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: `${repository}examples`, encoding: 'utf8' });
  // How old the bundled tables are depends on the day of the run.
  return { status, stdout, stderr: stderr.replace(/^warning: these prices are older.*\n/m, '') };
}

interface Report {
  readonly cheapest: string;
  readonly options: readonly {
    readonly id: string;
    readonly possible: boolean;
    readonly reasons: unknown[];
    readonly monthlyUsd: string | null;
  }[];
}

function compared(name: string): Report {
  const { status, stdout, stderr } = run('../bin/ecs-cost.js', 'compare', name, '--format', 'json');
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Report;
}

test.each(workloads)('%s is priced on at least one option, and the same input gives the same bytes', (name) => {
  expect(compared(name).cheapest).toMatch(/^(fargate|ec2|mixed):/);
  const bytes = () => run('../bin/ecs-cost.js', 'compare', name, '--details').stdout;
  expect(bytes()).toBe(bytes());
});

test.each(workloads)('%s names the schema that editors complete it with', (name) => {
  expect(readFileSync(`${repository}examples/${name}`, 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/schema\/workload\.schema\.json\n/,
  );
});

test('the GPU service is impossible on Fargate and says why', () => {
  const fargate = compared('gpu-inference.yaml').options.filter(({ id }) => id.startsWith('fargate:'));
  expect(fargate.length).toBeGreaterThan(0);
  for (const { possible, reasons } of fargate) {
    expect(possible).toBe(false);
    expect(JSON.stringify(reasons)).toMatch(/GPU/);
  }
});

test('three Windows tasks of 2 vCPU and 4 GB cost on Fargate what vCPU, memory and licence cost', () => {
  // us-east-1: 3 x 730 x (2 x (0.046552 + 0.046) + 4 x 0.00511175)
  const fargate = compared('windows-service.yaml').options.find(({ id }) => id === 'fargate:on-demand:X86_64');
  expect(fargate?.monthlyUsd).toBe('450.15669');
});

test('eight ARM64 tasks of 1 vCPU and 3 GB cost on Fargate what their task definition says, sidecars included', () => {
  // us-east-1: 8 x 730 x (0.03238 + 3 x 0.00356)
  const fargate = compared('sidecars.yaml').options.find(({ id }) => id === 'fargate:on-demand:ARM64');
  expect(fargate?.monthlyUsd).toBe('251.4704');
});

test('the budgeting script adds up the cheapest options and fails when they exceed the budget', () => {
  const within = run('monthly-budget.mjs', '2000', 'gpu-inference.yaml', 'sidecars.yaml');
  expect([within.status, within.stderr]).toEqual([0, '']);
  expect(within.stdout).toMatch(
    /^gpu-inference: \$[\d,]+\.\d\d a month on ec2:on-demand:X86_64\norders: \$.*\ntotal: \$[\d,]+\.\d\d of \$2000 \(exactly [\d.]+\)\n$/,
  );
  expect(run('monthly-budget.mjs', '10', 'sidecars.yaml').status).toBe(1);
});
