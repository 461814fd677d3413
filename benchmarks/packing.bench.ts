/**
 * How fast packing is and how it grows: seeded fleets of 10 to 5,000 services, with sizes from a menu and with sizes and
 * network interfaces of their own, over 870 bin types.
 *
 *     npx tsx benchmarks/packing.bench.ts [instant|normal|thorough]
 *
 * Prints milliseconds (median of three), the time of a bare `JSON.parse` of the same problem as a measure of the machine,
 * the gap to the proved bound, and the exponent of the growth.
 */
import process from 'node:process';
import { pack } from '../src/packing/pack.ts';
import type { Effort } from '../src/packing/problem.ts';
import { type FleetKind, syntheticFleet } from './packing/synthetic-fleet.ts';

const EFFORTS: readonly Effort[] = ['instant', 'normal', 'thorough'];
const KINDS: readonly FleetKind[] = ['menu', 'own sizes'];
const SERVICES: readonly number[] = [10, 30, 100, 300, 1000, 3000, 5000];
const effort = EFFORTS.find((each) => process.argv.includes(each)) ?? 'instant';

function millisecondsOf(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[1] ?? Number.NaN;
}

process.stdout.write(`Node ${process.version}, effort ${effort}\n`);
for (const kind of KINDS) {
  const points = SERVICES.map((services) => {
    const problem = syntheticFleet(kind, services);
    const tasks = problem.items.reduce((sum, { count }) => sum + count, 0);
    const text = JSON.stringify(problem);
    const bare = millisecondsOf(() => JSON.parse(text));
    let gap = 0;
    const milliseconds = millisecondsOf(() => {
      gap = pack(problem, { effort }).gap;
    });
    const row = [
      `${kind} ${services}`.padEnd(16),
      `${tasks} tasks`.padStart(14),
      `${milliseconds.toFixed(1)} ms`.padStart(12),
      `${(milliseconds / bare).toFixed(1)} x JSON.parse`.padStart(20),
    ];
    process.stdout.write(`${row.join('')}   gap to bound ${(100 * gap).toFixed(2)} %\n`);
    return { services, milliseconds };
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) continue;
  const exponent = Math.log(last.milliseconds / first.milliseconds) / Math.log(last.services / first.services);
  process.stdout.write(`  growth exponent ${exponent.toFixed(2)}, peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
}
