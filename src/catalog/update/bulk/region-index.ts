import { unexpectedAnswer } from '../answer-problem.ts';
import type { ListRun } from '../list-run.ts';
import { smallJson } from './small-json.ts';

/** Where the current version of a list is for a Region. */
export type VersionOfRegion =
  /** The index names it: path of the JSON file and number of the version. */
  | { readonly kind: 'named'; readonly path: string; readonly version: string }
  /** There is no index; the path that always leads to the current version may do. */
  | { readonly kind: 'unnamed' }
  /** The index does not list the Region. */
  | { readonly kind: 'absent' };

interface Entry {
  readonly regionCode?: string;
  readonly currentVersionUrl?: string;
  readonly versionUrl?: string;
}

/**
 * The current version of an offer (`/offers/v1.0/aws/AmazonEC2`) or of a Savings Plans list in a Region, from its index. The
 * index of offers holds the Regions as an object, the one of Savings Plans as an array.
 */
export async function versionOfRegion(run: ListRun, base: string, region: string): Promise<VersionOfRegion> {
  const what = `index of ${base.split('/').at(-1)}`;
  const index = await smallJson(run, what, `${run.endpoints.priceList}${base}/current/region_index.json`);
  if (index === undefined) return { kind: 'unnamed' };
  const regions = (index as { readonly regions?: unknown } | null)?.regions;
  if (typeof regions !== 'object' || regions === null) throw unexpectedAnswer(what, 'it lists no Regions: AWS has changed its layout');
  const entry = (Object.values(regions) as readonly Entry[]).find(({ regionCode }) => regionCode === region);
  if (entry === undefined) return { kind: 'absent' };
  const path = entry.currentVersionUrl ?? entry.versionUrl;
  if (path === undefined || !path.startsWith('/'))
    throw unexpectedAnswer(what, `it has no address for ${region}: AWS has changed its layout`);
  return { kind: 'named', path, version: /\/(\d{8,})\//.exec(path)?.[1] ?? '' };
}
