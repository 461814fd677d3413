import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { repository } from '../support/repository.ts';
import { runCli } from '../support/run-cli.ts';

const CALL = ['compare', 'test/cli/fixtures/shop.yaml', '--prices', 'test/cli/fixtures'];
const program = `${repository}bin/ecs-cost.js`;

const root = mkdtempSync(join(tmpdir(), 'ecs-cost-output-'));
let folder = root;
let count = 0;

beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
  mkdirSync(folder);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('--output writes the report to the file and nothing to standard output', () => {
  const file = join(folder, 'report.txt');
  const { stdout, stderr, exitCode } = runCli([...CALL, '--output', file]);
  expect({ stdout, stderr, exitCode }).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  expect(readFileSync(file, 'utf8')).toBe(runCli(CALL).stdout);
  expect(readdirSync(folder)).toEqual(['report.txt']);
});

test('a file that is there is replaced, keeps its permissions, and a link to it stays a link', () => {
  const [file, link] = [join(folder, 'report.json'), join(folder, 'link.json')];
  writeFileSync(file, 'old', { mode: 0o600 });
  symlinkSync(file, link);
  expect(runCli([...CALL, '--format', 'json', '--output', link]).exitCode).toBe(0);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schemaVersion: 1 });
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('nothing is written when the workload is wrong', () => {
  const file = join(folder, 'report.txt');
  writeFileSync(file, 'old');
  expect(runCli(['compare', 'test/cli/fixtures/wrong.yaml', '--output', file]).exitCode).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe('old');
});

test('the report is written even when a budget is exceeded', () => {
  const file = join(folder, 'report.txt');
  expect(runCli([...CALL, '--output', file, '--fail-above', '1']).exitCode).toBe(1);
  expect(existsSync(file)).toBe(true);
});

test('a place that cannot be written is told by its name, and leaves nothing behind', () => {
  const nowhere = runCli([...CALL, '--output', join(folder, 'no', 'report.txt')]);
  expect(nowhere.exitCode).toBe(2);
  expect(nowhere.stderr.split('\n')[0]).toBe(`${join(folder, 'no', 'report.txt')}  cannot be written: no such directory`);
  const directory = runCli([...CALL, '--output', folder]);
  expect(directory.stderr.split('\n')[0]).toBe(`${folder}  cannot be written: is a directory`);
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(!existsSync('/dev/null'))('a device stays a device', () => {
  expect(runCli([...CALL, '--output', '/dev/null']).exitCode).toBe(0);
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

test.skipIf(!existsSync('/dev/full'))('a full disk behind standard output is an error', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [program, ...CALL], {
    cwd: repository,
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect(status).toBe(2);
  expect(stderr).toContain('standard output  cannot be written: no space left on the device');
});

test('a reader that goes away is no error', async () => {
  const child = spawn(process.execPath, [program, 'compare', 'examples/four-services-ireland.yaml', '--format', 'json'], {
    cwd: repository,
  });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  child.stdout.destroy();
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  expect({ exitCode, stderr: stderr.replace(/^warning: these prices are older.*\n/m, '') }).toEqual({ exitCode: 0, stderr: '' });
});
