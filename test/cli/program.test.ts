import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.ts';
import { runCli } from '../support/run-cli.ts';

test('--version prints the version of the package', () => {
  const { version } = JSON.parse(readFileSync(`${repository}package.json`, 'utf8')) as { version: string };
  expect(runCli(['--version'])).toMatchObject({ stdout: `${version}\n`, stderr: '', exitCode: 0 });
});

test('--help lists the commands and exit codes, that of compare its options with examples', () => {
  const help = runCli(['--help']);
  expect(help).toMatchObject({ stderr: '', exitCode: 0 });
  expect(help.stdout).toMatch(/ecs-cost compare/);
  expect(help.stdout).toContain('70 a bug');
  const { stdout } = runCli(['compare', '--help']);
  for (const option of ['format', 'output', 'region', 'month', 'option', 'prices', 'fail-above', 'details', 'width', 'quiet', 'no-color']) {
    expect(stdout).toContain(`--${option} `);
  }
  expect(stdout).toContain('Examples:');
});

test.each([
  [[], 'workload'],
  [['workload'], 'workload'],
  [['report'], 'report'],
])('schema %j prints that schema as it is shipped', (args, name) => {
  const { stdout, stderr, exitCode } = runCli(['schema', ...args]);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout).toBe(readFileSync(`${repository}schema/${name}.schema.json`, 'utf8'));
});
