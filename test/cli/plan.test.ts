import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPlanCall } from '../../src/cli/plan-call.ts';
import { repository } from '../support/repository.ts';
import { runCli } from '../support/run-cli.ts';

/** One instance type, hand-made: an m5.large costs $0.1 an hour in us-east-1 and $0.2 in eu-west-1, a GB of gp3 $0.073 a month. */
const PRICES = ['--prices', 'test/cli/fixtures/ec2'];
/** Two zones with two tasks of 1 vCPU and 3 GB each: one m5.large (2 vCPU, 7577 MiB) a zone. */
const SHOP = 'test/cli/fixtures/plan.yaml';
/** A terminal that can show everything. */
const UTF8 = { LC_ALL: '', LC_CTYPE: '', LANG: 'en_US.UTF-8', TERM: 'xterm' };

const planOf = (args: readonly string[], env: Record<string, string> = UTF8): ReturnType<typeof runCli> =>
  runCli(['plan', SHOP, ...PRICES, ...args], { env });

interface Plan {
  readonly workload: { readonly region: string };
  readonly month: { readonly hours: string };
  readonly effort: string;
  readonly option: string | null;
  readonly monthlyUsd: string | null;
  readonly considered: readonly { readonly id: string; readonly status: string }[];
}

function jsonOf(args: readonly string[], options: Parameters<typeof runCli>[1] = {}): Plan & { reports?: readonly Plan[] } {
  const { stdout, stderr, exitCode } = runCli(['plan', ...args, ...PRICES, '--format', 'json'], options);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return JSON.parse(stdout) as Plan & { reports?: readonly Plan[] };
}

test('the plan of two full instances in two zones: $0.206 an hour, proven, nothing cheaper with ECS or one type', () => {
  const { stdout, stderr, exitCode } = planOf([]);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  // 2 x 730 h x $0.1 + 60 GB x $0.073 = 146 + 4.38. 2 x (7577 - 6144) MiB = 2.8 GB: 730 h x $0.1 x 2866 / 26624 = $7.86.
  expect(stdout.split('\n\nassumption')[0]).toContain(`shop · us-east-1 · 730 h a month · prices: EC2 2026-01-31, EBS 2025-12-31

EC2 · X86_64 · On-Demand: $150.38 a month, the cheapest of all options.

2 x m5.large X86_64, $0.2060 an hour with root volumes · bound $0.2060 an hour · proven optimal ·
CPU binds
  zone a  1  api x2  cpu ██████████ 100 %  memory ████████░░  81 %
  zone b  1  api x2  cpu ██████████ 100 %  memory ████████░░  81 %
stranded: 0 vCPU, 2.8 GB = $7.86 a month · one type only: 2 x m5.large (the same) · ECS's own
placement needs 2

`);
  expect(stdout).not.toContain('\u001b');
});

test('the assumption about registered memory is told', () => {
  expect(planOf([]).stdout).toContain('\n  cluster.registeredMemory 92.5 % of the advertised memory: not stated; ');
});

test('bars are ASCII with --ascii, on a dumb terminal and in a locale without UTF-8', () => {
  const row = /\n {2}zone a {2}1 {2}api x2 {2}cpu #{10} 100 % {2}memory #{8}\.\. {2}81 %\n/;
  expect(planOf(['--ascii']).stdout).toMatch(row);
  expect(planOf([], { ...UTF8, TERM: 'dumb' }).stdout).toMatch(row);
  expect(planOf([], { ...UTF8, LANG: 'C' }).stdout).toMatch(row);
  expect(planOf([], { ...UTF8, LANG: '' }).stdout).toContain('██████████');
  expect(readPlanCall({ _: ['plan', SHOP], output: 'plan.txt' }, { env: { TERM: 'dumb' }, stdout: {} }).table.ascii).toBe(false);
});

test('--format json is the plan of one option, exact', () => {
  expect(jsonOf([SHOP])).toMatchObject({
    option: 'ec2:on-demand:X86_64',
    monthlyUsd: '150.38',
    effort: 'normal',
    considered: [
      { id: 'ec2:on-demand:X86_64', status: 'complete' },
      { id: 'ec2:on-demand:ARM64', status: 'impossible' },
    ],
  });
});

