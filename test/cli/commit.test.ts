import { expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const FLEET = 'examples/one-fleet.yaml';

interface Study {
  readonly options: readonly {
    readonly id: string;
    readonly best: string | null;
    readonly plans: readonly { readonly purchaseOption: string; readonly usdPerHour: string; readonly curve: readonly unknown[] }[];
    readonly moves: readonly { readonly service: string; readonly purchaseOption: string }[];
    readonly notPriced: readonly { readonly purchaseOption: string; readonly missing: readonly { readonly remedy: string }[] }[];
  }[];
}

test('the study of a fleet says the best plan, its curve, its regrets and what moves would do', () => {
  const { stdout, stderr, exitCode } = runCli(['commit', FLEET, '--option', 'ec2:*:X86_64', '--plan', 'ec2-instance-*-1y-*']);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  for (const part of ['Cost of the month by hourly commitment', 'If demand changes', 'api to Fargate', 'EC2 Instance SP 1y no upfront']) {
    expect(stdout).toContain(part);
  }
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});

test('as JSON it has every plan, and those without rates with the remedy', () => {
  const { stdout, exitCode } = runCli(['commit', FLEET, '--format', 'json']);
  expect(exitCode).toBe(0);
  const { options } = JSON.parse(stdout) as Study;
  expect(options.map(({ id }) => id)).toEqual(['ec2:on-demand:X86_64', 'fargate:on-demand:X86_64', 'managed-instances:on-demand:X86_64']);
  const [ec2] = options;
  expect(ec2?.plans.map(({ purchaseOption }) => purchaseOption)).toEqual([
    'compute-savings-plan-1y-no-upfront',
    'ec2-instance-savings-plan-1y-no-upfront',
  ]);
  expect(ec2?.moves.map(({ service }) => service)).toContain('worker');
  expect(ec2?.notPriced[0]?.missing[0]?.remedy).toContain('assumedDiscounts');
});

test('bars are ASCII with --ascii', () => {
  const { stdout } = runCli(['commit', FLEET, '--ascii', '--option', 'fargate:*']);
  expect(stdout).toMatch(/\* +\$\d+\.\d+ +\$\d+\.\d\d +#+\n/);
  expect(stdout).not.toContain('█');
});

test('a plan or an option that there is not is a slip', () => {
  expect(runCli(['commit', FLEET, '--plan', 'compute-2y']).stderr).toContain('"compute-2y" matches no Savings Plan');
  expect(runCli(['commit', FLEET, '--option', 'spot:*']).exitCode).toBe(2);
});

test('without any rate of a plan the exit code is 3', () => {
  const { stderr, exitCode } = runCli(['commit', 'test/cli/fixtures/plan.yaml', '--prices', 'test/cli/fixtures/ec2']);
  expect(exitCode).toBe(3);
  expect(stderr).toContain('no Savings Plan could be priced');
});
