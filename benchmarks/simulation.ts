/**
 * How fast the simulation of an EC2 cluster is, and how its work grows.
 *
 *     npx tsx benchmarks/simulation.ts
 *
 * First one week of 50 services with 2,000 tasks at the peak, in minute steps, including the choice of the fleet among the
 * instance types of us-east-1 and the difference to the repacked bound: the goal is 2 seconds. Then one simulation with 10 to
 * 1,000 services, and with 1 to 8 weeks; the exponent of the growth is to be about 1 or less. Last a year in hours.
 */
import process from 'node:process';
import { chooseFleet } from '../src/capacity/ecs/choose-fleet.ts';
import { demandLevels } from '../src/capacity/ecs/demand-levels.ts';
import { explainDifference } from '../src/capacity/ecs/explain-difference.ts';
import { levelPlan } from '../src/capacity/ecs/pack-over-zones.ts';
import { repackedBound } from '../src/capacity/ecs/repacked-bound.ts';
import { type FleetDemand, groupInput } from '../src/capacity/ecs/simulate-fleet.ts';
import { simulateGroup } from '../src/capacity/ecs/simulate-group.ts';
import { type GroupInstanceType, MANAGED_SCALING_DEFAULTS, type SimulatedService } from '../src/capacity/ecs/simulation.ts';
import { loadCatalogSync } from '../src/catalog/load-catalog.ts';
import { awsvpcTasksMax } from '../src/catalog/network-interfaces.ts';
import { randomStream } from '../src/packing/random.ts';
import { ticksOfText } from '../src/units/money.ts';

const GOAL_SECONDS = 2;
const MINUTES_PER_WEEK = 7 * 24 * 60;
const STEP_MINUTES = 15;
const LEVELS_MAX = 12;
/** What Linux leaves of the advertised memory, about. */
const REGISTERED_SHARE = 0.925;

/** Services with a daily wave each and noise on it; together `tasksAtPeak` tasks when all waves are high. */
function servicesOf(serviceCount: number, tasksAtPeak: number, weeks: number, stepMinutes: number = STEP_MINUTES): SimulatedService[] {
  const random = randomStream(7);
  return Array.from({ length: serviceCount }, (_, index) => {
    const peak = Math.max(2, Math.round((tasksAtPeak / serviceCount) * (0.4 + 1.2 * random())));
    const cpuUnits = [128, 256, 512, 1024][Math.floor(random() * 4)] as number;
    const memoryMiB = cpuUnits * ([1, 2, 4, 8][Math.floor(random() * 4)] as number);
    const phase = random() * 120;
    const demand: { fromMinute: number; taskCount: number }[] = [];
    for (let fromMinute = 0; fromMinute < weeks * MINUTES_PER_WEEK; fromMinute += stepMinutes) {
      const wave = 0.5 - 0.4 * Math.cos((2 * Math.PI * (fromMinute + phase)) / 1440);
      const taskCount = Math.max(1, Math.round(peak * (wave + 0.1 * random())));
      if (demand.at(-1)?.taskCount !== taskCount) demand.push({ fromMinute, taskCount });
    }
    const startMinutes = index % 5 === 0 ? [Math.floor(random() * MINUTES_PER_WEEK)] : [];
    const deployment = { startMinutes, minimumHealthyPercent: 100, maximumPercent: 200, overlapMinutes: 5 };
    return { name: `service-${index}`, size: [cpuUnits, memoryMiB, 1], demand, deployment };
  });
}

/** x86 types of us-east-1 that are not burstable, with CPU, memory and network interfaces. */
function typesOf(): GroupInstanceType[] {
  const catalog = loadCatalogSync({ region: 'us-east-1' });
  const rates = new Map(
    catalog.tables
      .filter(({ offer, operation }) => offer === 'AmazonEC2' && operation === 'RunInstances')
      .flatMap((table) => Object.entries(table.rates)),
  );
  return catalog.instanceTypes.flatMap((type) => {
    const rate = rates.get(type.instanceType);
    if (rate === undefined || type.burstable || type.architecture !== 'X86_64' || type.bareMetal) return [];
    const interfaces = awsvpcTasksMax(type, true) ?? 0;
    const capacity = [type.vcpus * 1024, Math.floor(type.memoryMiB * REGISTERED_SHARE), interfaces];
    return [{ name: type.instanceType, capacity, ticksPerHour: ticksOfText(rate), minimum: 0 }];
  });
}

