import { changeTasks, joinCluster, launchInstance } from './cluster-changes.ts';
import { restartLedger } from './cost-ledger.ts';
import { advanceDeployments, nextDeploymentMinute, surgeTasks, timeBatches } from './deploy.ts';
import { desiredInstances } from './desired-instances.ts';
import { type GroupRun, startRun, touchService } from './group-run.ts';
import { joinBooted, type ScalingMemory, scaleGroup, scalingMemory, zoneWithFewest } from './managed-scaling.ts';
import { neededInstances } from './needed-instances.ts';
import { rebalanceZones } from './rebalance-zones.ts';
import { recordMinute, type SeriesRecorder, seriesRecorder, seriesRuns, snapshotOf } from './record-series.ts';
import { endJobTasks, nextJobEnd, placeJobTask } from './run-jobs.ts';
import { closedCredits, restartCredits } from './settle-credits.ts';
import { closedLedger } from './settle-instance.ts';
import type { GroupSimulation, GroupSimulationInput, SeriesRun, Snapshot } from './simulation.ts';
import { type Clock, changeDemand, nextClockMinute, startClock, startDemand, startDeployments, startRuns } from './simulation-clock.ts';
import { checkWholeNumbers } from './usage-checks.ts';
import { placeWaiting } from './waiting-tasks.ts';

const SECONDS_PER_MINUTE = 60;

/**
 * Runs one Auto Scaling group behind a capacity provider through its demand, minute by minute, as ECS does it: tasks wait until
 * an instance has room and are never moved afterwards, except by deployments and zone rebalancing; managed scaling launches
 * instances late and ends empty ones later. Minutes in which nothing can happen are skipped. The same input gives the same
 * result on every machine.
 *
 * @throws EcsCostError `USAGE_INVALID` when demand, sizes or settings make no sense.
 */
export function simulateGroup(input: GroupSimulationInput): GroupSimulation {
  checkInput(input);
  const run = startRun(input);
  const memory = input.scaling && scalingMemory(input.scaling, input.types);
  const clock = startClock(input);
  const recorder = seriesRecorder(run.state);
  const snapshots: Snapshot[] = [];
  startInstances(run, clock);
  while (clock.minute < input.durationMinutes) {
    if (clock.minute === 0) startCounting(run, memory);
    const isMoreToMove = runMinute(run, memory, clock);
    if (clock.minute >= 0) {
      recordMinute(recorder, run.state, clock.minute, totalsOf(run, memory));
      if (clock.snapshotMinutes.has(clock.minute)) snapshots.push(snapshotOf(run.state, clock.minute));
    }
    clock.minute = isMoreToMove ? clock.minute + 1 : nextMinute(run, memory, clock);
  }
  return resultOf(run, memory, recorder, snapshots);
}

function checkInput({ durationMinutes, zones, seed, preRollMinutes = 0, types }: GroupSimulationInput): void {
  checkWholeNumbers([
    { path: 'durationMinutes', value: durationMinutes, minimum: 1 },
    { path: 'zones', value: zones, minimum: 1 },
    { path: 'seed', value: seed, minimum: 0 },
    { path: 'preRollMinutes', value: preRollMinutes, minimum: 0, maximum: durationMinutes },
    { path: 'types', value: types.length, minimum: 1 },
    ...types.map(({ name, minimum, maximum }) => ({
      path: name,
      value: minimum,
      minimum: 0,
      ...(maximum === undefined ? {} : { maximum }),
    })),
  ]);
}

/** Puts up the instances that are there at the beginning, with their tasks, and sets the desired counts of that minute. */
function startInstances(run: GroupRun, clock: Clock): void {
  const { state, input } = run;
  state.minute = clock.minute;
  for (const { type, zone, count, tasks } of input.start === 'empty' ? [] : input.start) {
    for (let copy = 0; copy < count; copy += 1) {
      const instance = launchInstance(state, type, zone);
      joinCluster(state, instance);
      for (const [service, tasksOnEach] of tasks) placeAtStart(run, instance, service, tasksOnEach);
    }
  }
  for (const [type, { minimum }] of input.types.entries()) {
    while ((state.running[type] as number) < minimum) joinCluster(state, launchInstance(state, type, zoneWithFewest(state)));
  }
  addTargetReserve(run);
  startDemand(run, clock);
}

function placeAtStart(run: GroupRun, instance: number, service: number, tasks: number): void {
  const slot = run.activeSlot[service] as number;
  for (let task = 0; task < tasks; task += 1) changeTasks(run.state, slot, instance, 1);
  run.desired[service] = (run.desired[service] as number) + tasks;
  touchService(run, service);
}

