import type { Catalog, InstanceType, PriceTable } from '../../src/catalog/catalog.ts';
import { loadFargateTaskSizesSync } from '../../src/catalog/load-catalog.ts';

/** A few real instance types with their real sizes and round, invented rates: a fact about packing needs no price list. */
const TYPES: readonly (readonly [InstanceType, linux: string, windows?: string])[] = [
  [type('m5.large', 2, 8, 3, { branchNetworkInterfaces: 9 }), '0.10', '0.20'],
  [type('m5.xlarge', 4, 16, 4, { branchNetworkInterfaces: 18 }), '0.20', '0.40'],
  [type('m5.4xlarge', 16, 64, 8, { branchNetworkInterfaces: 54 }), '0.80', '1.60'],
  [type('c5.large', 2, 4, 3, { branchNetworkInterfaces: 9 }), '0.08'],
  [type('m6g.large', 2, 8, 3, { branchNetworkInterfaces: 9, architecture: 'ARM64' }), '0.09'],
  [type('t3.large', 2, 8, 3, { burstable: true, baselineCpuPercent: '30' }), '0.04'],
  [type('g4dn.xlarge', 4, 16, 3, { gpus: 1 }), '0.50'],
  [type('m5d.large', 2, 8, 3, { instanceStorageGB: 75 }), '0.12'],
];

/** A Region of few instance types, with round rates that make costs easy to work out by hand. */
export function smallCatalog(wanted: { readonly types?: readonly string[]; readonly without?: readonly string[] } = {}): Catalog {
  const chosen = TYPES.filter(([{ instanceType }]) => wanted.types?.includes(instanceType) ?? true);
  const without = wanted.without ?? [];
  const rates = (entries: readonly (readonly [string, string])[]) => Object.fromEntries(entries.filter(([key]) => !without.includes(key)));
  const tables: PriceTable[] = [
    {
      ...TABLE,
      offer: 'AmazonECS',
      unit: 'vCPU-Hours',
      usageTypePrefix: '',
      rates: rates([
        ['Fargate-vCPU-Hours:perCPU', '0.04'],
        ['Fargate-ARM-vCPU-Hours:perCPU', '0.03'],
        ['Fargate-Windows-vCPU-Hours:perCPU', '0.05'],
        ['Fargate-Windows-OS-Hours:perCPU', '0.046'],
      ]),
    },
    {
      ...TABLE,
      offer: 'AmazonECS',
      unit: 'GB-Hours',
      usageTypePrefix: '',
      rates: rates([
        ['Fargate-GB-Hours', '0.004'],
        ['Fargate-ARM-GB-Hours', '0.003'],
        ['Fargate-Windows-GB-Hours', '0.005'],
        ['Fargate-EphemeralStorage-GB-Hours', '0.0001'],
      ]),
    },
    {
      ...TABLE,
      offer: 'AmazonEC2',
      operation: 'RunInstances',
      unit: 'Hrs',
      usageTypePrefix: 'BoxUsage:',
      rates: rates(chosen.map(([{ instanceType }, linux]) => [instanceType, linux] as const)),
    },
    {
      ...TABLE,
      offer: 'AmazonEC2',
      operation: 'RunInstances:0002',
      unit: 'Hrs',
      usageTypePrefix: 'BoxUsage:',
      rates: rates(chosen.flatMap(([{ instanceType }, , windows]) => (windows === undefined ? [] : [[instanceType, windows] as const]))),
    },
    {
      ...TABLE,
      offer: 'AmazonEC2',
      operation: 'RunInstances',
      unit: 'vCPU-Hours',
      usageTypePrefix: 'CPUCredits:',
      rates: rates([['t3', '0.05']]),
    },
    { ...TABLE, offer: 'AmazonEC2', unit: 'GB-Mo', usageTypePrefix: 'EBS:', rates: rates([['VolumeUsage.gp3', '0.1']]) },
  ];
  return {
    region: 'us-east-1',
    regionName: 'US East (N. Virginia)',
    currency: 'USD',
    tables,
    instanceTypes: chosen.map(([instanceType]) => instanceType),
    fargateTaskSizes: loadFargateTaskSizesSync(),
    gaps: [],
    tableSets: ['prices'],
  };
}

const TABLE = {
  title: 'round rates',
  purchaseOption: 'on-demand',
  asOf: '2026-01-01',
  source: 'invented for tests',
  obtained: 'listed',
} as const;

function type(
  instanceType: string,
  vcpus: number,
  memoryGiB: number,
  networkInterfacesMax: number,
  wanted: Partial<InstanceType>,
): InstanceType {
  return {
    instanceType,
    family: instanceType.slice(0, instanceType.indexOf('.')),
    vcpus,
    memoryMiB: memoryGiB * 1024,
    architecture: 'X86_64',
    bareMetal: false,
    gpus: 0,
    burstable: false,
    networkInterfacesMax,
    trunkingSupportedByEcs: wanted.branchNetworkInterfaces !== undefined,
    instanceStorageGB: 0,
    ebsAttachmentsMax: 27,
    ebsAttachmentLimitType: 'shared',
    currentGeneration: true,
    ...wanted,
  };
}
