import { readMemoryMiB } from './amounts.ts';
import { type Field, type Reading, readAnyFields, reportProblem } from './reading.ts';

const INSTANCE_TYPE = /^[a-z0-9-]+\.[a-z0-9-]+$/;

/** Reads `cluster.registeredMemory`: what instances of a type were seen to register, by instance type, in MiB. */
export function readRegisteredMemory(reading: Reading, field: Field): Readonly<Record<string, number>> {
  const measured: Record<string, number> = {};
  for (const [instanceType, value] of Object.entries(readAnyFields(reading, field, 'write it as { m7g.large: 7700 }')?.stated ?? {})) {
    if (!value) continue;
    if (!INSTANCE_TYPE.test(instanceType)) {
      reportProblem(reading, value, { problem: 'stands under a key that is not an instance type', hint: 'write it as m7g.large' });
    }
    const memoryMiB = readMemoryMiB(reading, value);
    if (memoryMiB !== undefined) measured[instanceType] = memoryMiB;
  }
  return measured;
}
