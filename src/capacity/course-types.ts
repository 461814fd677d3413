import { sumOf } from '../units/order.ts';
import { addQuantities, multiplyQuantities, type Quantity, quantityOf } from '../units/quantity.ts';
import type { CourseType, FleetCourse } from './capacity.ts';
import { courseCredits } from './course-credits.ts';
import type { FleetOfCourse, TypeFacts } from './course-groups.ts';
import { type CourseScale, type RunOfGroup, scaledCount } from './course-run.ts';
import type { CostLedger } from './ecs/cost-ledger.ts';
import { PARTS_PER_MINUTE } from './ecs/settle-instance.ts';
import type { GroupSimulation } from './ecs/simulation.ts';

const SECONDS_PER_MINUTE = 60;

/** Parts of owners, as whole numbers. */
type Weights = Map<string, bigint>;

/** Instance types of all groups, what each is billed in the month, and whom that falls to. */
export function courseTypes(
  runs: readonly RunOfGroup[],
  fleet: FleetOfCourse,
  facts: ReadonlyMap<string, TypeFacts>,
  scale: CourseScale,
): CourseType[] {
  const owned = runs.map((run) => run.group.types.map((_, type) => weightsOf(run, type, fleet, scale)));
  const all = sumOfWeights(owned.flatMap((byType) => byType.map(({ weights }) => weights)));
  return runs.flatMap((run, index) =>
    run.group.types.flatMap(({ name }, type) => {
      const own = facts.get(name);
      const { weights, idle } = owned[index]?.[type] ?? { weights: new Map(), idle: 0n };
      if (!own) return [];
      const shared = withIdle(weights, idle, all, fleet);
      const credits = courseCredits(run, type, fleet, shared, scale);
      return [{ ...own, ...useOf(run, type, own, scale), weights: shared, ...(credits ? { credits } : {}) }];
    }),
  );
}

/** Seconds in the month that tasks of each service sit on instances; daemons sit on all of them. */
export function taskSecondsOf(
  runs: readonly RunOfGroup[],
  { groups, daemons }: FleetOfCourse,
  { perMonth, surgeShare }: CourseScale,
): FleetCourse['taskSeconds'] {
  const minutes = ({ calm, simulation }: RunOfGroup, of: (run: RunOfGroup['calm']) => number): Quantity =>
    multiplyQuantities(perMonth, multiplyQuantities(quantityOf(SECONDS_PER_MINUTE), scaledCount(of(calm), of(simulation), surgeShare)));
  const instances = runs
    .map((run) => minutes(run, ({ instanceSeconds }) => sumOf(instanceSeconds) / SECONDS_PER_MINUTE))
    .reduce(addQuantities, quantityOf(0));
  const own = runs.flatMap((run) =>
    run.group.services.map((service, index) => ({
      owner: groups[service]?.owner.name ?? '',
      seconds: minutes(run, ({ ledger }) => ledger?.taskMinutes[index] ?? 0),
    })),
  );
  return [...own, ...daemons.map(({ name }) => ({ owner: name, seconds: instances }))];
}

function useOf(
  { simulation, calm }: RunOfGroup,
  type: number,
  { allocatableCpuUnits, allocatableMemoryMiB }: TypeFacts,
  scale: CourseScale,
): Pick<CourseType, 'seconds' | 'counts' | 'least' | 'peak' | 'launches' | 'idleCpuUnitSeconds' | 'idleMemoryMiBSeconds'> {
  const counts = simulation.series.map(({ running }) => running[type] ?? 0);
  const inMonth = (of: (run: RunOfGroup['calm']) => number): Quantity =>
    multiplyQuantities(scale.perMonth, scaledCount(of(calm), of(simulation), scale.surgeShare));
  const idle = (each: number, reserved: (ledger: CostLedger) => number) => (run: RunOfGroup['calm']) =>
    (run.instanceSeconds[type] ?? 0) * each - (run.ledger ? reserved(run.ledger) : 0) * SECONDS_PER_MINUTE;
  return {
    seconds: inMonth(({ instanceSeconds }) => instanceSeconds[type] ?? 0),
    counts: countsOf(calm, simulation, type, scale),
    least: counts.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY),
    peak: counts.reduce((most, count) => Math.max(most, count), 0),
    launches: inMonth(({ launches }) => launches[type] ?? 0),
    idleCpuUnitSeconds: inMonth(idle(allocatableCpuUnits, ({ cpuUnitMinutes }) => cpuUnitMinutes[type] ?? 0)),
    idleMemoryMiBSeconds: inMonth(idle(allocatableMemoryMiB, ({ memoryMiBMinutes }) => memoryMiBMinutes[type] ?? 0)),
  };
}

