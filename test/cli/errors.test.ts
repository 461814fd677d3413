import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { failureOf } from '../../src/cli/failure.ts';
import { EcsCostError } from '../../src/units/errors.ts';
import { runCli } from '../support/run-cli.ts';

/** Standard error of a call that must end with 2 and print no report. */
function errorsOf(args: readonly string[], options: Parameters<typeof runCli>[1] = {}): string[] {
  const { stdout, stderr, exitCode } = runCli(args, options);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr).not.toMatch(/^ +at /m);
  return stderr.trimEnd().split('\n');
}

test('a wrong workload prints every problem with its place, and nothing is priced', () => {
  expect(errorsOf(['compare', 'test/cli/fixtures/wrong.yaml'])).toEqual([
    'test/cli/fixtures/wrong.yaml:3:9  region  "ap-northeast-22" is not a region; did you mean "ap-northeast-2"?',
    'test/cli/fixtures/wrong.yaml:7:13  services[0].memory  "2 GBB" is not an amount of memory; write MiB (2048) or "2 GB"',
    'test/cli/fixtures/wrong.yaml:8:5  services[0].architecure  unknown key; did you mean "architecture"?',
    '3 problems; nothing was priced.',
  ]);
});

test('the problems of all files are printed, those of unreadable ones too', () => {
  const lines = errorsOf(['compare', 'nowhere.yaml', 'test/cli/fixtures/shop.yaml', 'test/cli/fixtures/wrong.yaml', 'test']);
  expect(lines[0]).toBe('nowhere.yaml  cannot be read: no such file');
  expect(lines.slice(-2)).toEqual(['test  cannot be read: is a directory', '5 problems; nothing was priced.']);
});

test('problems on standard input are told as such', () => {
  expect(errorsOf(['compare', '-'], { input: 'version: 1\n' })[0]).toMatch(/^<stdin>:1:1 {2}/);
});

test.skipIf(process.getuid?.() === 0)('a file without permission to read is told by its name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-cost-'));
  const file = join(folder, 'secret.yaml');
  writeFileSync(file, 'version: 1\n');
  chmodSync(file, 0);
  expect(errorsOf(['compare', file])[0]).toBe(`${file}  cannot be read: permission denied`);
  rmSync(folder, { recursive: true });
});

test('a task definition that is not there is a problem of the line that names it', () => {
  const input = 'version: 1\nname: w\nregion: us-east-1\nservices:\n  - name: w\n    taskDefinition: gone.json\n    desiredCount: 1\n';
  expect(errorsOf(['compare', '-'], { input })).toEqual([
    '<stdin>:6:21  services[0].taskDefinition  "gone.json" cannot be read: no such file',
    '1 problem; nothing was priced.',
  ]);
});

test('binary and UTF-16 input is refused in words', () => {
  expect(errorsOf(['compare', '-'], { input: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0) })[0]).toContain('binary or UTF-16');
  expect(errorsOf(['compare', '-'], { input: Uint8Array.of(0xff, 0xfe, 0x61, 0) })[0]).toContain('UTF-16');
});

test('a name with an escape sequence does not reach the terminal', () => {
  const input = 'version: 1\nname: s\nregion: us-east-1\n"\\e[2Jservice": []\n';
  const lines = errorsOf(['compare', '-'], { input });
  expect(lines.join('')).not.toContain('\u001b');
});

