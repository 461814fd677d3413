import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { readAdviseCall } from '../../src/cli/advise-call.ts';
import { repository } from '../support/repository.ts';
import { runCli } from '../support/run-cli.ts';

const SHOP = 'examples/web-shop-seoul.yaml';

test('advise says for each service where it should run, why, what flips it and what is assumed', () => {
  const { stdout, stderr, exitCode } = runCli(['advise', SHOP]);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  for (const service of ['web', 'api', 'worker', 'nightly-report']) expect(stdout).toMatch(new RegExp(`^${service}`, 'm'));
  for (const label of ['Verdict', 'why', 'flips', 'ruled out', 'Assumed'])
    expect(label === 'ruled out' || stdout.includes(label), label).toBe(true);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});

test('a narrow page is kept', () => {
  const { stdout } = runCli(['advise', SHOP, '--width', '60']);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
});

test('the JSON report of advise conforms to the schema of reports, and recommends what compare ranks first', () => {
  const { stdout, exitCode } = runCli(['advise', SHOP, '--format', 'json']);
  expect(exitCode).toBe(0);
  const report = JSON.parse(stdout) as {
    verdict: { recommended: string };
    cheapestWithoutCommitment: string;
    advice: { flips: unknown[]; breakEven: unknown[] }[];
  };
  const schema = JSON.parse(readFileSync(`${repository}schema/report.schema.json`, 'utf8')) as object;
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  expect(report.verdict.recommended).toBe(report.cheapestWithoutCommitment);
  expect(report.advice.every(({ flips, breakEven }) => flips.length > 0 && breakEven.length > 0)).toBe(true);
});

test('several files come one after the other, and several reports in JSON', () => {
  const files = [SHOP, 'examples/gpu-inference.yaml'];
  expect(runCli(['advise', ...files]).stdout).toMatch(/^web-shop[\s\S]*^gpu-inference/m);
  const { reports } = JSON.parse(runCli(['advise', ...files, '--format', 'json']).stdout) as { reports: unknown[] };
  expect(reports.length).toBe(2);
});

test('a wrong call names everything that is wrong with it', () => {
  const { stderr, exitCode } = runCli(['advise', '--format', 'tabel', '--regoin', 'us-east-1']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('did you mean "--region"?');
  expect(stderr).toContain('did you mean "table"?');
  expect(stderr).toContain('no workload file is named');
});

test('the call is always for full advice', () => {
  const call = readAdviseCall({ _: ['advise', 'shop.yaml'] }, { env: {}, stdout: {} });
  expect(call).toMatchObject({ workloads: ['shop.yaml'], advice: 'full', format: 'table', quiet: false });
});

test('as Markdown there is a table with a row for each service, and a block for each below it', () => {
  const { stdout, exitCode } = runCli(['advise', SHOP, '--format', 'markdown']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^### web-shop$/m);
  for (const service of ['web', 'api', 'worker', 'nightly-report']) {
    expect(stdout).toMatch(new RegExp(`^\\| ${service} \\|`, 'm'));
    expect(stdout).toMatch(new RegExp(`^\\*\\*${service}\\*\\*$`, 'm'));
  }
});