/** A group with a target capacity below 100 that is at rest has its reserve. */
function addTargetReserve({ state, input, waiting, groups }: GroupRun): void {
  if (!input.scaling || input.start === 'empty') return;
  const needed = neededInstances(state, waiting, groups);
  let missing = desiredInstances({ neededInstances: needed, targetCapacity: input.scaling.targetCapacity }) - sum(state.running);
  while (missing > 0) {
    joinCluster(state, launchInstance(state, 0, zoneWithFewest(state)));
    missing -= 1;
  }
}

/** What was counted before minute 0 is forgotten. */
function startCounting(run: GroupRun, memory: ScalingMemory | undefined): void {
  memory?.launches.fill(0);
  if (run.state.ledger) restartLedger(run.state.ledger, 0);
  run.state.minute = 0;
  if (run.state.credits) restartCredits(run.state.credits, run.state);
  Object.assign(run.deploymentCounts, { completed: 0, stuck: 0, skipped: 0 });
}

/** One minute, in the order: instances join, jobs end, desired counts change, jobs start, deployments move on, tasks find places, alarms ring. */
function runMinute(run: GroupRun, memory: ScalingMemory | undefined, clock: Clock): boolean {
  const { state, waiting } = run;
  state.minute = clock.minute;
  if (memory) joinBooted(state, memory, clock.minute);
  endJobTasks(run);
  changeDemand(run, clock);
  startRuns(run, clock);
  advanceDeployments(run, clock.minute);
  startDeployments(run, clock);
  placeWaiting(state, waiting, run.rules, run.random, (slot, instance) => {
    touchService(run, state.slots.service[slot] as number);
    placeJobTask(run, slot, instance);
  });
  timeBatches(run, clock.minute);
  const isMoreToMove = rebalanceZones(run);
  if (memory) scaleGroup(state, memory, neededInstances(state, waiting, run.groups), clock.minute);
  return isMoreToMove;
}

/** The next minute in which something can happen. */
function nextMinute(run: GroupRun, memory: ScalingMemory | undefined, clock: Clock): number {
  const next = Math.min(nextClockMinute(clock), nextDeploymentMinute(run), nextJobEnd(run));
  return memory ? Math.min(next, memory.wakeMinute, memory.joining[memory.nextToJoin]?.minute ?? next) : next;
}

function totalsOf(run: GroupRun, memory: ScalingMemory | undefined): { spare: number; waiting: number; surge: number } {
  const { state, waiting, groups, input } = run;
  const empty = sum(state.empty);
  const surge = surgeTasks(run);
  if (empty === 0) return { spare: 0, waiting: waiting.total, surge };
  const needed = neededInstances(state, waiting, groups);
  const minimum = input.types.reduce((total, type) => total + type.minimum, 0);
  const kept = memory
    ? Math.max(minimum, desiredInstances({ neededInstances: needed, targetCapacity: memory.settings.targetCapacity }))
    : minimum;
  return { spare: Math.min(empty, Math.max(0, kept - needed)), waiting: waiting.total, surge };
}

function resultOf(
  run: GroupRun,
  memory: ScalingMemory | undefined,
  recorder: SeriesRecorder,
  snapshots: readonly Snapshot[],
): GroupSimulation {
  const series = seriesRuns(recorder);
  const { durationMinutes, types } = run.input;
  const ledger = closedLedger(run.state, durationMinutes);
  const credits = run.state.credits && closedCredits(run.state.credits, run.state, durationMinutes);
  let waitingTaskMinutes = 0;
  let waitingTasksPeak = 0;
  const minutes = types.map(() => 0);
  for (const [index, row] of series.entries()) {
    const length = minutesOf(series, index, durationMinutes);
    waitingTaskMinutes += row.waitingTasks * length;
    waitingTasksPeak = Math.max(waitingTasksPeak, row.waitingTasks);
    for (const [type, count] of row.running.entries()) minutes[type] = (minutes[type] ?? 0) + count * length;
  }
  return {
    // A minute is also the least that EC2 bills, so whole minutes need no minimum of their own.
    instanceSeconds: minutes.map((count) => count * SECONDS_PER_MINUTE),
    launches: memory ? [...memory.launches] : types.map(() => 0),
    waitingTaskMinutes,
    waitingTasksPeak,
    deployments: run.deploymentCounts,
    series,
    snapshots,
    ...(ledger ? { ledger } : {}),
    ...(credits ? { credits } : {}),
  };
}

/** How long a run of a series lasts. */
export function minutesOf(series: readonly Pick<SeriesRun, 'fromMinute'>[], index: number, durationMinutes: number): number {
  return (series[index + 1]?.fromMinute ?? durationMinutes) - (series[index]?.fromMinute ?? 0);
}

function sum(counts: Int32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
