import type { InstanceType } from '../../src/catalog/catalog.ts';
import type { Architecture } from '../../src/units/capacity.ts';
import { compareText } from '../../src/units/order.ts';
import { ebsVolumeLimit } from './ebs-volume-limits.ts';
import { type FactRow, type Facts, optionalText, plainDecimal, text } from './facts.ts';
import { FORMAT_VERSION, lines } from './write-table-file.ts';

const ARCHITECTURES: Readonly<Record<string, Architecture>> = { x86_64: 'X86_64', arm64: 'ARM64' };

/**
 * Types and families that ECS does not trunk although the VPC limits call many of them compatible
 * (ECS developer guide, container-instance-eni, April 2023); t2, t3, t3a and t4g never.
 */
const NOT_TRUNKED_TYPES: ReadonlySet<string> = new Set(
  'a1.metal c5.metal c5a.8xlarge c5ad.8xlarge c5d.metal m5.metal p3dn.24xlarge r5.metal r5.8xlarge r5d.metal'.split(' '),
);
const NOT_TRUNKED_FAMILIES: ReadonlySet<string> = new Set(
  'c5n d3 d3en g3 g3s g4dn i3 i3en inf1 m5dn m5n m5zn mac1 r5b r5n r5dn u-12tb1 u-6tb1 u-9tb1 z1d t2 t3 t3a t4g'.split(' '),
);

/** Rows of the 2026 edition of the same AWS table that differ from the 2023 edition: [without, with trunking]. */
const NEWER_PUBLISHED_LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  'm6idn.32xlarge': [15, 120],
  'm7i.8xlarge': [7, 90],
  'm7i-flex.large': [2, 4],
  'm7i-flex.xlarge': [3, 10],
  'm7i-flex.4xlarge': [7, 40],
  'm8a.8xlarge': [9, 90],
  'm8a.48xlarge': [23, 120],
};

/** GPUs that ECS cannot pin (it pins NVIDIA only), by family: AMD Radeon and Habana Gaudi count as accelerators. */
const NOT_NVIDIA: ReadonlySet<string> = new Set(['g4ad', 'dl1']);

/**
 * The text of data/instance-types.json: one type a line, ordered by name. Whole objects rather than columns: V8 reads
 * 480 KB of objects of like shape faster than it turns 90 KB of rows into objects.
 */
export function instanceTypesText(facts: Facts): string {
  const published = new Map(facts.rows('ec2/ecs_eni_limits_published.csv').map((row) => [text(row, 'instance_type'), row]));
  const types = facts
    .rows('ec2/specs.csv')
    .map((row) => instanceTypeOf(row, published.get(text(row, 'instance_type'))))
    .sort((a, b) => compareText(a.instanceType, b.instanceType));
  return [
    '{',
    `"formatVersion":${FORMAT_VERSION},`,
    `"asOf":"2026-08-18",`,
    `"source":"Karpenter instance types, bandwidth and VPC limits (2026-07-11 to 2026-08-18), AWS DescribeInstanceTypes (2025-03-14) and three more; see data/README.md",`,
    `"instanceTypes":${lines(
      '[',
      types.map((type) => JSON.stringify(type)),
      ']',
    )}`,
    '}',
    '',
  ].join('\n');
}

/** A field that no source states stays `undefined`, which JSON leaves out. */
type Stated<T> = { readonly [Name in keyof T]: T[Name] | undefined };

function instanceTypeOf(row: FactRow, published: FactRow | undefined): Stated<InstanceType> & Pick<InstanceType, 'instanceType'> {
  const [instanceType, family] = [text(row, 'instance_type'), text(row, 'family')];
  if (instanceType.split('.')[0] !== family) throw new Error(`family of ${instanceType} is not ${family}`);
  const limits = publishedLimits(instanceType, published);
  const supported = trunkingSupported(row, limits);
  const volumes = ebsVolumeLimit(instanceType, optionalText(row, 'hypervisor'));
  const notNvidia = NOT_NVIDIA.has(family);
  return {
    instanceType,
    family,
    vcpus: wholeNumber(row, 'vcpu'),
    memoryMiB: wholeNumber(row, 'memory_mib'),
    architecture: ARCHITECTURES[row['arch'] ?? ''],
    bareMetal: flag(row, 'bare_metal'),
    gpus: notNvidia ? 0 : wholeNumber(row, 'gpu_count'),
    gpuName: optionalText(row, 'gpu_name'),
    accelerators: wholeNumber(row, notNvidia ? 'gpu_count' : 'accelerator_count'),
    burstable: flag(row, 'burstable'),
    baselineCpuPercent: decimalIfThere(row, 'baseline_cpu_pct_per_vcpu'),
    networkInterfacesMax: wholeNumber(row, 'max_eni'),
    networkCards: wholeNumber(row, 'network_cards'),
    trunkingCompatible: flag(row, 'trunking_compatible'),
    trunkingSupportedByEcs: supported,
    branchNetworkInterfaces: wholeNumber(row, 'branch_eni'),
    awsvpcTasksWithoutTrunking: limits?.[0],
    awsvpcTasksWithTrunking: supported === true ? limits?.[1] : undefined,
    instanceStorageGB: wholeNumber(row, 'instance_storage_gb'),
    ebsAttachmentsMax: volumes?.ebsAttachmentsMax,
    ebsAttachmentLimitType: volumes?.ebsAttachmentLimitType,
    currentGeneration: flag(row, 'current_generation'),
  };
}

function publishedLimits(instanceType: string, published: FactRow | undefined): readonly [number, number] | undefined {
  const newer = NEWER_PUBLISHED_LIMITS[instanceType];
  if (newer !== undefined || published === undefined) return newer;
  return [Number(text(published, 'ecs_awsvpc_tasks_without_trunking')), Number(text(published, 'ecs_awsvpc_tasks_with_trunking'))];
}

/** Whether ECS trunks a type: the exceptions win, then AWS's published table, then the VPC limits. */
function trunkingSupported(row: FactRow, limits: readonly [number, number] | undefined): boolean | undefined {
  if (NOT_TRUNKED_TYPES.has(text(row, 'instance_type')) || NOT_TRUNKED_FAMILIES.has(text(row, 'family'))) return false;
  if (limits !== undefined) return true;
  const compatible = optionalText(row, 'trunking_compatible');
  return compatible === undefined ? undefined : compatible === 'true';
}

function wholeNumber(row: FactRow, column: string): number | undefined {
  const value = optionalText(row, column);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new Error(`${column} is not a whole number: "${value}"`);
  return Number(value);
}

function decimalIfThere(row: FactRow, column: string): string | undefined {
  const value = optionalText(row, column);
  return value === undefined ? undefined : plainDecimal(value);
}

function flag(row: FactRow, column: string): boolean | undefined {
  const value = optionalText(row, column);
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') throw new Error(`${column} is neither true nor false: "${value}"`);
  return value === 'true';
}
