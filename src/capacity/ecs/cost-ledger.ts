/** What an instance type has in all, as AWS's split counts it: not only what tasks may use. */
export interface LedgerType {
  readonly vcpus: number;
  readonly memoryMiB: number;
}

/** A daemon task of every instance. */
export interface LedgerDaemon {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

/** Who shares the instances: what the simulation needs to write down as it goes. */
export interface LedgerInput {
  /** By type of the group. */
  readonly types: readonly LedgerType[];
  readonly daemons: readonly LedgerDaemon[];
}

/**
 * Whom the time of the instances falls to, minute by minute, by AWS's split cost allocation: the weight of CPU and memory of
 * an instance goes to the tasks on it in proportion to what they reserve. Owners are the services in their order, then the
 * daemons.
 *
 * @see https://docs.aws.amazon.com/cur/latest/userguide/split-cost-allocation-data.html
 */
export interface CostLedger {
  readonly input: LedgerInput;
  readonly owners: number;
  /** The minute up to which an instance is settled. */
  readonly since: number[];
  /** Parts of instance-minutes by `type * owners + owner`. */
  readonly parts: Float64Array;
  /** Minutes of instances without any task, by type. */
  readonly idleMinutes: Float64Array;
  /** CPU-unit-minutes and MiB-minutes that tasks reserve, daemons too, by type. */
  readonly cpuUnitMinutes: Float64Array;
  readonly memoryMiBMinutes: Float64Array;
  /** Minutes that tasks of each service sat on instances. */
  readonly taskMinutes: Float64Array;
}

/** A ledger without entries. */
export function costLedger(input: LedgerInput, serviceCount: number): CostLedger {
  const owners = serviceCount + input.daemons.length;
  const typeCount = input.types.length;
  return {
    input,
    owners,
    since: [],
    parts: new Float64Array(typeCount * owners),
    idleMinutes: new Float64Array(typeCount),
    cpuUnitMinutes: new Float64Array(typeCount),
    memoryMiBMinutes: new Float64Array(typeCount),
    taskMinutes: new Float64Array(serviceCount),
  };
}

/** Forgets what was before this minute. */
export function restartLedger(ledger: CostLedger, minute: number): void {
  ledger.since.fill(minute);
  for (const sums of [ledger.parts, ledger.idleMinutes, ledger.cpuUnitMinutes, ledger.memoryMiBMinutes, ledger.taskMinutes]) sums.fill(0);
}
