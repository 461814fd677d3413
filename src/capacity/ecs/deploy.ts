import { type DeploymentBounds, deploymentBounds } from './deployment-bounds.ts';
import { type ActiveDeployment, type GroupRun, removeTasks, stopTasks, tasksAsked } from './group-run.ts';
import { giveUpWaiting, startWaiting } from './waiting-tasks.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Starts a deployment of a service, unless one is running or nothing runs. */
export function startDeployment(run: GroupRun, service: number): void {
  if ((run.desired[service] as number) === 0) return;
  if (run.deployments.some((one) => one.service === service)) {
    run.deploymentCounts.skipped += 1;
    return;
  }
  const oldSlot = run.activeSlot[service] as number;
  const deployment = { service, oldSlot, newSlot: run.state.slots.other[oldSlot] as number, healthy: 0, readyMinute: NEVER };
  if (!nextBatch(run, deployment)) {
    run.deploymentCounts.stuck += 1;
    return;
  }
  run.deployments.push(deployment);
}

/** Moves on the deployments whose newest batch has become healthy. */
export function advanceDeployments(run: GroupRun, minute: number): void {
  let kept = 0;
  for (const deployment of run.deployments) {
    if (!moveOn(run, deployment, minute)) {
      run.deployments[kept++] = deployment;
      continue;
    }
    run.activeSlot[deployment.service] = deployment.newSlot;
    run.deploymentCounts.completed += 1;
  }
  run.deployments.length = kept;
}

/** Says whether the deployment is complete. */
function moveOn(run: GroupRun, deployment: ActiveDeployment, minute: number): boolean {
  if (deployment.readyMinute > minute) return false;
  deployment.healthy = run.state.tasksOfSlot[deployment.newSlot] as number;
  // One that cannot move now, because the desired count fell meanwhile, looks again later.
  deployment.readyMinute = nextBatch(run, deployment) ? NEVER : minute + overlapMinutes(run, deployment.service);
  return isComplete(run, deployment);
}

/**
 * Fewer tasks are desired while a deployment runs: neither revision keeps more than that, and both together no more than the
 * maximum; old tasks go first.
 */
export function shrinkDeployment(run: GroupRun, { service, oldSlot, newSlot }: ActiveDeployment): void {
  const desiredCount = run.desired[service] as number;
  const { maximumRunning } = boundsOf(run, service);
  removeTasks(run, service, newSlot, tasksAsked(run, newSlot) - desiredCount);
  removeTasks(run, service, oldSlot, tasksAsked(run, oldSlot) - desiredCount);
  const limit = Math.max(desiredCount, maximumRunning);
  removeTasks(run, service, oldSlot, tasksAsked(run, oldSlot) + tasksAsked(run, newSlot) - limit);
}

/** Starts the clock of batches whose tasks have all found a place; `bootMinutes` where instances were launched for them just now. */
export function timeBatches(run: GroupRun, minute: number, bootMinutes = 0): void {
  for (const deployment of run.deployments) {
    const isPlaced = deployment.readyMinute === NEVER && run.waiting.counts[deployment.newSlot] === 0;
    if (isPlaced) deployment.readyMinute = minute + bootMinutes + overlapMinutes(run, deployment.service);
  }
}

/** When the next batch becomes healthy. */
export function nextDeploymentMinute({ deployments }: GroupRun): number {
  let next = NEVER;
  for (const { readyMinute } of deployments) next = Math.min(next, readyMinute);
  return next;
}

/** Tasks that run beyond the desired counts. */
export function surgeTasks({ deployments, state, desired }: GroupRun): number {
  let surge = 0;
  for (const { service, oldSlot, newSlot } of deployments) {
    const running = (state.tasksOfSlot[oldSlot] as number) + (state.tasksOfSlot[newSlot] as number);
    surge += Math.max(0, running - (desired[service] as number));
  }
  return surge;
}

/** Stops old tasks and asks for new ones, as far as minimum and maximum allow; says whether anything could be done. */
function nextBatch(run: GroupRun, { service, oldSlot, newSlot, healthy }: ActiveDeployment): boolean {
  const { minimumRunning, maximumRunning } = boundsOf(run, service);
  const { tasksOfSlot } = run.state;
  // Old tasks that never found a place are of no use any more.
  const dropped = giveUpWaiting(run.waiting, oldSlot, NEVER);
  const stopped = stopTasks(run, service, oldSlot, Math.max(0, (tasksOfSlot[oldSlot] as number) + healthy - minimumRunning));
  const asked = tasksAsked(run, newSlot);
  const started = Math.max(
    0,
    Math.min((run.desired[service] as number) - asked, maximumRunning - (tasksOfSlot[oldSlot] as number) - asked),
  );
  startWaiting(run.waiting, newSlot, started);
  return dropped + stopped + started > 0;
}

function isComplete({ state, waiting, desired }: GroupRun, { service, oldSlot, newSlot }: ActiveDeployment): boolean {
  const left = (state.tasksOfSlot[oldSlot] as number) + (waiting.counts[oldSlot] as number) + (waiting.counts[newSlot] as number);
  return left === 0 && (state.tasksOfSlot[newSlot] as number) === (desired[service] as number);
}

function overlapMinutes({ services }: GroupRun, service: number): number {
  return Math.max(1, services[service]?.deployment?.overlapMinutes ?? 1);
}

function boundsOf({ services, desired }: GroupRun, service: number): DeploymentBounds {
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = services[service]?.deployment ?? {};
  return deploymentBounds({ desiredCount: desired[service] as number, minimumHealthyPercent, maximumPercent });
}
