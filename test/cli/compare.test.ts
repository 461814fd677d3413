import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.ts';
import { runCli } from '../support/run-cli.ts';

/** Hand-made rates: a vCPU-hour costs 0.04 in us-east-1 and 0.05 in eu-west-1, a GB-hour 0.005. */
const PRICES = ['--prices', 'test/cli/fixtures'];
/** Two tasks of 1 vCPU and 2 GB: 2 x (730 x 0.04 + 1460 x 0.005) = 73 in us-east-1, 87.6 in eu-west-1. */
const SHOP = 'test/cli/fixtures/shop.yaml';
const FARGATE = 'fargate:on-demand:X86_64';

interface Report {
  readonly workload: { readonly name: string; readonly region: string };
  readonly month: { readonly hours: string };
  readonly cheapest: string | null;
  readonly options: readonly { readonly id: string; readonly monthlyUsd: string | null }[];
}

function reportOf(args: readonly string[], options: Parameters<typeof runCli>[1] = {}): Report & { reports?: readonly Report[] } {
  const { stdout, stderr, exitCode } = runCli(['compare', ...args, '--format', 'json'], options);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return JSON.parse(stdout) as Report & { reports?: readonly Report[] };
}

const costIn = (report: Report | undefined): string | null | undefined => report?.options.find(({ id }) => id === FARGATE)?.monthlyUsd;

test('the report alone stands on standard output, without colours in a pipe, and the exit code is 0', () => {
  const { stdout, stderr, exitCode } = runCli(['compare', SHOP, ...PRICES]);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout).toMatch(/^shop · us-east-1 · 730 h a month · prices: Fargate 2026-01-31\n/);
  expect(stdout).toMatch(/^\* Fargate · X86_64 · On-Demand +\$73\.00 +\(today\) +2 x 1 vCPU\/2 GB$/m);
  expect(stdout).not.toContain('\u001b');
});

