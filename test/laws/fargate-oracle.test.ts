import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadCatalogSync } from '../../src/catalog/load-catalog.ts';
import { estimate } from '../../src/estimate.ts';
import { exactText } from '../../src/units/money.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import { ceiling, decimalText, type Fraction, fraction, over, plus, times } from '../support/fraction.ts';

/**
 * The Fargate bill once more, from the price file's text and AWS's published rules, in fractions: legal sizes from the
 * developer guide's table, whole seconds, minimums, free storage. It shares no code with the program.
 */
const SIZES: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  512: [1, 2, 3, 4].map((gb) => gb * 1024),
  1024: range(2, 8, 1),
  2048: range(4, 16, 1),
  4096: range(8, 30, 1),
  8192: range(16, 60, 4),
  16384: range(32, 120, 8),
  32768: [60, 120, 244].map((gb) => gb * 1024),
};
const WINDOWS_SIZES = [1024, 2048, 4096];

interface Row {
  readonly kind: 'service' | 'job';
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly system: 'LINUX' | 'WINDOWS';
  readonly architecture: 'X86_64' | 'ARM64';
  readonly scratchGiB: number;
  readonly count: number;
  readonly durationTenths: number;
  readonly startupSeconds: number;
  readonly runsTenths: number;
}

const row: fc.Arbitrary<Row> = fc
  .record({
    kind: fc.constantFrom('service' as const, 'job' as const),
    cpuUnits: fc.integer({ min: 2, max: 32_768 }),
    memoryMiB: fc.integer({ min: 6, max: 249_856 }),
    system: fc.constantFrom('LINUX' as const, 'LINUX' as const, 'WINDOWS' as const),
    architecture: fc.constantFrom('X86_64' as const, 'ARM64' as const),
    scratchGiB: fc.constantFrom(0, 21, 30, 117, 200),
    count: fc.integer({ min: 1, max: 500 }),
    durationTenths: fc.integer({ min: 1, max: 400_000 }),
    startupSeconds: fc.integer({ min: 0, max: 120 }),
    runsTenths: fc.integer({ min: 1, max: 100_000 }),
  })
  .filter(({ system, architecture, cpuUnits, memoryMiB }) => {
    if (system === 'WINDOWS') return architecture === 'X86_64' && cpuUnits <= 4096 && memoryMiB <= 30 * 1024;
    return true;
  });

const workload = fc.record({
  region: fc.constantFrom('us-east-1', 'ap-northeast-2', 'eu-west-1', 'sa-east-1', 'mx-central-1', 'us-gov-west-1', 'af-south-1'),
  hours: fc.constantFrom(730, 720, 744),
  rows: fc.array(row, { minLength: 1, maxLength: 5 }),
});

test('two hundred random workloads cost on Fargate what fractions say, to the last digit', () => {
  let compared = 0;
  fc.assert(
    fc.property(workload, ({ region, hours, rows }) => {
      const text = JSON.stringify(fileOf(region, rows));
      const month = { seconds: hours * 3600, label: `${hours} h` };
      const { options } = estimate(parseWorkload(text), loadCatalogSync({ region }), { month, mixes: false });
      const architectures = new Set(rows.map(({ architecture }) => architecture));
      const id = `fargate:on-demand:${architectures.size === 1 ? rows[0]?.architecture : 'mixed'}`;
      const option = options.find((candidate) => candidate.id === id);
      const all = rows.flatMap((each, index) => oracleLines(each, `r${index}`, rateBook(region), hours));
      const lines = [...all.filter(({ kind }) => kind === 'service'), ...all.filter(({ kind }) => kind === 'job')];
      expect(option?.impossible).toEqual([]);
      expect(option?.bill.lines.map(({ owner, usageType, cost }) => [owner, usageType, exactText(cost)])).toEqual(
        lines.map(({ owner, usageType, cost }) => [owner, usageType, decimalText(cost, 30)]),
      );
      compared += 1;
    }),
    { seed: 42, numRuns: 200 },
  );
  expect(compared).toBe(200);
});

