import type { Fleet, InstanceGroup, PackingDimension } from '../capacity/capacity.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { costOf, exactText, formatUsd, usdRate } from '../units/money.ts';
import { multiplyQuantities, quantityOf } from '../units/quantity.ts';
import { instancesOf, viewOf } from './facts.ts';
import { changeText, gapText, percentText, usdOfTicks } from './numbers.ts';
import { monthlyText, optionName } from './option-wording.ts';
import { bindsText, hoursText, instanceUseText, NO_SINGLE_TYPE, perHourText, strandedText, volumesText } from './packing-wording.ts';
import type { FleetView, PlanView } from './plan-view.ts';
import { lacksRatesOnly } from './verdict.ts';
import { listText, moreText, OPERATING_SYSTEMS } from './wording.ts';

/** Words of the plan report. */
export const PLAN_WORDS = {
  noInstances: 'no instances',
  nothingPossible: 'No EC2 option can run this workload:',
  nothingPriced: 'No EC2 option could be priced completely: rates are missing.',
  standsBy: '(stands by)',
  zone: 'zone',
  zones: 'zones',
  each: 'each',
  moreWithDetails: 'every instance with all its tasks, every assumption: --details',
} as const;

/** Dimensions as they stand in front of a bar or a number. */
export const SHORT_DIMENSIONS: Readonly<Partial<Record<PackingDimension, string>>> = {
  cpu: 'cpu',
  memory: 'memory',
  'sustained-cpu': 'sustained cpu',
  'network-interfaces': 'interfaces',
  gpus: 'GPUs',
  'ebs-volumes': 'EBS volumes',
};

/** Which option the plan is of, what it costs, and what is cheapest of all. */
export function planHeadline({ estimate, chosen, considered }: PlanView): string {
  if (!chosen) {
    return considered.some(({ option }) => lacksRatesOnly(option.impossible)) ? PLAN_WORDS.nothingPriced : PLAN_WORDS.nothingPossible;
  }
  const monthly = monthlyText(chosen);
  const own = `${optionName(chosen.option)}: ${monthly}${monthly.includes('$') ? ' a month' : ''}`;
  const cheapest = viewOf(estimate, estimate.comparison.cheapest);
  if (!cheapest) return `${own}.`;
  if (cheapest.ranked.id === chosen.ranked.id) return `${own}, the cheapest of all options.`;
  return `${own}. Cheapest of all options: ${optionName(cheapest.option)}, ${monthlyText(cheapest)}.`;
}

/** `3 x m7g.large ARM64, $0.3009 an hour with root volumes · bound $0.2950 an hour · gap 2.0 % · memory binds`. */
export function fleetHeadline({ fleet, bill }: FleetView, { showsSystem }: { showsSystem: boolean }): string {
  const { purpose, operatingSystem, packing } = fleet;
  const isJob = purpose.kind === 'job';
  const names = [...(isJob ? [purpose.job] : []), ...(showsSystem ? [OPERATING_SYSTEMS[operatingSystem]] : [])];
  const [cost, bound] = [BigInt(packing.ticksPerHour), BigInt(packing.lowerBoundTicksPerHour)];
  const gap = gapText(cost, bound);
  return [
    `${names.length === 0 ? '' : `${names.join(', ')}: `}${instancesText(fleet)}${isJob ? ' while it runs' : ''}, ${perHourText(packing.ticksPerHour)} ${fleet.course ? 'on average ' : ''}${volumesText(bill)}`,
    ...(isJob ? [hoursText(fleet)] : []),
    `bound ${perHourText(packing.lowerBoundTicksPerHour)}`,
    ...(cost === bound ? ['proven optimal'] : gap === undefined ? [] : [`gap ${percentText(Number(gap))}`]),
    ...(packing.binds ? [bindsText(packing.binds.dimension)] : []),
  ].join(' · ');
}

/** `3 x m7g.large ARM64`; each architecture once, after its types. */
function instancesText(fleet: Fleet): string {
  const types = fleet.course?.types ?? fleet.groups;
  const architectureByType = new Map(types.map(({ instanceType, architecture }) => [instanceType, architecture]));
  const uses = instancesOf([fleet]);
  const architectures = [...new Set(uses.map(({ instanceType }) => architectureByType.get(instanceType)))];
  const texts = architectures.map((architecture) => {
    const own = uses.filter(({ instanceType }) => architectureByType.get(instanceType) === architecture);
    return `${listText(own.map(instanceUseText))} ${architecture}`;
  });
  return texts.length === 0 ? PLAN_WORDS.noInstances : texts.join(', ');
}

/** What is left over, what one type only would cost, and what ECS's own placement would need. */
export function fleetFootnote({ fleet, stranded, ecsOwnPlacement }: FleetView): string {
  const parts = [strandedText(stranded), ...(fleet.course ? [] : [singleTypeDifference(fleet)])];
  if (ecsOwnPlacement) {
    const { count, instanceType } = ecsOwnPlacement;
    parts.push(`ECS's own placement needs ${count}${isOnly(fleet, instanceType) ? '' : ` x ${instanceType}`}`);
  }
  return parts.join(' · ');
}

/** `one type only: 3 x m7g.large (the same)`, `one type only: 6 x c6g.large, +$43.80 a month (+14 %)`. */
function singleTypeDifference({ singleType, packing, seconds, groups }: Fleet): string {
  if (!singleType) return NO_SINGLE_TYPE;
  const { instanceType, count, ticksPerHour } = singleType;
  const own = `one type only: ${count} x ${instanceType}`;
  const difference = BigInt(ticksPerHour) - BigInt(packing.ticksPerHour);
  if (difference === 0n) return `${own} (${isOnly({ groups }, instanceType) ? 'the same' : 'the same cost'})`;
  const hours = multiplyQuantities(seconds, quantityOf(1, SECONDS_PER_HOUR));
  const sign = difference < 0n ? '-' : '+';
  const monthly = costOf(usdRate(exactText(usdOfTicks(difference < 0n ? -difference : difference))), hours);
  const share = gapText(BigInt(ticksPerHour), BigInt(packing.ticksPerHour));
  return `${own}, ${sign}${formatUsd(monthly)} a month${share === undefined ? '' : ` (${changeText(Number(share))})`}`;
}

function isOnly({ groups }: Pick<Fleet, 'groups'>, instanceType: string): boolean {
  return groups.every((group) => group.instanceType === instanceType);
}

/** What would widen a fleet that runs out of network interfaces; nothing where nothing would. */
export function trunkingHint({ fleet, interfaceLimits }: FleetView, { eniTrunking }: { eniTrunking: boolean }): string {
  if (eniTrunking || fleet.packing.binds?.dimension !== 'network-interfaces') return '';
  const widened = interfaceLimits.filter(({ withoutTrunking, withTrunking }) => withTrunking > withoutTrunking);
  if (widened.length === 0) return '';
  const texts = widened.map(
    ({ instanceType, withoutTrunking, withTrunking }) => `${instanceType} ${withTrunking} instead of ${withoutTrunking}`,
  );
  return `with cluster.eniTrunking: true more awsvpc tasks fit on an instance: ${listText(texts)}`;
}

/** `and 71 more: 50 x m7g.large, 21 x c7g.xlarge`: instances that have no row. */
export function moreInstancesText(fleet: Fleet, groups: readonly InstanceGroup[]): string {
  const uses = instancesOf([{ ...fleet, groups }]);
  const count = uses.reduce((sum, { peak }) => sum + peak, 0);
  return `${moreText(count)}: ${listText(uses.map(({ peak, instanceType }) => `${peak} x ${instanceType}`))}`;
}
