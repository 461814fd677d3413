import { shrinkDeployment } from './deploy.ts';
import { type GroupRun, removeTasks } from './group-run.ts';
import { startWaiting } from './waiting-tasks.ts';

/** Sets how many tasks of a service are desired: new ones wait for a place, those too many stop. */
export function changeDesired(run: GroupRun, service: number, taskCount: number): void {
  const by = taskCount - (run.desired[service] as number);
  if (by === 0) return;
  run.desired[service] = taskCount;
  const deployment = run.deployments.find((one) => one.service === service);
  const active = run.activeSlot[service] as number;
  if (by < 0) {
    if (deployment) shrinkDeployment(run, deployment);
    else removeTasks(run, service, active, -by);
    return;
  }
  startWaiting(run.waiting, deployment?.newSlot ?? active, by);
  // A batch that grows is healthy when its last task is.
  if (deployment) deployment.readyMinute = Number.POSITIVE_INFINITY;
}
