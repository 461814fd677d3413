import { randomStream } from '../../packing/random.ts';
import { EcsCostError } from '../../units/errors.ts';
import { typeChoice } from './choose-managed-type.ts';
import { changeTasks } from './cluster-changes.ts';
import { restartLedger } from './cost-ledger.ts';
import { advanceDeployments, nextDeploymentMinute, timeBatches } from './deploy.ts';
import { type GroupRun, startRun } from './group-run.ts';
import type { ManagedInstancesInput, ManagedInstancesSimulation } from './managed-instances.ts';
import { advanceManaged, type ManagedRun, placeManaged, startManaged } from './managed-run.ts';
import { addRow, managedRow } from './managed-series.ts';
import { nextExpiry, nextOptimization, optimizeManaged, replaceAged } from './optimize-managed.ts';
import { packedInstances } from './pack-over-zones.ts';
import type { PlacementStrategy } from './placement-strategy.ts';
import { snapshotOf } from './record-series.ts';
import { closedLedger } from './settle-instance.ts';
import { minutesOf } from './simulate-group.ts';
import type { SeriesRun, Snapshot } from './simulation.ts';
import { type Clock, changeDemand, demandMinute, nextClockMinute, startClock, startDemand, startDeployments } from './simulation-clock.ts';

const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_DAY = 1440;

/** Tasks are spread over zones and fill instances within them. */
const MANAGED_PLACEMENT: readonly PlacementStrategy[] = [
  { type: 'spread', field: 'attribute:ecs.availability-zone' },
  { type: 'binpack', field: 'memory' },
];

/**
 * Runs services on ECS Managed Instances through their demand, minute by minute. It starts from instances packed for the first
 * minute, whose ages are spread over their lifetime, so that a week sees its share of replacements. The same input gives
 * the same result on every machine.
 *
 * @throws EcsCostError `USAGE_INVALID` when demand or sizes make no sense.
 */
export function simulateManagedInstances(input: ManagedInstancesInput): ManagedInstancesSimulation {
  const types = input.types.map(({ name, capacity, ticksPerHour, feeTicksPerHour }) => ({
    name,
    capacity,
    ticksPerHour: ticksPerHour + feeTicksPerHour,
    minimum: 0,
  }));
  const services = input.services.map((service) => ({ ...service, placement: MANAGED_PLACEMENT, zoneRebalancing: false }));
  const run = startRun({ ...input, services, types, start: 'empty' });
  checkEveryServiceFits(run);
  const managed = startManagedRun(
    run,
    input,
    types.map(({ ticksPerHour }) => ticksPerHour),
  );
  const clock = startClock({ ...input, services, types, start: 'empty' });
  const series: SeriesRun[] = [];
  const snapshots: Snapshot[] = [];
  startPacked(managed, input, clock);
  while (clock.minute < input.durationMinutes) {
    if (clock.minute === 0) startCounting(managed);
    const isMoreToDo = runMinute(managed, clock);
    if (clock.minute >= 0) addRow(series, managedRow(managed, clock.minute));
    if (clock.snapshotMinutes.has(clock.minute)) snapshots.push(snapshotOf(run.state, clock.minute));
    clock.minute = isMoreToDo ? clock.minute + 1 : nextMinute(managed, clock);
  }
  return resultOf(managed, series, snapshots, input.durationMinutes);
}

/** A task that no type holds would wait for ever; ECS says so when the service is created. */
function checkEveryServiceFits({ services, state }: GroupRun): void {
  const { columnCount, typeCount, capacities } = state;
  const types = Array.from({ length: typeCount }, (_, type) => capacities.subarray(type * columnCount, (type + 1) * columnCount));
  const fits = (size: readonly number[]): boolean =>
    types.some((capacity) => capacity.every((amount, column) => (size[column] ?? 0) <= amount));
  const issues = services
    .filter(({ size }) => !fits(size))
    .map(({ name }) => ({ path: name, problem: 'fits on none of the instance types' }));
  if (issues.length > 0) throw new EcsCostError('USAGE_INVALID', issues);
}

