import type { Impossibility } from './capacity.ts';

const GUIDE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const FARGATE_TASKS = `${GUIDE}/fargate-tasks-services.html`;
const MANAGED_INSTANCES = `${GUIDE}/ManagedInstances.html`;

/** The AWS page that states the rule by which an option is ruled out; nothing where the workload itself says no, or a table has a gap. */
export function ruleSource(kind: Impossibility['kind']): string | undefined {
  return SOURCES[kind];
}

const SOURCES: Readonly<Partial<Record<Impossibility['kind'], string>>> = {
  'architecture-unsupported': `${GUIDE}/ecs-arm64.html`,
  'fargate-no-gpu': `${GUIDE}/ecs-gpu.html`,
  'fargate-size': `${FARGATE_TASKS}#fargate-tasks-size`,
  'fargate-ephemeral-storage': `${GUIDE}/fargate-task-storage.html`,
  'fargate-network-mode': FARGATE_TASKS,
  'fargate-feature': FARGATE_TASKS,
  'fargate-volume': `${GUIDE}/using_data_volumes.html`,
  'fargate-daemon': `${GUIDE}/ecs_services.html`,
  'fargate-spot-linux-only': `${GUIDE}/fargate-capacity-providers.html`,
  'managed-operating-system': MANAGED_INSTANCES,
  'managed-network-mode': MANAGED_INSTANCES,
  'managed-requirement': MANAGED_INSTANCES,
};
