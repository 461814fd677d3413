/** An instance type taken apart: `m5.2xlarge` is size `2xlarge` of family `m5`. */
export interface InstanceSize {
  readonly instanceType: string;
  readonly family: string;
  readonly size: string;
}

const INSTANCE_TYPE = /^([a-z][a-z0-9-]*\d[a-z0-9-]*)\.(nano|micro|small|medium|large|\d*xlarge|metal(?:-\d+xl)?)$/;

/** Instance hours in a bill: `BoxUsage:m5.large`, `USW2-DedicatedUsage:c5.xlarge`, `SpotUsage:r5.large`. */
const INSTANCE_USAGE = /(?:^|-)(?:Box|Dedicated|Spot)Usage:([^:\s]+)$/;

/** Families whose regional Reserved Instances cover their own size only. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html */
const NOT_SIZE_FLEXIBLE: ReadonlySet<string> = new Set(
  'g4ad g4dn g5 g5g g6 g6e g6f gr6 gr6f hpc7a p5 inf1 inf2 u7i-6tb u7i-8tb'.split(' '),
);

/** Quarter units of the sizes below `xlarge`, whole numbers so that nothing rounds: nano is a quarter of a unit. */
const QUARTER_UNITS: Readonly<Record<string, number>> = { nano: 1, micro: 2, small: 4, medium: 8, large: 16 };

/** Every `xlarge` is eight units. */
const QUARTER_UNITS_PER_XLARGE = 32;

/**
 * Units of the bare metal sizes that do not name their size: the same as the largest virtual instance of the family.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ri-modifying.html
 */
const METAL_UNITS: readonly { readonly units: number; readonly families: readonly string[] }[] = [
  { units: 32, families: ['a1'] },
  { units: 96, families: ['m5zn', 'x2iezn', 'z1d'] },
  { units: 128, families: ['c6g', 'c6gd', 'i3', 'm6g', 'm6gd', 'r6g', 'r6gd', 'x2gd'] },
  { units: 144, families: ['c5n'] },
  { units: 192, families: ['c5', 'c5d', 'i3en', 'm5', 'm5d', 'm5dn', 'm5n', 'r5', 'r5b', 'r5d', 'r5dn', 'r5n'] },
  { units: 256, families: ['c6i', 'c6id', 'm6i', 'm6id', 'r6d', 'r6id'] },
  { units: 448, families: ['u-18tb1', 'u-24tb1'] },
  { units: 896, families: ['u-6tb1', 'u-9tb1', 'u-12tb1'] },
];

/** Takes an instance type apart; nothing when the text is none. */
export function instanceSizeOf(instanceType: string): InstanceSize | undefined {
  const text = instanceType.toLowerCase();
  const match = INSTANCE_TYPE.exec(text);
  return match ? { instanceType: text, family: match[1] ?? '', size: match[2] ?? '' } : undefined;
}

/**
 * The instance type whose hours a usage type counts: of `BoxUsage:m5.large` with or without Region prefix, or of a text
 * that begins with the type itself. Fees beside an instance (`m5.large-management-hours`) and other services' instances
 * (`db.m5.large`) are none.
 */
export function instanceTypeOfUsage(usageType: string): InstanceSize | undefined {
  const counted = INSTANCE_USAGE.exec(usageType)?.[1] ?? usageType.split(' ')[0];
  return counted === undefined ? undefined : instanceSizeOf(counted);
}

/** Whether regional Reserved Instances of the family cover every size of it (on Linux, with default tenancy). */
export function isSizeFlexible(family: string): boolean {
  return !NOT_SIZE_FLEXIBLE.has(family);
}

/**
 * Normalisation factor of a size in quarter units (`large` is 4 units, so 16 quarters); nothing for a bare metal size
 * that no source states.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html
 */
export function quarterUnitsOf({ family, size }: InstanceSize): number | undefined {
  const small = QUARTER_UNITS[size];
  if (small !== undefined) return small;
  const xlarges = /^(\d*)xlarge$/.exec(size) ?? /^metal-(\d+)xl$/.exec(size);
  if (xlarges) return Number(xlarges[1] === '' ? 1 : xlarges[1]) * QUARTER_UNITS_PER_XLARGE;
  const metal = METAL_UNITS.find(({ families }) => families.includes(family));
  return metal && metal.units * 4;
}