function fileOf(region: string, rows: readonly Row[]): unknown {
  const task = ({ cpuUnits, memoryMiB, system, architecture, scratchGiB }: Row) => ({
    cpu: cpuUnits,
    memory: memoryMiB,
    operatingSystem: system,
    architecture,
    ...(scratchGiB > 0 ? { ephemeralStorage: `${scratchGiB} GB` } : {}),
  });
  const named = rows.map((each, index) => ({ ...each, name: `r${index}` }));
  const services = named
    .filter(({ kind }) => kind === 'service')
    .map((each) => ({ name: each.name, ...task(each), desiredCount: each.count }));
  const jobs = named
    .filter(({ kind }) => kind === 'job')
    .map((each) => ({
      name: each.name,
      ...task(each),
      tasks: each.count,
      duration: `${each.durationTenths / 10}s`,
      startup: `${each.startupSeconds}s`,
      runsPerMonth: each.runsTenths / 10,
    }));
  return { version: 1, name: 'random', region, ...(services.length > 0 ? { services } : {}), ...(jobs.length > 0 ? { jobs } : {}) };
}

interface OracleLine {
  readonly owner: string;
  readonly usageType: string;
  readonly cost: Fraction;
  readonly kind: Row['kind'];
}

function oracleLines(each: Row, owner: string, rates: ReadonlyMap<string, string>, hours: number): OracleLine[] {
  const cpuSizes = Object.keys(SIZES)
    .map(Number)
    .filter((cpu) => cpu >= each.cpuUnits && (each.system === 'LINUX' || WINDOWS_SIZES.includes(cpu)));
  const cpu = cpuSizes.find((size) => SIZES[size]?.some((memory) => memory >= each.memoryMiB)) ?? Number.NaN;
  const memory = SIZES[cpu]?.find((size) => size >= each.memoryMiB) ?? Number.NaN;
  const elapsed = plus(fraction(`${each.durationTenths}/10`), fraction(each.startupSeconds));
  const minimum = each.system === 'WINDOWS' ? 300n : 60n;
  const billed = ceiling(elapsed) > minimum ? ceiling(elapsed) : minimum;
  const taskSeconds =
    each.kind === 'service'
      ? fraction(each.count * hours * 3600)
      : times(times(fraction(each.count), fraction(`${each.runsTenths}/10`)), fraction(String(billed)));
  const taskHours = over(taskSeconds, fraction(3600));
  const vcpuHours = times(taskHours, fraction(`${cpu}/1024`));
  const memoryHours = times(taskHours, fraction(`${memory}/1024`));
  const family = each.system === 'WINDOWS' ? 'Windows-' : each.architecture === 'ARM64' ? 'ARM-' : '';
  const quantities: [string, Fraction][] = [
    [`Fargate-${family}vCPU-Hours:perCPU`, vcpuHours],
    [`Fargate-${family}GB-Hours`, memoryHours],
    ...(each.system === 'WINDOWS' ? [['Fargate-Windows-OS-Hours:perCPU', vcpuHours] as [string, Fraction]] : []),
    ...(each.scratchGiB > 20
      ? [['Fargate-EphemeralStorage-GB-Hours', times(taskHours, fraction(each.scratchGiB - 20))] as [string, Fraction]]
      : []),
  ];
  return quantities.map(([usageType, quantity]) => ({
    owner,
    usageType,
    kind: each.kind,
    cost: times(quantity, fraction(rates.get(usageType) ?? 'no rate')),
  }));
}

/** Fargate rates as the price file writes them, found by their text alone. */
function rateBook(region: string): Map<string, string> {
  const text = readFileSync(new URL(`../../data/prices/${region}.json`, import.meta.url), 'utf8');
  return new Map([...text.matchAll(/"(Fargate-[^"]*Hours[^"]*)":\s*"(\d+\.\d+)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

function range(from: number, to: number, step: number): number[] {
  const sizes: number[] = [];
  for (let gb = from; gb <= to; gb += step) sizes.push(gb * 1024);
  return sizes;
}
