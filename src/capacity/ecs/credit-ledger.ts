import { type CreditAccount, type CreditRules, PARTS_PER_CPU_UNIT } from './credit-account.ts';

/**
 * CPU credits of the burstable instances of a group, minute by minute; amounts are in parts of a credit. An instance earns from its
 * start, its tasks use what is measured of their reservation, and surplus that it has not earned back is charged when it ends.
 */
export interface CreditLedger {
  /** By type; nothing for one that is not burstable. */
  readonly rules: readonly (CreditRules | undefined)[];
  /** What a task of each slot, and each daemon task, uses in a minute. */
  readonly usedBySlot: Float64Array;
  readonly usedByDaemon: Float64Array;
  /** Services in their order, then daemons. */
  readonly owners: number;
  /** By instance: its account, and the minute up to which it is kept. */
  readonly accounts: CreditAccount[];
  readonly since: number[];
  /** By type: surplus charged, and what was asked for in standard mode and not given. */
  readonly charged: Float64Array;
  readonly throttled: Float64Array;
  /** By `type * owners + owner`: what was used beyond earnings and balance, in proportion to all use at that time. */
  readonly borrowed: Float64Array;
}

/** What a task of a service reserves, CPU units first, and what it really uses. */
interface CpuUser {
  readonly size: readonly number[];
  readonly usedCpuUnits?: number;
}

/** A ledger of the burstable types among these; nothing where there are none. */
export function creditLedger(input: {
  readonly types: readonly { readonly credits?: { readonly rules: CreditRules } }[];
  readonly services: readonly CpuUser[];
  readonly serviceOfSlot: Int32Array;
  readonly daemonUsedCpuUnits: readonly number[];
}): CreditLedger | undefined {
  const { types, services, serviceOfSlot, daemonUsedCpuUnits } = input;
  const rules = types.map(({ credits }) => credits?.rules);
  if (rules.every((rule) => rule === undefined)) return undefined;
  const owners = services.length + daemonUsedCpuUnits.length;
  const parts = (cpuUnits: number): number => Math.round(cpuUnits * PARTS_PER_CPU_UNIT);
  return {
    rules,
    usedBySlot: Float64Array.from(serviceOfSlot, (service) => parts(usedCpuUnitsOf(services[service]))),
    usedByDaemon: Float64Array.from(daemonUsedCpuUnits, parts),
    owners,
    accounts: [],
    since: [],
    charged: new Float64Array(types.length),
    throttled: new Float64Array(types.length),
    borrowed: new Float64Array(types.length * owners),
  };
}

/** CPU units that a task uses: all it reserves where nothing is measured. */
export function usedCpuUnitsOf(service: CpuUser | undefined): number {
  return service?.usedCpuUnits ?? service?.size[0] ?? 0;
}