test('--month, --effort and --region reach the plan, and two Regions give two plans', () => {
  // November has 720 h: 144 + 4.38.
  expect(jsonOf([SHOP, '--month', '2026-11', '--effort', 'instant'])).toMatchObject({
    month: { hours: '720' },
    effort: 'instant',
    monthlyUsd: '148.38',
  });
  const { reports } = jsonOf([SHOP, '--region', 'us-east-1', '--region', 'eu-west-1']);
  expect(reports?.map(({ workload, monthlyUsd }) => [workload.region, monthlyUsd])).toEqual([
    ['us-east-1', '150.38'],
    ['eu-west-1', '296.38'],
  ]);
  expect(planOf(['--region', 'us-east-1', '--region', 'eu-west-1']).stdout).toMatch(/\n\n\nshop · eu-west-1 · /);
});

test('- reads standard input', () => {
  expect(jsonOf(['-'], { input: readFileSync(`${repository}${SHOP}`) }).monthlyUsd).toBe('150.38');
});

test('--option chooses among EC2 options, and one that is impossible is told with its reason and exit code 0', () => {
  const { stdout, stderr, exitCode } = planOf(['--option', 'EC2:*:arm64']);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout).toContain('No EC2 option can run this workload:\n\nEC2 · ARM64 · On-Demand: not possible\n  api: runs on X86_64 only\n');
});

test('a pattern that matches no EC2 option is a slip, even when it matches another', () => {
  const { stdout, stderr, exitCode } = planOf(['--option', 'fargate:*']);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr).toBe(
    '--option  "fargate:*" matches no EC2 option; there is ec2:on-demand:ARM64, ec2:on-demand:X86_64, managed-instances:on-demand:ARM64, managed-instances:on-demand:X86_64\nSee ecs-cost --help.\n',
  );
});

test('everything that is wrong with the call is told at once, and nothing is planned', () => {
  const { stdout, stderr, exitCode } = runCli(['plan', SHOP, SHOP, '--format', 'csv', '--effort', 'more', '--fail-above', '3']);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr).toBe(
    [
      '--fail-above  unknown option',
      'WORKLOAD  several workload files are named; plan takes one',
      '--format  "csv" is not a format of plan; there is table, json',
      '--effort  "more" is not an effort; there is instant, normal, thorough',
      'See ecs-cost --help.\n',
    ].join('\n'),
  );
  expect(runCli(['plan']).stderr).toContain('WORKLOAD  no workload file is named; as in ecs-cost plan shop.yaml\n');
});

test('a plan with volumes that have no rate is printed as a floor, and the exit code is 3', () => {
  const { stdout, stderr, exitCode } = runCli(['plan', SHOP, '--prices', 'test/cli/fixtures/ec2-without-volumes'], { env: UTF8 });
  expect(exitCode).toBe(3);
  expect(stdout).toContain('EC2 · X86_64 · On-Demand: ≥ $146.00 a month.\n');
  expect(stdout).toContain('2 x m5.large X86_64, $0.2000 an hour (root volumes: not fully priced) · bound ');
  expect(stdout).toContain('\n1 not priced\n  EC2 · X86_64 · On-Demand: 60 GB-Mo of EBS:VolumeUsage.gp3 (api): no on-demand rate ');
  expect(stderr).toBe('shop (us-east-1): no EC2 option could be priced completely; the report lists what is missing\n');
});

test('--output writes the plan to the file, --width and --details reach the table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-cost-plan-'));
  try {
    const file = join(folder, 'plan.txt');
    expect(planOf(['--output', file])).toMatchObject({ stdout: '', stderr: '', exitCode: 0 });
    expect(readFileSync(file, 'utf8')).toBe(planOf([]).stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const narrow = planOf(['--width', '50', '--details']).stdout;
  expect(Math.max(...narrow.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(50);
});

test('the same call gives the same bytes', () => {
  const call = ['plan', 'examples/four-services-ireland.yaml', '--effort', 'instant', '--format', 'json'];
  const first = runCli(call);
  expect(first.exitCode).toBe(0);
  expect(runCli(call).stdout).toBe(first.stdout);
});

test('--help of plan lists its options, and the help of the program the command', () => {
  const { stdout } = runCli(['plan', '--help']);
  for (const option of ['format', 'output', 'region', 'month', 'option', 'prices', 'effort', 'details', 'width', 'ascii', 'no-color']) {
    expect(stdout).toContain(`--${option} `);
  }
  expect(runCli(['--help']).stdout).toMatch(/ecs-cost plan /);
});
