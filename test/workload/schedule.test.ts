import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runsInMonth } from '../../src/demand/runs-in-month.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';

const numbers = (min: number, max: number): fc.Arbitrary<string> =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => (a === b ? `${a}` : `${Math.min(a, b)}-${Math.max(a, b)}`));
const list = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));
const stepped = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.oneof(fc.constant('*'), numbers(min, max)), fc.integer({ min: 1, max: max - min + 1 }))
    .map(([range, step]) => `${range}/${step}`);
const field = (min: number, max: number, ...words: string[]): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom('*', ...words), list(numbers(min, max)), stepped(min, max));

const dayOfMonth = field(1, 31, 'L', 'LW', '15W');
const dayOfWeek = fc.oneof(fc.constantFrom('*', 'L', '6L', 'FRIL', 'MON#2', '2#1', 'mon-fri', 'SUN,TUE'), list(numbers(1, 7)));
const days = fc.oneof(
  dayOfMonth.map((day) => [day, '?'] as const),
  dayOfWeek.map((day) => ['?', day] as const),
);
const cron = fc
  .tuple(field(0, 59), field(0, 23), days, field(1, 12, 'JAN', 'feb-dec'), fc.constantFrom('*', '2026', '2026-2030', '2026/2'))
  .map(([minutes, hours, [inMonth, inWeek], month, year]) => `cron(${minutes} ${hours} ${inMonth} ${month} ${inWeek} ${year})`);

test('every schedule that the reader takes can be counted', () => {
  const november = { seconds: 30 * 86_400, label: '2026-11', calendar: { year: 2026, month: 11 } };
  fc.assert(
    fc.property(cron, (schedule) => {
      const job = { name: 'nightly', cpu: 512, memory: 1024, duration: 60, schedule };
      const [read] = parseWorkload(JSON.stringify({ version: 1, name: 'shop', region: 'us-east-1', jobs: [job] })).jobs;
      expect(read && runsInMonth(read.runs, november).numerator >= 0n).toBe(true);
    }),
    { seed: 3, numRuns: 200 },
  );
});
