import { readCpuUnits, readMemoryMiB } from './amounts.ts';
import { type Field, type Reading, readBoolean, readFields } from './reading.ts';
import type { Task } from './workload.ts';

/**
 * What AWS recommends to add to a task for the proxy of Service Connect.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
const PROXY = { cpuUnits: 256, memoryMiB: 64 } as const;

/** The task with the proxy that Service Connect adds to it; its CPU and memory are reserved like those of any container. */
export function withServiceConnectProxy(reading: Reading, field: Field | undefined, task: Task | undefined): Task | undefined {
  if (!field) return task;
  const isMapping = field.node.kind === 'mapping';
  if (!isMapping && readBoolean(reading, field) !== true) return task;
  const stated = isMapping ? readFields(reading, field, 'serviceConnect')?.stated : undefined;
  const cpuUnits = stated?.cpu ? readCpuUnits(reading, stated.cpu) : PROXY.cpuUnits;
  const memoryMiB = stated?.memory ? readMemoryMiB(reading, stated.memory) : PROXY.memoryMiB;
  const assume = (key: string, value: string): void =>
    void reading.assumptions.push({
      path: `${field.path}.${key}`,
      value,
      why: 'not stated; what AWS recommends to add to the task for the proxy, and what joins its size here',
    });
  if (!stated?.cpu) assume('cpu', `${PROXY.cpuUnits} CPU units`);
  if (!stated?.memory) assume('memory', `${PROXY.memoryMiB} MiB`);
  if (!task || cpuUnits === undefined || memoryMiB === undefined) return undefined;
  return { ...task, cpuUnits: task.cpuUnits + cpuUnits, memoryMiB: task.memoryMiB + memoryMiB };
}
