import { join } from 'node:path';
import { EcsCostError } from '../../units/errors.ts';
import { CACHE_FORMAT, type Environment, FORMAT_FOLDER, pricesCacheDirectory, regionFolder } from './cache-directory.ts';
import { cachedVersions, dayOfVersion, namesIn } from './cached-versions.ts';
import { newestBundledDate } from './newest-date-of-tables.ts';

/** Whose tables to use. */
export interface PricesRequest {
  readonly env: Environment;
  /** Region code, as `ap-northeast-2`. */
  readonly region: string;
  /** A directory of tables or a cache, in place of the user's cache. */
  readonly prices?: string;
  /** `YYYY-MM-DD`: the newest tables that were there on that day. */
  readonly asOf?: string;
}

/**
 * The tables to use for a Region.
 *
 * - `bundled`: the ones that came with the program; pass no `dir` to `loadCatalog`.
 * - `refreshed`: a version of the cache.
 * - `directory`: a directory of tables in the layout of the package's `data/`.
 */
export type PricesDirectory =
  | { readonly kind: 'bundled' }
  | { readonly kind: 'refreshed'; readonly dir: string; readonly version: string; readonly refreshedOn: string }
  | { readonly kind: 'directory'; readonly dir: string };

/**
 * Finds the tables of a Region: the newest version in the cache (or the newest not after `asOf`), else the bundled ones. Where
 * there is no cache, this costs two looks into the file system.
 *
 * A program that was updated after the cache brings newer tables than the cache has; then those are used.
 *
 * Throws `PRICES_INVALID` when the cache has another format, `PRICES_MISSING` when nothing is as old as `asOf` asks, and
 * `USAGE_INVALID` when `asOf` is no date.
 */
export function resolvePricesDirectory(request: PricesRequest): PricesDirectory {
  const { env, region, prices, asOf } = request;
  if (asOf !== undefined) checkDate(asOf);
  const root = prices ?? pricesCacheDirectory(env);
  const versions = cachedVersions(root, region);
  if (versions.length === 0) return withoutVersions(request, root);
  if (asOf !== undefined) return asOfDate(request, root, versions, asOf);
  const newest = versions.at(-1) as string;
  const bundledOn = prices === undefined ? newestBundledDate(region) : undefined;
  return bundledOn !== undefined && bundledOn > dayOfVersion(newest) ? { kind: 'bundled' } : refreshed(root, region, newest);
}

/** Whether the cache holds any version of any Region; for messages. */
export function refreshedRegions(root: string): string[] {
  return namesIn(join(root, CACHE_FORMAT)).filter((region) => cachedVersions(root, region).length > 0);
}

function refreshed(root: string, region: string, version: string): PricesDirectory {
  return { kind: 'refreshed', dir: join(regionFolder(root, region), version), version, refreshedOn: dayOfVersion(version) };
}

function withoutVersions({ region, prices, asOf }: PricesRequest, root: string): PricesDirectory {
  const names = namesIn(root);
  const isPlain = namesIn(join(root, 'prices')).includes(`${region}.json`);
  if (isPlain) {
    if (asOf === undefined) return { kind: 'directory', dir: root };
    throw usage(`${root} holds one version of each table, so there is none to choose by date`, 'leave out --prices-as-of');
  }
  refuseOtherFormats(root, names, region);
  if (prices !== undefined && !names.includes(CACHE_FORMAT)) return { kind: 'directory', dir: prices };
  if (asOf === undefined) return { kind: 'bundled' };
  return bundledAsOf(region, asOf, []);
}

function asOfDate({ region, prices }: PricesRequest, root: string, versions: readonly string[], asOf: string): PricesDirectory {
  const chosen = versions.findLast((version) => dayOfVersion(version) <= asOf);
  if (chosen !== undefined) return refreshed(root, region, chosen);
  return prices === undefined ? bundledAsOf(region, asOf, versions) : nothingSoOld(region, asOf, versions);
}

/** The bundled tables are a version of the day of the newest of them. */
function bundledAsOf(region: string, asOf: string, versions: readonly string[]): PricesDirectory {
  const bundledOn = newestBundledDate(region);
  return bundledOn === undefined || bundledOn <= asOf ? { kind: 'bundled' } : nothingSoOld(region, asOf, versions, bundledOn);
}

function nothingSoOld(region: string, asOf: string, versions: readonly string[], bundledOn?: string): never {
  const days = [...(bundledOn === undefined ? [] : [`bundled ${bundledOn}`]), ...versions.map(dayOfVersion)];
  throw new EcsCostError('PRICES_MISSING', [
    { path: '--prices-as-of', problem: `there are no tables of ${region} from ${asOf} or before`, hint: `there are: ${days.join(', ')}` },
  ]);
}

/** Tables of the Region in another format are neither read nor passed over without a word. */
function refuseOtherFormats(root: string, names: readonly string[], region: string): void {
  const others = names.filter((name) => FORMAT_FOLDER.test(name) && name !== CACHE_FORMAT && namesIn(join(root, name)).includes(region));
  if (others.length === 0) return;
  throw new EcsCostError('PRICES_INVALID', [
    {
      file: root,
      path: '',
      problem: `holds the tables of ${region} in the format ${others.join(', ')}; this program reads ${CACHE_FORMAT}`,
      hint: `run \`ecs-cost prices update --region ${region}\` to fetch them anew beside the others, or use the ecs-cost that wrote them`,
    },
  ]);
}

function checkDate(asOf: string): void {
  if (/^\d{4}-\d{2}-\d{2}$/.test(asOf) && !Number.isNaN(Date.parse(asOf))) return;
  throw usage(`"${asOf}" is no date`, 'write it as 2026-11-22');
}

function usage(problem: string, hint: string): EcsCostError {
  return new EcsCostError('USAGE_INVALID', [{ path: '--prices-as-of', problem, hint }]);
}
