import type { KeyOf } from './keys.ts';
import { textOf } from './peek.ts';
import { type Field, type Fields, type Reading, readFields, readList, readOneOf, readWholeNumber, reportMissing } from './reading.ts';
import type { PortMapping, TaskDraft } from './task-draft.ts';
import type { HostPort, Task } from './workload.ts';

/** Keys that services and jobs share. */
export type TaskFields = Fields<Extract<KeyOf<'service'>, KeyOf<'job'>>>;

const PROTOCOLS: readonly HostPort['protocol'][] = ['tcp', 'udp'];

/** Reads `ports`. */
export function readPorts(reading: Reading, field: Field): readonly PortMapping[] | undefined {
  const items = readList(reading, field, 'write a list, as [{ containerPort: 80 }]');
  return items?.flatMap((item): PortMapping[] => {
    const fields = readFields(reading, item, 'port');
    if (!fields) return [];
    const { containerPort, hostPort, protocol } = fields.stated;
    if (!containerPort && !hostPort) reportMissing(reading, fields, { key: 'containerPort', hint: 'write a port number' });
    const port = (each: Field, min: number): number | undefined =>
      readWholeNumber(reading, each, { min, max: 65_535, what: 'a port number' });
    return [
      portMapping({
        containerPort: containerPort && port(containerPort, 1),
        hostPort: hostPort && port(hostPort, 0),
        protocol: (protocol && readOneOf(reading, protocol, PROTOCOLS)) ?? 'tcp',
      }),
    ];
  });
}

/** A port mapping without the ports that are not stated. */
export function portMapping({
  containerPort,
  hostPort,
  protocol,
}: {
  containerPort: number | undefined;
  hostPort: number | undefined;
  protocol: 'tcp' | 'udp';
}): PortMapping {
  return { ...(containerPort === undefined ? {} : { containerPort }), ...(hostPort === undefined ? {} : { hostPort }), protocol };
}

/**
 * The ports of the host that a task takes for itself: none with an interface of its own; in host mode the container's;
 * else those it names, where 0 means "any that is free".
 */
function hostPortsOf(ports: readonly PortMapping[], networkMode: Task['networkMode']): readonly HostPort[] {
  if (networkMode === 'awsvpc' || networkMode === 'none') return [];
  const taken = new Map<string, HostPort>();
  for (const { containerPort, hostPort, protocol } of ports) {
    const port = networkMode === 'host' ? hostPort || containerPort : hostPort;
    if (port) taken.set(`${port}/${protocol}`, { port, protocol });
  }
  return [...taken.values()].sort((a, b) => a.port - b.port || PROTOCOLS.indexOf(a.protocol) - PROTOCOLS.indexOf(b.protocol));
}

/** The network mode with what follows from it; where none is stated, the one that ECS would take. */
export function networkOf(
  reading: Reading,
  fields: TaskFields,
  { draft, hasDefinition }: { draft: TaskDraft; hasDefinition: boolean },
): Pick<Task, 'networkMode' | 'networkModeAssumed' | 'hostPorts'> {
  const ports = draft.ports ?? [];
  if (draft.networkMode !== undefined) return { networkMode: draft.networkMode, hostPorts: hostPortsOf(ports, draft.networkMode) };
  const { value, why } = likelyNetworkMode(fields, { draft, hasDefinition });
  reading.assumptions.push({ path: `${fields.path}.networkMode`, value, why });
  return { networkMode: value, networkModeAssumed: true, hostPorts: hostPortsOf(ports, value) };
}

function likelyNetworkMode(
  { stated }: TaskFields,
  { draft, hasDefinition }: { draft: TaskDraft; hasDefinition: boolean },
): { value: 'awsvpc' | 'bridge'; why: string } {
  const runsOnFargate = draft.requiresFargate === true || textOf(stated.launchType) === 'FARGATE';
  if (runsOnFargate) return { value: 'awsvpc', why: 'not stated; Fargate requires it' };
  if (hasDefinition) return { value: 'bridge', why: "not stated in the task definition; ECS's default (Fargate needs awsvpc)" };
  if (draft.ports?.some(({ hostPort }) => hostPort))
    return { value: 'bridge', why: 'not stated; a fixed hostPort means bridge (Fargate needs awsvpc)' };
  return { value: 'awsvpc', why: 'not stated; Fargate requires it, and on EC2 each task then takes a network interface' };
}