test.each<[string[], string[]]>([
  [['compre', 'x.yaml'], ['compre  unknown command; did you mean "compare"?']],
  [['compare'], ['WORKLOAD  no workload file is named; as in ecs-cost compare shop.yaml']],
  [['compare', '-', '-'], ['WORKLOAD  standard input (-) is named twice; it can be read once']],
  [['compare', 'x', '--formt', 'json'], ['--formt  unknown option; did you mean "--format"?']],
  [['compare', 'x', '-q'], ['-q  unknown option']],
  [['compare', 'x', '--format', 'tabel'], ['--format  "tabel" is not a format; did you mean "table"?']],
  [['compare', 'x', '--format', 'html'], ['--format  "html" is not a format; there is table, json, markdown, csv']],
  [['compare', 'x', '--format'], ['--format  needs a value']],
  [['compare', 'x', '--format', 'csv', '--format', 'json'], ['--format  is given 2 times; give it once']],
  [['compare', 'x', '--region', 'us-esat-1'], ['--region  "us-esat-1" is not a region; did you mean "us-east-1"?']],
  [
    ['compare', 'x', '--month', '13'.repeat(4)],
    ['--month  "13131313" is neither hours of a month nor a calendar month; write 730 or 2026-11'],
  ],
  [['compare', 'x', '--fail-above', '4e2'], ['--fail-above  "4e2" is not an amount of USD; write a plain decimal, as 400 or 399.50']],
  [['compare', 'x', '--width', '12'], ['--width  "12" is not a width; write a whole number from 40 to 1000']],
  [['compare', 'x', '--prices', 'docs'], ['--prices  there are no price tables in "docs"; name a directory that has prices/<region>.json']],
  [
    ['compare', 'test/cli/fixtures/shop.yaml', '--option', 'nope'],
    [
      '--option  "nope" matches no option; there is ec2:on-demand:ARM64, ec2:on-demand:X86_64, ec2:spot:ARM64, ec2:spot:X86_64, fargate:on-demand:ARM64, fargate:on-demand:X86_64, fargate:spot:ARM64, fargate:spot:X86_64, managed-instances:on-demand:ARM64, managed-instances:on-demand:X86_64, managed-instances:spot:ARM64, managed-instances:spot:X86_64, commitments as ec2:compute-savings-plan-1y-all-upfront:ARM64',
    ],
  ],
  [['schema', 'reports'], ['schema  there is no schema of "reports"; did you mean "report"?']],
  [['--formatt'], ['--formatt  unknown option']],
])('the call %j is wrong', (args, lines) => {
  expect(errorsOf(args)).toEqual([...lines, 'See ecs-cost --help.']);
});

test('everything that is wrong with a call is told at once', () => {
  expect(errorsOf(['compare', '--formt', 'x', '--width', '1', '--region', 'mars'])).toHaveLength(5);
});

test('without a command the help stands on standard error', () => {
  expect(errorsOf([]).join('\n')).toContain('ecs-cost compare');
});

test('a bug of ours asks for a report and shows no stack unless it was asked for', () => {
  const bug = new Error('internal error: a plan without instances');
  const plain = failureOf(bug, { version: '1.2.3', debug: false });
  expect(plain.exitCode).toBe(70);
  expect(plain.text).toContain('ecs-cost: internal error: a plan without instances\nThis is a bug in ecs-cost 1.2.3');
  expect(plain.text).not.toMatch(/^ +at /m);
  expect(failureOf(bug, { version: '1.2.3', debug: true }).text).toMatch(/^ +at /m);
});

test.each([
  ['WORKLOAD_INVALID', 2],
  ['USAGE_INVALID', 2],
  ['FILE_UNREADABLE', 2],
  ['REGION_UNKNOWN', 3],
  ['PRICES_MISSING', 3],
  ['PRICES_INVALID', 3],
] as const)('the error %s ends the program with %i', (code, exitCode) => {
  expect(failureOf(new EcsCostError(code, [{ path: '', problem: 'x' }]), { version: '1', debug: false }).exitCode).toBe(exitCode);
});

test('a damaged price table ends with 3 and names the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-cost-'));
  try {
    mkdirSync(join(folder, 'prices'));
    const file = join(folder, 'prices', 'us-east-1.json');
    writeFileSync(file, '{"formatVersion": 1,');
    const { stdout, stderr, exitCode } = runCli(['compare', 'test/cli/fixtures/shop.yaml', '--prices', folder]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 3 });
    expect(stderr).toMatch(new RegExp(`^${file} {2}is damaged: `));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
