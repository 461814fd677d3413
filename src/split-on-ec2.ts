import type { Option } from './comparison/comparison.ts';
import type { ServiceSplit } from './comparison/split.ts';
import { withTaskCounts } from './demand/with-task-counts.ts';
import type { SplitContext, SplitPart } from './price-split.ts';
import { compareUsd, type Usd } from './units/money.ts';

/**
 * Instances for so many tasks all month and a run on Fargate for each further one: the number of tasks, of `counts`, at which
 * both cost least. A strategy cannot mix types of providers, so that it takes two services.
 */
export function splitOnEc2(context: SplitContext, fargate: Option, ec2: Option, counts: readonly number[]): ServiceSplit[] {
  const { service, alone, scope, costOf } = context;
  const [own] = alone.demand.services;
  if (service.schedulingStrategy !== 'REPLICA' || !own || own.segments.length <= 1) return [];
  const partOn = (option: Option, countOf: (taskCount: number) => number): SplitPart => {
    const demand = { ...alone.demand, services: alone.demand.services.map((each) => withTaskCounts(each, countOf)) };
    return { ...context.planOn(option)(alone.workload, demand, false), demand };
  };
  const price = (tasks: number): Usd | undefined =>
    costOf(fargate, [partOn(ec2, () => tasks), partOn(fargate, (count) => Math.max(0, count - tasks))]);
  const curve = counts.flatMap((tasks) => {
    const cost = price(tasks);
    return cost ? [{ tasks, cost }] : [];
  });
  const [cheapest] = curve.toSorted((a, b) => compareUsd(a.cost, b.cost) || a.tasks - b.tasks);
  if (!cheapest) return [];
  const [onEc2, onFargate] = [[{ capacityProvider: '<your Auto Scaling group>', weight: 1 }], [{ capacityProvider: 'FARGATE', weight: 1 }]];
  const strategies = [...(cheapest.tasks > 0 ? [onEc2] : []), ...(cheapest.tasks < own.taskCount ? [onFargate] : [])];
  return [{ service: service.name, kind: 'ec2-fargate', architecture: fargate.architecture, scope, ...cheapest, curve, strategies }];
}
