import { changeDesired } from './change-desired.ts';
import { startDeployment } from './deploy.ts';
import type { GroupRun } from './group-run.ts';
import { demandEvents, deploymentEvents, type MinuteEvents, runEvents } from './minute-events.ts';
import { startJobRun } from './run-jobs.ts';
import type { GroupSimulationInput } from './simulation.ts';

/** Where in time a run is: minutes before 0 belong to the pre-roll. */
export interface Clock {
  minute: number;
  readonly duration: number;
  readonly demand: MinuteEvents;
  readonly deployments: MinuteEvents;
  readonly runs: MinuteEvents;
  readonly snapshotMinutes: ReadonlySet<number>;
}

/** The clock at the first minute of a run. */
export function startClock({ services, durationMinutes, preRollMinutes = 0, snapshotMinutes = [] }: GroupSimulationInput): Clock {
  return {
    minute: 0 - preRollMinutes,
    duration: durationMinutes,
    demand: demandEvents(services, durationMinutes),
    deployments: deploymentEvents(services, durationMinutes),
    runs: runEvents(services, durationMinutes),
    snapshotMinutes: new Set(snapshotMinutes),
  };
}

/** The minute of the demand that the clock stands at. */
export function demandMinute({ minute, duration }: Clock): number {
  return minute < 0 ? minute + duration : minute;
}

/** Sets the desired counts of the minute the run starts in, which need not be one in which the demand changes. */
export function startDemand(run: GroupRun, clock: Clock): void {
  const at = demandMinute(clock);
  for (const [service, { demand, runs }] of run.services.entries()) {
    if (runs) continue;
    changeDesired(run, service, demand.findLast(({ fromMinute }) => fromMinute <= at)?.taskCount ?? 0);
  }
}

/** Changes of desired counts in this minute. Tasks that stop make room for those that start. */
export function changeDemand(run: GroupRun, clock: Clock): void {
  const at = demandMinute(clock);
  forEachEvent(clock.demand, at, (service, taskCount) => {
    if (taskCount < (run.desired[service] as number) && !run.services[service]?.runs) changeDesired(run, service, taskCount);
  });
  forEachEvent(clock.demand, at, (service, taskCount) => {
    if (taskCount > (run.desired[service] as number) && !run.services[service]?.runs) changeDesired(run, service, taskCount);
  });
}

/** Runs of jobs that begin in this minute. */
export function startRuns(run: GroupRun, clock: Clock): void {
  forEachEvent(clock.runs, demandMinute(clock), (service, index) => startJobRun(run, service, index));
}

/** Deployments that begin in this minute. */
export function startDeployments(run: GroupRun, clock: Clock): void {
  forEachEvent(clock.deployments, demandMinute(clock), (service) => startDeployment(run, service));
}

/** The next minute in which demand changes, a deployment begins, a snapshot is due, counting starts or the run ends. */
export function nextClockMinute(clock: Clock): number {
  const at = demandMinute(clock);
  let next = Math.min(
    clock.minute + (clock.demand.ahead[at] as number),
    clock.minute + (clock.deployments.ahead[at] as number),
    clock.minute + (clock.runs.ahead[at] as number),
    clock.duration,
  );
  if (clock.minute < 0) next = Math.min(next, 0);
  for (const minute of clock.snapshotMinutes) if (minute > clock.minute) next = Math.min(next, minute);
  return next;
}

function forEachEvent({ first, service, taskCount }: MinuteEvents, at: number, act: (service: number, taskCount: number) => void): void {
  for (let index = first[at] as number; index < (first[at + 1] as number); index += 1)
    act(service[index] as number, taskCount[index] as number);
}
