import { childOf, itemsOf, textOf } from './peek.ts';
import type { Field, Fields } from './reading.ts';

/** Container settings that Fargate refuses whatever their value. */
const CONTAINER_KEYS = ['disableNetworking', 'dnsSearchDomains', 'dnsServers', 'dockerSecurityOptions', 'extraHosts', 'links'] as const;

/** Linux settings of a container that Fargate refuses. */
const LINUX_KEYS = ['devices', 'maxSwap', 'sharedMemorySize', 'swappiness', 'tmpfs'] as const;

/** Log drivers that Fargate has. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
const FARGATE_LOG_DRIVERS: ReadonlySet<string> = new Set(['awslogs', 'awsfirelens', 'splunk']);

/**
 * The features of a task definition that Fargate does not support, in ECS's words and in a fixed order. Privileged mode,
 * GPUs and the network mode are not among them: a workload states those itself.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export function featuresNotOnFargate(
  { stated }: Fields<string>,
  { containers, volumes }: { containers: readonly Fields<string>[]; volumes: readonly Field[] },
): readonly string[] {
  const features: string[] = [];
  const add = (present: boolean, feature: string): void => {
    if (present) features.push(feature);
  };
  const anyContainer = (test: (keys: Fields<string>['stated']) => boolean): boolean =>
    containers.some((container) => test(container.stated));

  add(isSet(stated['ipcMode']), 'ipcMode');
  add(textOf(stated['pidMode']) === 'host', 'pidMode host');
  add(isSet(stated['placementConstraints']), 'placementConstraints');
  add(isSet(stated['inferenceAccelerators']), 'inferenceAccelerators');
  for (const key of CONTAINER_KEYS)
    add(
      anyContainer((keys) => isSet(keys[key])),
      key,
    );
  for (const key of LINUX_KEYS)
    add(
      anyContainer((keys) => isSet(childOf(keys['linuxParameters'], key))),
      `linuxParameters.${key}`,
    );
  add(
    anyContainer((keys) => addsCapabilities(keys['linuxParameters'])),
    'linuxParameters.capabilities',
  );
  add(
    volumes.some((volume) => isSet(childOf(volume, 'dockerVolumeConfiguration'))),
    'dockerVolumeConfiguration',
  );
  add(
    volumes.some((volume) => isSet(childOf(childOf(volume, 'host'), 'sourcePath'))),
    'host.sourcePath',
  );
  add(
    volumes.some((volume) => isSet(childOf(volume, 'fsxWindowsFileServerVolumeConfiguration'))),
    'fsxWindowsFileServerVolumeConfiguration',
  );
  for (const driver of driversOf(containers)) add(!FARGATE_LOG_DRIVERS.has(driver), `logDriver ${driver}`);
  return features;
}

function driversOf(containers: readonly Fields<string>[]): ReadonlySet<string> {
  return new Set(containers.flatMap(({ stated }) => textOf(childOf(stated['logConfiguration'], 'logDriver')) ?? []));
}

/** `describe-task-definition` prints what is not set as an empty list or mapping, `false` or an empty text. */
function isSet(field: Field | undefined): boolean {
  if (field === undefined) return false;
  const { node } = field;
  if (node.kind === 'list') return node.items.length > 0;
  if (node.kind === 'mapping') return node.entries.size > 0;
  return node.value !== null && node.value !== '' && node.value !== false;
}

/** The only capability that Fargate adds is SYS_PTRACE. */
function addsCapabilities(linuxParameters: Field | undefined): boolean {
  const added = itemsOf(childOf(childOf(linuxParameters, 'capabilities'), 'add')) ?? [];
  return added.some((capability) => !isPtrace(textOf(capability)));
}

function isPtrace(capability: string | undefined): boolean {
  return capability === 'SYS_PTRACE' || capability === 'CAP_SYS_PTRACE';
}
