import type { InstanceType } from '../../src/catalog/catalog.ts';

/** How many EBS volumes an instance takes, the root volume among them, and whether network interfaces count against it. */
export type EbsVolumeLimit = Required<Pick<InstanceType, 'ebsAttachmentsMax' | 'ebsAttachmentLimitType'>>;

/**
 * The limit of a type, as AWS's page "Amazon EBS volume limits" (EC2 user guide, volume_limits) rules it, with the exceptions
 * that DescribeInstanceTypes knows, as recorded by github kubernetes-sigs/aws-ebs-csi-driver
 * `pkg/cloud/limits/volume_limits_table.go` and `volume_limits.go` (1a42de62, 03352d57; Apache-2.0). A shared limit is AWS's
 * number of attachments less the primary network interface, NVMe instance store volumes and accelerators.
 */
export function ebsVolumeLimit(instanceType: string, hypervisor: string | undefined): EbsVolumeLimit | undefined {
  const [family = '', size = ''] = instanceType.split('.');
  const bySize = DEDICATED_FAMILIES.has(family) || EIGHTH_GENERATION.test(family);
  const dedicated = DEDICATED.get(instanceType) ?? DEDICATED.get(family) ?? (bySize ? DEDICATED_BY_SIZE.get(size) : undefined);
  if (dedicated !== undefined) return { ebsAttachmentsMax: dedicated, ebsAttachmentLimitType: 'dedicated' };
  if (bySize || NEWER_GENERATION.test(family)) return undefined;
  if (hypervisor === 'xen') return { ebsAttachmentsMax: XEN_VOLUMES_MAX, ebsAttachmentLimitType: 'dedicated' };
  const shared = SHARED.get(instanceType) ?? (size === 'metal' ? SHARED_METAL : undefined) ?? SHARED_BY_FAMILY.get(family)?.get(size);
  if (shared !== undefined) return { ebsAttachmentsMax: shared, ebsAttachmentLimitType: 'shared' };
  return hypervisor === 'nitro' ? { ebsAttachmentsMax: SHARED_DEFAULT, ebsAttachmentLimitType: 'shared' } : undefined;
}

/** Instances that are not built on Nitro: more than 40 volumes may keep one from starting. */
const XEN_VOLUMES_MAX = 40;
/** 28 attachments less the primary network interface. */
const SHARED_DEFAULT = 27;
const SHARED_METAL = 31;

const words = (text: string): string[] => text.split(' ');

/** `limit: names` as a map from name to limit. */
function limitsOf(rows: Readonly<Record<number, string>>): Map<string, number> {
  return new Map(Object.entries(rows).flatMap(([limit, names]) => words(names).map((name) => [name, Number(limit)] as const)));
}

/** Types of the eighth generation have dedicated limits by size; what those of the ninth have is not known yet. */
const EIGHTH_GENERATION = /^[a-z]+8/;
const NEWER_GENERATION = /^[a-z]+(9|\d\d)/;

/** Families before the eighth generation with a dedicated limit. */
const DEDICATED_FAMILIES: ReadonlySet<string> = new Set(
  words('c7a c7i c7i-flex f2 g6 g6e g6f g7e gr6 gr6f i7i i7ie m7a m7i m7i-flex r7a r7i r7iz'),
);

const DEDICATED_BY_SIZE = limitsOf({
  32: 'medium large xlarge 2xlarge 3xlarge 4xlarge 6xlarge 8xlarge 12xlarge',
  48: '16xlarge 18xlarge',
  64: '24xlarge',
  88: '32xlarge',
  128: '48xlarge 64xlarge 96xlarge',
  39: 'metal-16xl metal-24xl',
  79: 'metal-32xl metal-48xl metal-96xl',
});

/** Types, and families of one limit, that do not follow their size. */
const DEDICATED = limitsOf({
  27: 'hpc7a',
  28: 'p4d p4de',
  32: 'p5.4xlarge trn2.3xlarge',
  39: 'c8gn.metal-48xl r8gn.metal-48xl',
  64:
    'c8gn.48xlarge m8gn.48xlarge r8gn.48xlarge c8i.metal-48xl m8i.metal-48xl r8i.metal-48xl x8i.metal-48xl c8a.metal-24xl m8a.metal-24xl r8a.metal-24xl ' +
    'p5.48xlarge p5e p5en p6-b200 p6-b300 trn2.48xlarge x8aedz.12xlarge x8aedz.metal-12xl',
  78: 'c8gb.metal-48xl r8gb.metal-48xl',
  79: 'x8aedz.metal-24xl',
  128: 'u7i-6tb u7i-8tb u7i-12tb u7in-16tb u7in-24tb u7in-32tb x8aedz.24xlarge',
});

