import type { RateHead } from './listed-rate.ts';
import type { OfferRow } from './offer-row.ts';
import { withoutRegionPrefix } from './region-of-usage.ts';
import { type OfferSelection, rateOfRow, type Selected, type SelectionContext } from './select-rates.ts';

/**
 * Fargate's usage types and the unit our tables give them (AWS writes `hours` for most). The list is closed: AmazonECS
 * also lists `ECS-EC2-vCPU-Hours` and `ECS-EC2-GB-Hours` at nothing, which meter tasks on EC2 and would make Fargate free.
 */
const FARGATE_UNITS: Readonly<Record<string, string>> = {
  'Fargate-vCPU-Hours:perCPU': 'vCPU-Hours',
  'Fargate-GB-Hours': 'GB-Hours',
  'Fargate-ARM-vCPU-Hours:perCPU': 'vCPU-Hours',
  'Fargate-ARM-GB-Hours': 'GB-Hours',
  'Fargate-Windows-vCPU-Hours:perCPU': 'vCPU-Hours',
  'Fargate-Windows-OS-Hours:perCPU': 'vCPU-Hours',
  'Fargate-Windows-GB-Hours': 'GB-Hours',
  'Fargate-EphemeralStorage-GB-Hours': 'GB-Hours',
};

const OFFER = { offer: 'AmazonECS', purchaseOption: 'on-demand', obtained: 'listed' } as const;

/** Heads of the Fargate tables, by unit. */
const FARGATE_HEADS: Readonly<Record<string, RateHead>> = Object.fromEntries(
  ['vCPU-Hours', 'GB-Hours'].map((unit) => [unit, { ...OFFER, set: 'prices', title: 'Fargate On-Demand', unit, usageTypePrefix: '' }]),
);

const FEE_HEAD: RateHead = {
  ...OFFER,
  set: 'managed-instances',
  title: 'ECS Managed Instances fee',
  unit: 'Hrs',
  usageTypePrefix: 'ECS-Managed-Instances:',
  usageTypeSuffix: '-management-hours',
};

const ANYWHERE_HEAD: RateHead = {
  ...OFFER,
  set: 'adjacent',
  title: 'ECS Anywhere',
  note: 'Each registered external instance, one hour at least.',
  unit: 'hours',
  usageTypePrefix: '',
};

/** The usage type without the free allowance; the one `-WithFree` starts with a tier at nothing. */
const ANYWHERE = 'ECS-Anywhere-Instance-hours';

/** Usage types that AWS sells in every Region with Fargate. */
const ESSENTIALS = ['Fargate-vCPU-Hours:perCPU', 'Fargate-GB-Hours'];

/** Fargate, the fee of ECS Managed Instances, and ECS Anywhere. */
export const ECS_SELECTION: OfferSelection = {
  offer: 'AmazonECS',
  required: ['locationType'],
  filters: { termType: ['OnDemand'], locationType: ['AWS Region'], productFamily: ['Compute', ''] },
  select: selectEcs,
  lacks: (rates) => ESSENTIALS.find((usageType) => !rates.some(({ key }) => key === usageType)),
};

/** The unit of a Fargate usage type in our tables; nothing for any other usage type. */
export function fargateUnit(usageType: string): string | undefined {
  return Object.hasOwn(FARGATE_UNITS, usageType) ? FARGATE_UNITS[usageType] : undefined;
}

function selectEcs(row: OfferRow, context: SelectionContext): Selected {
  if (row.termType !== 'OnDemand' || row.locationType !== 'AWS Region') return undefined;
  const usageType = withoutRegionPrefix(row.usageType, context.region);
  const unit = fargateUnit(usageType);
  if (unit !== undefined) return rateOfRow(context, row, FARGATE_HEADS[unit] as RateHead, usageType, ['hours', unit]);
  if (usageType === ANYWHERE) return rateOfRow(context, row, ANYWHERE_HEAD, usageType);
  const type = managedInstanceType(usageType);
  return type === undefined ? undefined : rateOfRow(context, row, FEE_HEAD, type);
}

function managedInstanceType(usageType: string): string | undefined {
  const { usageTypePrefix, usageTypeSuffix = '' } = FEE_HEAD;
  if (!usageType.startsWith(usageTypePrefix) || !usageType.endsWith(usageTypeSuffix)) return undefined;
  return usageType.slice(usageTypePrefix.length, -usageTypeSuffix.length);
}
