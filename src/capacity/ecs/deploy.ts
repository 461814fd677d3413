import { deploymentBounds } from './deployment-bounds.ts';
import { type ActiveDeployment, type GroupRun, stopTasks } from './group-run.ts';
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
    if (deployment.readyMinute <= minute) {
      deployment.healthy = run.state.tasksOfSlot[deployment.newSlot] as number;
      // One that cannot move now, because the desired count fell meanwhile, looks again later.
      deployment.readyMinute = nextBatch(run, deployment) ? NEVER : minute + 1;
    }
    if (!isComplete(run, deployment)) {
      run.deployments[kept++] = deployment;
      continue;
    }
    run.activeSlot[deployment.service] = deployment.newSlot;
    run.deploymentCounts.completed += 1;
  }
  run.deployments.length = kept;
}

/** Starts the clock of batches whose tasks have all found a place; `bootMinutes` where instances were launched for them just now. */
export function timeBatches(run: GroupRun, minute: number, bootMinutes = 0): void {
  for (const deployment of run.deployments) {
    const isPlaced = deployment.readyMinute === NEVER && run.waiting.counts[deployment.newSlot] === 0;
    if (isPlaced)
      deployment.readyMinute = minute + bootMinutes + Math.max(1, run.services[deployment.service]?.deployment?.overlapMinutes ?? 1);
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
  const { deployment } = run.services[service] ?? {};
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = deployment ?? {};
  const desiredCount = run.desired[service] as number;
  const { minimumRunning, maximumRunning } = deploymentBounds({ desiredCount, minimumHealthyPercent, maximumPercent });
  const { tasksOfSlot } = run.state;
  // Old tasks that never found a place are of no use any more.
  const dropped = giveUpWaiting(run.waiting, oldSlot, NEVER);
  const stopped = stopTasks(run, service, oldSlot, Math.max(0, (tasksOfSlot[oldSlot] as number) + healthy - minimumRunning));
  const asked = (tasksOfSlot[newSlot] as number) + (run.waiting.counts[newSlot] as number);
  const started = Math.max(0, Math.min(desiredCount - asked, maximumRunning - (tasksOfSlot[oldSlot] as number) - asked));
  startWaiting(run.waiting, newSlot, started);
  return dropped + stopped + started > 0;
}

function isComplete({ state, waiting, desired }: GroupRun, { service, oldSlot, newSlot }: ActiveDeployment): boolean {
  const left = (state.tasksOfSlot[oldSlot] as number) + (waiting.counts[oldSlot] as number) + (waiting.counts[newSlot] as number);
  return left === 0 && (state.tasksOfSlot[newSlot] as number) === (desired[service] as number);
}