/** Families with NVMe instance store volumes, which take attachments: more of them in larger sizes. */
const SHARED_BY_FAMILY: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  (
    [
      ['c6gd m6gd r6gd x2gd c7gd m7gd r7gd', { 26: 'medium large xlarge 2xlarge 4xlarge 8xlarge', 25: '12xlarge 16xlarge' }],
      ['c6id m6id r6id m6idn r6idn', { 26: 'large xlarge 2xlarge 4xlarge 8xlarge', 25: '12xlarge 16xlarge', 23: '24xlarge 32xlarge' }],
      ['m5d m5dn r5d r5dn m5ad r5ad', { 26: 'large xlarge 2xlarge', 25: '4xlarge 8xlarge 12xlarge', 23: '16xlarge 24xlarge' }],
      ['c5ad', { 26: 'large xlarge 2xlarge', 25: '4xlarge 8xlarge 12xlarge 16xlarge 24xlarge' }],
      ['c5d', { 26: 'large xlarge 2xlarge 4xlarge 9xlarge', 25: '12xlarge 18xlarge', 23: '24xlarge' }],
      ['d3', { 24: 'xlarge', 21: '2xlarge', 15: '4xlarge', 3: '8xlarge' }],
      ['d3en', { 25: 'xlarge', 23: '2xlarge', 19: '4xlarge', 15: '6xlarge', 11: '8xlarge', 3: '12xlarge' }],
      ['g4ad', { 25: 'xlarge 2xlarge 4xlarge', 24: '8xlarge', 21: '16xlarge' }],
      ['g4dn', { 25: 'xlarge 2xlarge 4xlarge 8xlarge 16xlarge', 22: '12xlarge' }],
      ['g5', { 25: 'xlarge 2xlarge 4xlarge 8xlarge 16xlarge', 22: '12xlarge 24xlarge', 9: '48xlarge' }],
      ['g5g', { 26: 'xlarge 2xlarge 4xlarge 8xlarge', 25: '16xlarge' }],
      ['i3en', { 26: 'large xlarge 3xlarge', 25: '2xlarge 6xlarge', 23: '12xlarge', 19: '24xlarge' }],
      ['i4g im4gn', { 26: 'large xlarge 2xlarge 4xlarge', 25: '8xlarge', 23: '16xlarge' }],
      ['i4i', { 26: 'large xlarge 2xlarge 4xlarge', 25: '8xlarge', 24: '12xlarge', 23: '16xlarge', 21: '24xlarge', 19: '32xlarge' }],
      ['is4gen', { 26: 'medium large xlarge 2xlarge', 25: '4xlarge', 23: '8xlarge' }],
      ['inf1', { 26: 'xlarge 2xlarge', 23: '6xlarge', 11: '24xlarge' }],
      ['inf2', { 26: 'xlarge 8xlarge', 28: '24xlarge 48xlarge' }],
      ['trn1', { 25: '2xlarge', 28: '32xlarge' }],
      ['vt1', { 25: '3xlarge', 23: '6xlarge' }],
      ['x2idn', { 26: '16xlarge', 25: '24xlarge 32xlarge' }],
      ['x2iedn', { 26: 'xlarge 2xlarge 4xlarge 8xlarge 16xlarge', 25: '24xlarge 32xlarge' }],
      ['z1d', { 26: 'large xlarge 2xlarge 3xlarge 6xlarge', 25: '12xlarge' }],
    ] as const
  ).flatMap(([families, sizes]) => words(families).map((family) => [family, limitsOf(sizes)] as const)),
);

/** Types of families with one or two sizes, and Macs. */
const SHARED = limitsOf({
  28: 'dl1.24xlarge trn1n.32xlarge',
  23: 'hpc6id.32xlarge',
  19: 'dl2q.24xlarge',
  17: 'p3dn.24xlarge',
  16: 'mac1.metal',
  10: 'mac-m4max.metal mac2-m1ultra.metal mac2-m2.metal mac2-m2pro.metal mac2.metal',
});