/** Instances of a type from minute to minute: without deployments, and the share of what they add that counts. */
function countsOf(calm: GroupSimulation, simulation: GroupSimulation, type: number, { surgeShare }: CourseScale): CourseType['counts'] {
  const all = [calm, ...(calm === simulation ? [] : [simulation])];
  const minutes = [...new Set(all.flatMap(({ series }) => series.map(({ fromMinute }) => fromMinute)))].sort((a, b) => a - b);
  const next = [0, 0];
  const countAt = ({ series }: GroupSimulation, index: number, minute: number): number => {
    while ((series[(next[index] ?? 0) + 1]?.fromMinute ?? Number.POSITIVE_INFINITY) <= minute) next[index] = (next[index] ?? 0) + 1;
    return series[next[index] ?? 0]?.running[type] ?? 0;
  };
  const counts: { fromMinute: number; instances: Quantity; key: string }[] = [];
  for (const fromMinute of minutes) {
    const [before, after] = [countAt(calm, 0, fromMinute), countAt(simulation, 1, fromMinute)];
    const key = `${before} ${after}`;
    if (counts.at(-1)?.key !== key) counts.push({ fromMinute, instances: scaledCount(before, after, surgeShare), key });
  }
  return counts.map(({ fromMinute, instances }) => ({ fromMinute, instances }));
}

/** Parts of each owner in the instances of a type, and the minutes of those without a task. */
function weightsOf(
  { group, simulation, calm }: RunOfGroup,
  type: number,
  { groups, daemons }: FleetOfCourse,
  { surgeShare }: CourseScale,
): { readonly weights: Weights; readonly idle: bigint } {
  const names = [...group.services.map((index) => groups[index]?.owner.name ?? ''), ...daemons.map(({ name }) => name)];
  const combined = (of: (ledger: CostLedger) => number): bigint => {
    const [before, after] = [calm, simulation].map(({ ledger }) => BigInt(ledger ? of(ledger) : 0)) as [bigint, bigint];
    const parts = before * (surgeShare.denominator - surgeShare.numerator) + after * surgeShare.numerator;
    return parts > 0n ? parts : 0n;
  };
  const weights: Weights = new Map();
  for (const [owner, name] of names.entries()) {
    const weight = combined(({ parts, owners }) => parts[type * owners + owner] ?? 0);
    weights.set(name, (weights.get(name) ?? 0n) + weight);
  }
  return { weights, idle: combined(({ idleMinutes }) => idleMinutes[type] ?? 0) };
}

function sumOfWeights(all: readonly Weights[]): Weights {
  const sum: Weights = new Map();
  for (const weights of all) for (const [owner, weight] of weights) sum.set(owner, (sum.get(owner) ?? 0n) + weight);
  return sum;
}

/** Instances without a task stand by for all, in proportion to what all of them use. */
function withIdle(own: Weights, idleMinutes: bigint, all: Weights, { groups }: FleetOfCourse): CourseType['weights'] {
  const total = [...all.values()].reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) return groups.map(({ owner }) => ({ owner: owner.name, weight: 1n }));
  const owners = new Set([...own.keys(), ...(idleMinutes > 0n ? all.keys() : [])]);
  return [...owners]
    .map((owner) => ({ owner, weight: (own.get(owner) ?? 0n) * total + idleMinutes * BigInt(PARTS_PER_MINUTE) * (all.get(owner) ?? 0n) }))
    .filter(({ weight }) => weight > 0n);
}
