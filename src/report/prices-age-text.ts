import type { OldTable } from '../catalog/cache/table-age.ts';

/** The warning about tables that are older than 90 days, in one line; nothing when there are none. */
export function pricesAgeText(tables: readonly OldTable[], regions: readonly string[]): string | undefined {
  if (tables.length === 0) return undefined;
  const named = tables.map(({ table, asOf, ageDays }) => `${table} of ${asOf} (${ageDays} days)`).join(', ');
  const call = ['ecs-cost prices update', ...regions.map((region) => `--region ${region}`)].join(' ');
  return `warning: these prices are older than 90 days: ${named}; \`${call}\` fetches today's`;
}