test.each([
  ['json', /^\{\n {2}"schemaVersion": 1,\n/],
  ['markdown', /^### shop\n/],
  ['csv', /^workload,region,option,possible,/],
  ['table', /^shop · us-east-1 /],
])('--format %s prints that format', (format, beginning) => {
  expect(runCli(['compare', SHOP, ...PRICES, '--format', format]).stdout).toMatch(beginning);
});

test('the monthly cost is exact', () => {
  const report = reportOf([SHOP, ...PRICES]);
  expect(report.cheapest).toBe(FARGATE);
  expect(costIn(report)).toBe('73');
});

test('--month takes hours or a calendar month with its real hours', () => {
  // November has 720 hours: 2 x (720 x 0.04 + 1440 x 0.005) = 72.
  const november = reportOf([SHOP, ...PRICES, '--month', '2026-11']);
  expect([november.month.hours, costIn(november)]).toEqual(['720', '72']);
  expect(costIn(reportOf([SHOP, ...PRICES, '--month', '1']))).toBe('0.1');
});

test('--region wins over the file, and given twice compares both', () => {
  const { reports } = reportOf([SHOP, ...PRICES, '--region', 'us-east-1', '--region', 'eu-west-1']);
  expect(reports?.map((report) => [report.workload.region, costIn(report)])).toEqual([
    ['us-east-1', '73'],
    ['eu-west-1', '87.6'],
  ]);
  expect(costIn(reportOf([SHOP, ...PRICES, '--region', 'eu-west-1']))).toBe('87.6');
});

test('several files give several reports, in the order of the call', () => {
  const { reports } = reportOf(['test/cli/fixtures/nested/worker.yaml', SHOP, ...PRICES]);
  expect(reports?.map((report) => [report.workload.name, costIn(report)])).toEqual([
    ['worker', '36.5'],
    ['shop', '73'],
  ]);
});

test('a task definition is found beside the workload file, wherever the program runs', () => {
  const prices = ['--prices', `${repository}test/cli/fixtures`];
  expect(costIn(reportOf(['fixtures/nested/worker.yaml', ...prices], { cwd: `${repository}test/cli` }))).toBe('36.5');
});

test('- reads standard input, and paths in it are relative to the working directory', () => {
  const input = readFileSync(`${repository}test/cli/fixtures/nested/worker.yaml`);
  const prices = ['--prices', `${repository}test/cli/fixtures`];
  expect(costIn(reportOf(['-', ...prices], { input, cwd: `${repository}test/cli/fixtures/nested` }))).toBe('36.5');
});

test('a file whose name begins with a dash is named after --', () => {
  const { stderr, exitCode } = runCli(['compare', '--', '-shop.yaml']);
  expect({ stderr, exitCode }).toEqual({
    stderr: '-shop.yaml  cannot be read: no such file\n1 problem; nothing was priced.\n',
    exitCode: 2,
  });
});

test('--option keeps the options that match, in any case', () => {
  const ids = reportOf([SHOP, ...PRICES, '--option', 'fargate:*:x86_6?']).options.map(({ id }) => id);
  expect(ids[0]).toBe(FARGATE);
  for (const id of ids) expect(id).toMatch(/^fargate:.*:X86_64$/);
  const { options } = reportOf([SHOP, ...PRICES, '--option', 'fargate:on-demand:*', '--option', 'ec2:on-demand:ARM64']);
  expect(options.map(({ id }) => id)).toEqual([FARGATE, 'ec2:on-demand:ARM64', 'fargate:on-demand:ARM64']);
});

test('a cost above --fail-above ends with 1 and says why; a cost at the limit does not', () => {
  const above = runCli(['compare', SHOP, ...PRICES, '--fail-above', '72.999']);
  expect(above.exitCode).toBe(1);
  expect(above.stderr).toBe('shop (us-east-1): $73 a month (fargate:on-demand:X86_64) is above $72.999, --fail-above\n');
  expect(above.stdout).toMatch(/^shop · us-east-1/);
  expect(runCli(['compare', SHOP, ...PRICES, '--fail-above', '73']).exitCode).toBe(0);
});

test('the budget of the workload file is judged where --fail-above is not given', () => {
  const overBudget = runCli(['compare', 'test/cli/fixtures/with-budget.yaml', ...PRICES, '--quiet']);
  expect(overBudget.exitCode).toBe(1);
  expect(overBudget.stderr).toBe(
    'shop (us-east-1): $73.00 a month (fargate:on-demand:X86_64) is above $72.99, the budget of the workload file\n',
  );
  expect(runCli(['compare', 'test/cli/fixtures/with-budget.yaml', ...PRICES, '--fail-above', '100']).exitCode).toBe(0);
});

test('when every rate is missing the report is printed and the exit code is 3', () => {
  const { stdout, stderr, exitCode } = runCli(['compare', SHOP, '--prices', 'test/cli/fixtures/empty']);
  expect(exitCode).toBe(3);
  expect(stdout).toContain('Verdict  Nothing could be priced completely: rates are missing, see below.\n');
  expect(stdout).not.toContain('$0.00');
  expect(stderr).toBe('shop (us-east-1): no option could be priced completely; the report lists what is missing\n');
});

test('a Region that exists and has no table in the directory ends with 3', () => {
  const { stdout, stderr, exitCode } = runCli(['compare', SHOP, ...PRICES, '--region', 'ap-northeast-2']);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 3 });
  expect(stderr).toContain('no price table for the Region "ap-northeast-2"');
});

test('--width and --details reach the table', () => {
  const narrow = runCli(['compare', SHOP, ...PRICES, '--width', '60']).stdout;
  expect(Math.max(...narrow.split('\n').map((line) => [...line].length))).toBe(60);
  expect(runCli(['compare', SHOP, ...PRICES, '--details']).stdout).toContain('hand-made for tests');
});

test('the same call gives the same bytes', () => {
  const call = ['compare', 'examples/four-services-ireland.yaml', '--format', 'json'];
  const first = runCli(call);
  expect(first.exitCode).toBe(0);
  expect(runCli(call).stdout).toBe(first.stdout);
});

test('tables older than 90 days are pointed out once on standard error, with the remedy; --quiet leaves it out', () => {
  const { ageWarning, stdout } = runCli(['compare', SHOP, ...PRICES]);
  expect(ageWarning).toMatch(
    /^warning: these prices are older than 90 days: AmazonECS of 2026-01-31 \(\d+ days\); `ecs-cost prices update --region us-east-1` fetches today's\n$/,
  );
  expect(stdout).not.toContain('warning');
  expect(runCli(['compare', SHOP, ...PRICES, '--quiet']).ageWarning).toBe('');
});

test('tables as of a day before any there is are missing price data', () => {
  const { exitCode, stderr } = runCli(['compare', SHOP, '--prices-as-of', '2001-01-01']);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(
    /^--prices-as-of {2}there are no tables of us-east-1 from 2001-01-01 or before; there are: bundled \d{4}-\d\d-\d\d\n/,
  );
});