function startManagedRun(run: GroupRun, { settings, effort }: ManagedInstancesInput, costs: readonly number[]): ManagedRun {
  return {
    run,
    settings,
    choice: typeChoice(run.state, costs, effort),
    booting: [],
    draining: [],
    expiry: new Map(),
    launches: new Int32Array(costs.length),
    ended: { idle: 0, consolidated: 0, replaced: 0 },
    overlapMinutes: 0,
  };
}

function startPacked(managed: ManagedRun, { zones, types, daemonSizes = [], effort, seed }: ManagedInstancesInput, clock: Clock): void {
  const { run, settings } = managed;
  const { state, services } = run;
  state.minute = clock.minute;
  const at = demandMinute(clock);
  const counts = services.map(({ demand }) => demand.findLast(({ fromMinute }) => fromMinute <= at)?.taskCount ?? 0);
  const costed = types.map((type) => ({ ...type, ticksPerHour: type.ticksPerHour + type.feeTicksPerHour }));
  const age = randomStream(seed + 1);
  for (const { type, zone, count, tasks } of packedInstances({ zones, services, daemonSizes, types: costed, effort }, counts)) {
    for (let copy = 0; copy < count; copy += 1) {
      const instance = startManaged(managed, type, zone, true);
      managed.expiry.set(instance, state.minute + 1 + Math.floor(age() * settings.lifetimeDays * MINUTES_PER_DAY));
      for (const [service, each] of tasks) {
        for (let task = 0; task < each; task += 1) changeTasks(state, run.activeSlot[service] as number, instance, 1);
        run.desired[service] = (run.desired[service] as number) + each;
      }
    }
  }
  managed.booting = [];
  startDemand(run, clock);
}

/** What was counted before minute 0 is forgotten, the start itself included. */
function startCounting(managed: ManagedRun): void {
  if (managed.run.state.ledger) restartLedger(managed.run.state.ledger, 0);
  managed.launches.fill(0);
  managed.overlapMinutes = 0;
  Object.assign(managed.ended, { idle: 0, consolidated: 0, replaced: 0 });
  Object.assign(managed.run.deploymentCounts, { completed: 0, stuck: 0, skipped: 0 });
}

function runMinute(managed: ManagedRun, clock: Clock): boolean {
  const { run, settings } = managed;
  run.state.minute = clock.minute;
  advanceManaged(managed);
  changeDemand(run, clock);
  advanceDeployments(run, clock.minute);
  startDeployments(run, clock);
  const started = placeManaged(managed);
  timeBatches(run, clock.minute, started ? settings.bootMinutes : 0);
  replaceAged(managed);
  return optimizeManaged(managed);
}

function nextMinute(managed: ManagedRun, clock: Clock): number {
  let next = Math.min(nextClockMinute(clock), nextDeploymentMinute(managed.run), nextExpiry(managed), nextOptimization(managed));
  for (const { readyMinute } of managed.booting) if (readyMinute > clock.minute) next = Math.min(next, readyMinute);
  for (const { endMinute } of managed.draining) if (endMinute > clock.minute) next = Math.min(next, endMinute);
  return next;
}

function resultOf(
  managed: ManagedRun,
  series: readonly SeriesRun[],
  snapshots: readonly Snapshot[],
  durationMinutes: number,
): ManagedInstancesSimulation {
  const ledger = closedLedger(managed.run.state, durationMinutes);
  const minutes = managed.choice.costs.map(() => 0);
  let waitingTaskMinutes = 0;
  for (const [index, row] of series.entries()) {
    const length = minutesOf(series, index, durationMinutes);
    waitingTaskMinutes += row.waitingTasks * length;
    for (const [type, count] of row.running.entries()) minutes[type] = (minutes[type] ?? 0) + count * length;
  }
  return {
    // Whole minutes are also the least that AWS bills, for the instance as for the fee.
    instanceSeconds: minutes.map((count) => count * SECONDS_PER_MINUTE),
    launches: [...managed.launches],
    ended: managed.ended,
    waitingTaskMinutes,
    overlapInstanceSeconds: managed.overlapMinutes * SECONDS_PER_MINUTE,
    deployments: managed.run.deploymentCounts,
    waitingTasksPeak: series.reduce((most, { waitingTasks }) => Math.max(most, waitingTasks), 0),
    series,
    snapshots,
    ...(ledger ? { ledger } : {}),
  };
}