function demandOf(services: readonly SimulatedService[], weeks: number): FleetDemand {
  return { durationMinutes: weeks * MINUTES_PER_WEEK, zones: 3, services, scaling: MANAGED_SCALING_DEFAULTS, seed: 1, effort: 'instant' };
}

/** Processor time, which a busy machine does not stretch as it does the time on the wall. */
function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** The whole of what a plan asks for. */
function wholeWeek(): void {
  const demand = demandOf(servicesOf(50, 2000, 1), 1);
  const types = typesOf();
  let last = process.cpuUsage();
  const lap = (what: string): void => {
    const { user, system } = process.cpuUsage(last);
    console.log(`  ${what.padEnd(34)}${((user + system) / 1e6).toFixed(2).padStart(6)} s`);
    last = process.cpuUsage();
  };
  const choice = chooseFleet(demand, types);
  lap('choice of the fleet');
  for (const fleet of choice?.compared ?? []) {
    console.log(
      `    ${fleet.name.padEnd(40)}${(Number(fleet.amount.ticks) / 1e10).toFixed(2).padStart(10)} USD a week, ${fleet.waitingTaskMinutes} task-minutes of waiting`,
    );
  }
  for (const { group, simulation } of choice?.chosen.groups ?? []) {
    const services = group.services.flatMap((index) => demand.services[index] ?? []);
    const levels = demandLevels(services, demand.durationMinutes);
    const packing = { zones: demand.zones, services, types: group.types, effort: demand.effort };
    const bound = repackedBound(levels, services, group.types, (counts) => levelPlan(packing, counts), LEVELS_MAX);
    lap(`bound, ${levels.levels.length} levels`);
    const calm = simulateGroup({ ...groupInput(demand, group), services: services.map(({ deployment: _, ...service }) => service) });
    const parts = explainDifference(simulation, calm, group.types, levels, bound);
    lap('difference to the bound');
    for (const [part, amount] of Object.entries(parts)) {
      if (typeof amount === 'object') console.log(`    ${part.padEnd(20)}${(Number(amount.ticks) / 1e10).toFixed(2).padStart(10)} USD`);
    }
  }
}

/** The exponent of `seconds` over `sizes`, by least squares of the logarithms. */
function exponentOf(sizes: readonly number[], seconds: readonly number[]): number {
  const x = sizes.map(Math.log);
  const y = seconds.map(Math.log);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, index) => sum + (value - meanX) * ((y[index] ?? 0) - meanY), 0);
  return covariance / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}

function growth(what: string, sizes: readonly number[], run: (size: number) => void): void {
  const seconds = sizes.map((size) =>
    Math.min(
      secondsOf(() => run(size)),
      secondsOf(() => run(size)),
    ),
  );
  for (const [index, size] of sizes.entries()) console.log(`  ${`${size} ${what}`.padEnd(34)}${seconds[index]?.toFixed(3).padStart(7)} s`);
  console.log(`  exponent ${exponentOf(sizes, seconds).toFixed(2)}`);
}

const TYPE: GroupInstanceType = { name: 'm6i.4xlarge', capacity: [16384, 60620, 60], ticksPerHour: 7_680_000_000, minimum: 0 };
const simulate = (demand: FleetDemand): void => {
  simulateGroup({ ...demand, types: [TYPE], start: 'empty' });
};

console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
console.log('One week, 50 services, 2,000 tasks at peak:');
const start = process.hrtime.bigint();
const seconds = secondsOf(wholeWeek);
const elapsed = Number(process.hrtime.bigint() - start) / 1e9;
console.log(
  `  all                               ${seconds.toFixed(2).padStart(6)} s   (goal: at most ${GOAL_SECONDS}; ${elapsed.toFixed(2)} s on the wall)\n`,
);
console.log('One simulation of a week, 40 tasks a service at peak:');
growth('services', [10, 30, 100, 300, 1000], (size) => simulate(demandOf(servicesOf(size, 40 * size, 1), 1)));
console.log('\nOne simulation of 50 services:');
growth('weeks', [1, 2, 4, 8], (weeks) => simulate(demandOf(servicesOf(50, 2000, weeks), weeks)));
console.log('\nA year by the hour, 200 services, 4,000 tasks at peak, with the choice of the fleet:');
const year = secondsOf(() => chooseFleet(demandOf(servicesOf(200, 4000, 52, 60), 52), typesOf()));
console.log(
  `  all                               ${year.toFixed(2).padStart(6)} s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`,
);
process.exitCode = seconds <= GOAL_SECONDS ? 0 : 1;
