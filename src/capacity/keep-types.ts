import type { RunOfGroup } from './course-run.ts';
import type { CostLedger } from './ecs/cost-ledger.ts';
import type { GroupSimulation } from './ecs/simulation.ts';

/** The run with the instance types only that ever ran: ECS chooses among hundreds, and a report tells those. */
export function keepTypes({ group, input, simulation, calm }: RunOfGroup): RunOfGroup {
  const ran = (type: number): boolean => [simulation, calm].some(({ instanceSeconds }) => (instanceSeconds[type] ?? 0) > 0);
  const kept = group.types.flatMap((_, type) => (ran(type) ? [type] : []));
  const types = kept.flatMap((type) => group.types[type] ?? []);
  const narrowed = onlyTypes(simulation, kept);
  return {
    group: { ...group, types },
    input: { ...input, types },
    simulation: narrowed,
    calm: calm === simulation ? narrowed : onlyTypes(calm, kept),
  };
}

function onlyTypes(simulation: GroupSimulation, kept: readonly number[]): GroupSimulation {
  const only = (values: readonly number[]): number[] => kept.map((type) => values[type] ?? 0);
  const { instanceSeconds, launches, series, snapshots, ledger } = simulation;
  return {
    ...simulation,
    instanceSeconds: only(instanceSeconds),
    launches: only(launches),
    series: series.map((row) => ({ ...row, running: only(row.running), booting: only(row.booting), empty: only(row.empty) })),
    snapshots: snapshots.map(({ minute, instances }) => ({
      minute,
      instances: instances.map((each) => ({ ...each, type: kept.indexOf(each.type) })),
    })),
    ...(ledger ? { ledger: ledgerOf(ledger, kept) } : {}),
  };
}

function ledgerOf(ledger: CostLedger, kept: readonly number[]): CostLedger {
  const only = (sums: Float64Array): Float64Array => Float64Array.from(kept, (type) => sums[type] ?? 0);
  const parts = new Float64Array(kept.length * ledger.owners);
  for (const [index, type] of kept.entries()) {
    parts.set(ledger.parts.subarray(type * ledger.owners, (type + 1) * ledger.owners), index * ledger.owners);
  }
  return {
    ...ledger,
    input: { ...ledger.input, types: kept.flatMap((type) => ledger.input.types[type] ?? []) },
    parts,
    idleMinutes: only(ledger.idleMinutes),
    cpuUnitMinutes: only(ledger.cpuUnitMinutes),
    memoryMiBMinutes: only(ledger.memoryMiBMinutes),
  };
}
