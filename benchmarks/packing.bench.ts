/**
 * How fast packing is and how it grows: fleets of 10 to 5,000 services with Fargate-menu sizes, and with sizes and network
 * interfaces of their own, over every Linux instance type of us-east-1.
 *
 *     npx tsx benchmarks/packing.bench.ts [instant|normal|thorough]
 *
 * Prints milliseconds (median of three), services a second, and the exponent of the growth; bare `JSON.parse` of the same
 * problem stands beside it as a measure of the machine. Seeded: every run packs the same fleets.
 */
import process from 'node:process';
import { awsvpcTaskLimit, loadCatalogSync, lookUpRate, pack } from '../src/index.ts';
import type { Effort, Item, PackingProblem } from '../src/packing/problem.ts';
import { randomStream } from '../src/packing/random.ts';

const EFFORTS: readonly Effort[] = ['instant', 'normal', 'thorough'];
const effort = EFFORTS.find((each) => process.argv.includes(each)) ?? 'instant';
const sizes = [10, 30, 100, 300, 1000, 3000, 5000];
const catalog = loadCatalogSync({ region: 'us-east-1' });

const bins = catalog.instanceTypes.flatMap((type) => {
  const rate = lookUpRate(catalog, { usageType: `BoxUsage:${type.instanceType}`, operation: 'RunInstances' });
  if (!rate.found || type.burstable || type.architecture === undefined) return [];
  const interfaces = awsvpcTaskLimit({ instanceType: type.instanceType, eniTrunking: true }) ?? 0;
  const cost = Math.round(Number(rate.usd) * 1e6);
  return [{ name: type.instanceType, capacity: [type.vcpus * 1024, Math.floor(type.memoryMiB * 0.925), interfaces], cost }];
});

function fleet(services: number, kind: 'menu' | 'own'): PackingProblem {
  const random = randomStream(services);
  const items = Array.from({ length: services }, (): Item => {
    const cpuUnits = kind === 'menu' ? 256 * 2 ** Math.floor(random() * 5) : 64 + Math.floor(random() * 4000);
    const memoryMiB = kind === 'menu' ? cpuUnits * 2 ** (1 + Math.floor(random() * 3)) : 128 + Math.floor(random() * 16_000);
    return { size: [cpuUnits, memoryMiB, kind === 'menu' ? 0 : 1], count: 1 + Math.floor(random() ** 3 * 40) };
  });
  return { bins, items };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function millisecondsOf(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times);
}

process.stdout.write(`Node ${process.version}, ${bins.length} instance types, effort ${effort}\n`);
for (const kind of ['menu', 'own'] as const) {
  const points: [number, number][] = [];
  for (const services of sizes) {
    const problem = fleet(services, kind);
    const tasks = problem.items.reduce((sum, { count }) => sum + count, 0);
    const text = JSON.stringify(problem);
    const bare = millisecondsOf(() => JSON.parse(text));
    let gap = 0;
    const packing = millisecondsOf(() => {
      gap = pack(problem, { effort }).gap;
    });
    points.push([services, packing]);
    const row = [
      `${kind} ${services}`.padEnd(10),
      `${tasks} tasks`.padStart(13),
      `${packing.toFixed(1)} ms`.padStart(11),
      `${(packing / bare).toFixed(1)} x JSON.parse`.padStart(17),
    ];
    process.stdout.write(`${row.join('')}   gap to bound ${(100 * gap).toFixed(2)} %\n`);
  }
  const [first, last] = [points[0], points.at(-1)];
  if (first && last)
    process.stdout.write(
      `  growth exponent ${(Math.log(last[1] / first[1]) / Math.log(last[0] / first[0])).toFixed(2)}, peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`,
    );
}
