import type { Usage } from '../usage.ts';

/** What Spot has rates of its own for: vCPU and memory of Fargate on Linux, and instances. Storage has none. */
const FARGATE = /^Fargate-(ARM-)?(vCPU-Hours:perCPU|GB-Hours)$/;
const INSTANCES = /^BoxUsage:/;

/** Usage on Spot, with the usage types that AWS bills then. */
export function onSpot(usage: readonly Usage[]): Usage[] {
  return usage.map((row) => ({ ...row, usageType: spotUsageType(row.usageType) }));
}

/** Whether usage is billed at a Spot rate. */
export function isSpotUsage(usageType: string): boolean {
  return usageType.startsWith('SpotUsage');
}

/** The On-Demand usage type of Spot usage, under which tables hold its rate. */
export function onDemandUsageType(usageType: string): string {
  return usageType.replace(/^SpotUsage:/, 'BoxUsage:').replace(/^SpotUsage-/, '');
}

function spotUsageType(usageType: string): string {
  if (FARGATE.test(usageType)) return `SpotUsage-${usageType}`;
  return INSTANCES.test(usageType) ? usageType.replace(INSTANCES, 'SpotUsage:') : usageType;
}
