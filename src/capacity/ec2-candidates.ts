import type { Catalog, InstanceType } from '../catalog/catalog.ts';
import type { OperatingSystem } from '../units/capacity.ts';
import type { InstanceTypeFilter } from '../workload/workload.ts';
import type { ArchitectureChoice } from './capacity.ts';
import { type CpuCreditMode, creditRules } from './ecs/credit-account.ts';
import type { TypeCredits } from './ecs/simulation.ts';
import type { RateView } from './rate-view.ts';

/** An instance type that may be used, with its rate. */
export interface Candidate {
  readonly type: InstanceType;
  readonly ticksPerHour: number;
  /** Of a burstable type whose baseline is known. */
  readonly credits?: TypeCredits;
  /** Instances of the type that are paid already, in the whole Region, and how much of the rate each is spared. */
  readonly paid?: { readonly count: number; readonly ticksPerHour: number };
}

/** Families whose instances start paravirtual images only: no ECS-optimized AMI runs on them. @see https://docs.aws.amazon.com/linux/al2/ug/amazon-linux-ami-basics.html */
const PARAVIRTUAL_FAMILIES: readonly string[] = ['c1', 'hi1', 'hs1', 'm1', 'm2', 't1'];

/**
 * Instance types of the Region that the workload allows and a rate is known for, ordered by name. A burstable type comes
 * in only where `burstable` says that its baseline is taken into account.
 */
export function candidatesOf(catalog: Catalog, filter: InstanceTypeFilter, rates: RateView, fleet: FleetRules): readonly Candidate[] {
  const ofView = candidatesByView.get(rates) ?? new Map<string, readonly Candidate[]>();
  candidatesByView.set(rates, ofView);
  const key = JSON.stringify([filter, fleet]);
  const candidates = ofView.get(key) ?? findCandidates(catalog, filter, rates, fleet);
  ofView.set(key, candidates);
  return candidates;
}

/** Parts and variants of a workload are planned by the hundred at the same rates: what may be used is worked out once. A view is of one catalog. */
const candidatesByView = new WeakMap<RateView, Map<string, readonly Candidate[]>>();

function findCandidates(catalog: Catalog, filter: InstanceTypeFilter, rates: RateView, fleet: FleetRules): Candidate[] {
  const isNamed = nameFilter(filter);
  const candidates: Candidate[] = [];
  for (const type of catalog.instanceTypes) {
    if (!canServe(type, fleet) || !isNamed(type.instanceType)) continue;
    if (!filter.previousGeneration && type.currentGeneration === false) continue;
    if (filter.largestSize !== undefined && sizeRank(type.instanceType) > sizeRank(`.${filter.largestSize}`)) continue;
    const ticksPerHour = rates.instanceTicksPerHour(type.instanceType, fleet.operatingSystem);
    if (ticksPerHour !== undefined) candidates.push({ type, ticksPerHour, ...extrasOf(type, ticksPerHour, rates, fleet) });
  }
  return candidates;
}

/** Credits of burstable types, and how many of a type are paid already. */
function extrasOf(type: InstanceType, ticksPerHour: number, rates: RateView, fleet: FleetRules): Pick<Candidate, 'credits' | 'paid'> {
  const credits = creditsOf(type, rates, fleet);
  const count = rates.paidInstances?.(type.instanceType, fleet.operatingSystem) ?? 0;
  return { ...(credits ? { credits } : {}), ...(count > 0 ? { paid: { count, ticksPerHour } } : {}) };
}

/** What every instance of a fleet has to be. */
export interface FleetRules {
  readonly operatingSystem: OperatingSystem;
  readonly architecture: ArchitectureChoice;
  readonly burstable: boolean;
  /** Credit specification of burstable types; absent: AWS's default. */
  readonly cpuCredits?: CpuCreditMode | undefined;
}

/** T2 starts in standard mode, with launch credits; every later family is unlimited unless one says otherwise. */
const STANDARD_BY_DEFAULT = 't2';

/** How the credits of instances of a family go. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode.html */
function cpuCreditModeOf(family: string, stated: CpuCreditMode | undefined): CpuCreditMode {
  return stated ?? (family === STANDARD_BY_DEFAULT ? 'standard' : 'unlimited');
}

function creditsOf(
  { burstable, family, vcpus, baselineCpuPercent }: InstanceType,
  rates: RateView,
  { operatingSystem, cpuCredits }: FleetRules,
): TypeCredits | undefined {
  if (!burstable || baselineCpuPercent === undefined) return undefined;
  const mode = cpuCreditModeOf(family, cpuCredits);
  const rules = creditRules({ vcpus, baselinePercent: Number(baselineCpuPercent), mode, hasLaunchCredits: family === STANDARD_BY_DEFAULT });
  const ticksPerVcpuHour = rates.surplusTicksPerVcpuHour(family, operatingSystem);
  return { rules, ...(ticksPerVcpuHour === undefined ? {} : { ticksPerVcpuHour }) };
}

/** Names of the filter that match a type without a rate here: their absence must not go unsaid. */
export function namedWithoutRate(
  catalog: Catalog,
  filter: InstanceTypeFilter,
  rates: RateView,
  operatingSystem: OperatingSystem,
): string[] {
  const named = new Set(filter.include.filter((glob) => !/[*?]/.test(glob)));
  return catalog.instanceTypes
    .map(({ instanceType }) => instanceType)
    .filter((instanceType) => named.has(instanceType) && rates.instanceTicksPerHour(instanceType, operatingSystem) === undefined);
}

function canServe(type: InstanceType, { operatingSystem, architecture, burstable }: FleetRules): boolean {
  if (type.architecture === undefined || PARAVIRTUAL_FAMILIES.includes(type.family)) return false;
  if (type.burstable && !burstable) return false;
  if (operatingSystem === 'WINDOWS' && type.architecture !== 'X86_64') return false;
  return architecture === 'mixed' || type.architecture === architecture;
}

const SIZES_BELOW_XLARGE: readonly string[] = ['nano', 'micro', 'small', 'medium', 'large'];

/** The size at the end of a type's name as a number that orders sizes; bare metal is the whole machine. */
function sizeRank(instanceType: string): number {
  const size = instanceType.slice(instanceType.indexOf('.') + 1);
  const below = SIZES_BELOW_XLARGE.indexOf(size);
  if (below >= 0) return below;
  const multiple = /^(?:metal-)?(\d*)xl(?:arge)?$/.exec(size)?.[1];
  return multiple === undefined ? Number.POSITIVE_INFINITY : SIZES_BELOW_XLARGE.length + Number(multiple || 1);
}

function nameFilter({ include, exclude }: InstanceTypeFilter): (instanceType: string) => boolean {
  const included = include.map(globToPattern);
  const excluded = exclude.map(globToPattern);
  return (instanceType) =>
    (included.length === 0 || included.some((pattern) => pattern.test(instanceType))) &&
    !excluded.some((pattern) => pattern.test(instanceType));
}

/** `m7g.*` as ECS and EC2 write wildcards: `*` any text, `?` one character. */
function globToPattern(glob: string): RegExp {
  const escaped = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`);
}
