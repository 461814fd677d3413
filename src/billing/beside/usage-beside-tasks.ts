import type { CapacityPlan } from '../../capacity/capacity.ts';
import type { Demand } from '../../demand/demand.ts';
import type { Workload } from '../../workload/workload.ts';
import type { Usage } from '../usage.ts';
import { cloudMapUsage } from './cloud-map.ts';
import { taskInsightsUsage } from './container-insights.ts';
import { imagePullUsage, imageStorageUsage } from './images.ts';
import { logUsage } from './logs.ts';
import { taskAddressUsage } from './public-addresses.ts';
import { taskRunsOf } from './task-runs.ts';
import { taskVolumeUsage } from './task-volumes.ts';

/** Usage of what runs beside the tasks of an option, service by service, as far as the file states it. */
export function usageBesideTasks(plan: CapacityPlan, workload: Workload, demand: Demand): Usage[] {
  const runs = taskRunsOf(plan, workload, demand);
  const insights = workload.environment?.containerInsights;
  return [
    ...runs.flatMap((each) => [
      ...logUsage(each, demand.month),
      ...imageStorageUsage(each),
      ...taskVolumeUsage(each, demand.month),
      ...cloudMapUsage(each, demand.month),
    ]),
    ...(insights ? taskInsightsUsage(insights, runs, demand, plan) : []),
    ...taskAddressUsage(plan, runs, demand),
    ...runs.flatMap((each) => imagePullUsage(plan, each, demand)),
  ];
}
