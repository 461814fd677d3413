/** What is needed of a Region to read its price list. */
export interface PricedRegion {
  readonly code: string;
  /** The prefix of usage types in its bills (`APN2`), where known. */
  readonly usageTypePrefix?: string;
}

/** Prefixes that AWS writes beside the usual one. */
const OTHER_PREFIXES: Readonly<Record<string, readonly string[]>> = { 'eu-west-1': ['EUW1'] };

/** What Region prefixes look like, for Regions that are newer than this program. */
const ANY_PREFIX = /^(?:EU|[A-Z]{2,4}\d)-/;

/**
 * The usage type without the Region's prefix: `USE1-Fargate-GB-Hours` of AmazonECS and `BoxUsage:m5.large` of AmazonEC2 in
 * us-east-1 (where most offers write no prefix) stand beside `APN2-BoxUsage:m5.large` of Seoul.
 */
export function withoutRegionPrefix(usageType: string, { code, usageTypePrefix }: PricedRegion): string {
  if (usageTypePrefix === undefined) return usageType.replace(ANY_PREFIX, '');
  for (const prefix of [usageTypePrefix, ...(OTHER_PREFIXES[code] ?? [])]) {
    if (usageType.startsWith(`${prefix}-`)) return usageType.slice(prefix.length + 1);
  }
  return usageType;
}
