import type { KeyOf } from './keys.ts';
import type { FindTrace } from './load-fields.ts';
import { readFargateStrategy, readPlacementConstraints } from './placement.ts';
import { type FindTaskDefinition, readCommon, readUtilization, readWholeSeconds } from './read-common.ts';
import { readCount } from './read-count.ts';
import { readDeployment } from './read-deployment.ts';
import { readOnDemandFloor } from './read-on-demand-floor.ts';
import { readPlacementStrategy } from './read-placement-strategy.ts';
import { type Field, type Fields, type Reading, readFields, readOneOf, reportProblem } from './reading.ts';
import type { Service } from './workload.ts';

const SCHEDULING_STRATEGIES: readonly Service['schedulingStrategy'][] = ['REPLICA', 'DAEMON'];

/** What a service may name by its path. */
export interface ServiceFiles {
  readonly findTaskDefinition: FindTaskDefinition;
  readonly findTrace: FindTrace;
}

/** Reads one of `services`. */
export function readService(reading: Reading, field: Field, { findTaskDefinition, findTrace }: ServiceFiles): Service | undefined {
  const fields = readFields(reading, field, 'service');
  if (!fields) return undefined;
  const common = readCommon(reading, fields, findTaskDefinition);
  const { stated } = fields;
  const schedulingStrategy =
    (stated.schedulingStrategy && readOneOf(reading, stated.schedulingStrategy, SCHEDULING_STRATEGIES)) ?? 'REPLICA';
  const count = readCount(reading, fields, { schedulingStrategy, findTrace });
  const deployment = stated.deployment && readDeployment(reading, stated.deployment, common.name ?? field.path);
  const startupSeconds = stated.startup ? readWholeSeconds(reading, stated.startup) : 0;
  const utilization = readUtilization(reading, stated.utilization);
  const placement = readPlacement(reading, stated);
  if (count?.demand || count?.autoscaling) noteRunTimes(reading, fields);
  const { name, task, interruptible, launchType, stopSeconds, beside } = common;
  if (name === undefined || task === undefined || count === undefined || startupSeconds === undefined) return undefined;
  return {
    name,
    path: field.path,
    task,
    ...count,
    schedulingStrategy,
    ...placement,
    ...(launchType === undefined ? {} : { launchType }),
    interruptible,
    ...readStrategyOf(reading, fields),
    ...readFloorOf(reading, fields, interruptible),
    utilization,
    startupSeconds,
    ...(stopSeconds === undefined ? {} : { stopSeconds }),
    ...(deployment === undefined ? {} : { deployment }),
    ...(beside === undefined ? {} : { beside }),
  };
}

function readPlacement(
  reading: Reading,
  { placementConstraints, placementStrategy }: Fields<KeyOf<'service'>>['stated'],
): Pick<Service, 'distinctInstance' | 'placementStrategy'> {
  return {
    distinctInstance: placementConstraints ? readPlacementConstraints(reading, placementConstraints).distinctInstance : false,
    ...(placementStrategy ? { placementStrategy: readPlacementStrategy(reading, placementStrategy) } : {}),
  };
}

function readStrategyOf(reading: Reading, { stated }: Fields<KeyOf<'service'>>): Pick<Service, 'capacityProviderStrategy'> {
  const strategy = stated.capacityProviderStrategy && readFargateStrategy(reading, stated.capacityProviderStrategy);
  return strategy ? { capacityProviderStrategy: strategy } : {};
}

/** What stays On-Demand is said of what may be interrupted only. */
function readFloorOf(reading: Reading, { stated }: Fields<KeyOf<'service'>>, interruptible: boolean): Pick<Service, 'keepOnDemand'> {
  const { keepOnDemand } = stated;
  if (!keepOnDemand) return {};
  const floor = readOnDemandFloor(reading, keepOnDemand);
  if (!interruptible)
    reportProblem(reading, keepOnDemand, {
      problem: 'nothing of the service may run on Spot',
      hint: 'write "interruptible: true" beside it',
    });
  return floor ? { keepOnDemand: floor } : {};
}

/** Tasks come and go: each is billed on Fargate from the image pull until it has stopped. */
function noteRunTimes(reading: Reading, { path, stated }: Fields<KeyOf<'service'>>): void {
  if (!stated.startup)
    reading.assumptions.push({ path: `${path}.startup`, value: '0s', why: 'not stated; Fargate bills from the start of the image pull' });
  if (!stated.stop)
    reading.assumptions.push({ path: `${path}.stop`, value: '0s', why: 'not stated; Fargate bills until the task has stopped' });
}
