import { expect, test } from 'vitest';
import { describeIssue, EcsCostError } from '../../src/units/errors.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import { WRONG_BESIDE } from './wrong-beside.ts';
import { WRONG_DEMANDS } from './wrong-demands.ts';
import type { WrongFile } from './wrong-file.ts';
import { WRONG_SYNTAX } from './wrong-syntax.ts';
import { WRONG_TASK_DEFINITIONS } from './wrong-task-definitions.ts';
import { WRONG_VALUES } from './wrong-values.ts';

const REGIONS = ['ap-northeast-2', 'us-east-1', 'us-west-2'];

function errorOf({ text, readTaskDefinition, readTrace }: WrongFile): EcsCostError | undefined {
  try {
    const readers = { ...(readTaskDefinition && { readTaskDefinition }), ...(readTrace && { readTrace }) };
    parseWorkload(text, { file: 'shop.yaml', regions: REGIONS, ...readers });
    return undefined;
  } catch (error) {
    if (error instanceof EcsCostError) return error;
    throw error;
  }
}

test.each([...WRONG_SYNTAX, ...WRONG_VALUES, ...WRONG_BESIDE, ...WRONG_DEMANDS, ...WRONG_TASK_DEFINITIONS])(
  '$name is told with its place, all problems at once',
  (wrong) => {
    const error = errorOf(wrong);
    expect(error?.code).toBe('WORKLOAD_INVALID');
    expect(error?.issues.map(describeIssue)).toEqual(wrong.problems);
  },
);

test('a file with a thousand and more problems lists the first thousand and counts the rest', () => {
  const error = errorOf({ name: '', text: Array.from({ length: 1200 }, (_, index) => `k${index}: 1`).join('\n'), problems: [] });
  // Besides 1,200 unknown keys, four keys are missing: version, name, region and services.
  expect(error?.issues).toHaveLength(1001);
  expect(error?.issues.at(-1)).toEqual({ path: '', problem: '204 more problems are not listed' });
});

test('a place counts lines from 1 and columns in UTF-16 code units, whatever the line ends and the byte order mark', () => {
  const wrong = (text: string): string[] => errorOf({ name: '', text, problems: [] })?.issues.map(describeIssue) ?? [];
  const problem = 'name  123 is not a name; write it in quotes: "123"';
  const rest = '\nregion: us-east-1\nservices: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 2 }]\n';
  expect(wrong(`version: 1\nname: 123${rest}`)).toEqual([`shop.yaml:2:7  ${problem}`]);
  expect(wrong(`version: 1\nname: 123${rest}`.replaceAll('\n', '\r\n'))).toEqual([`shop.yaml:2:7  ${problem}`]);
  expect(wrong(`\uFEFFversion: 1\nname: 123${rest}`)).toEqual([`shop.yaml:2:7  ${problem}`]);
  expect(wrong(`{ "x-a": "\u{1F600}", "version": 1, "name": 123, "region": "us-east-1", "jobs": [], "services": [] }`)).toContain(
    `shop.yaml:1:38  ${problem}`,
  );
});

test('problems come in the order of the text, and without a file name when the text has none', () => {
  try {
    parseWorkload('version: 2\nregion: us-east-1\nservices: 1\nname: 3\n');
    expect.unreachable();
  } catch (error) {
    expect((error as EcsCostError).issues.map(({ file, line, path }) => [file, line, path])).toEqual([
      [undefined, 1, 'version'],
      [undefined, 3, 'services'],
      [undefined, 4, 'name'],
    ]);
  }
});

test('what a file says cannot act on the terminal that shows the message', () => {
  // Written with escapes, so that the file itself is plain text: ESC, CSI and a right-to-left override.
  const strange = '"\\u001b[31m\\u009b31m\\u202e"';
  const rest = `region: ${strange}\n${strange}: 1\nservices: [{ name: api, cpu: ${strange}, memory: 1 GB, architecture: ${strange}, desiredCount: 2 }]\n`;
  const jobs = `jobs: [{ name: nightly, cpu: 512, memory: 1 GB, duration: 5m, schedule: ${strange} }]\n`;
  const messages =
    errorOf({ name: '', text: `version: 1\nname: ${strange}\n${rest}${jobs}`, problems: [] })?.issues.map(describeIssue) ?? [];
  expect(messages).toHaveLength(6);
  for (const message of messages) expect(message).toMatch(/^[\x20-\x7e]*$/);
});
