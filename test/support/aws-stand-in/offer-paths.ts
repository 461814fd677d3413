import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StandIn } from './stand-in.ts';

/** The text of a fixture. */
export function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
}

/** Serves an offer as AWS does: an index of Regions that names a version, and the version's CSV file. Gives the file's path. */
export function serveOffer(standIn: StandIn, offer: string, region: string, csv: string | Buffer, version = '20261120225308'): string {
  const path = offerPath(offer, region, version);
  serveIndex(standIn, offer, region, version);
  standIn.serve(path, { body: csv, isFile: true });
  return path;
}

/** The path of a version's CSV file. */
export function offerPath(offer: string, region: string, version = '20261120225308'): string {
  return `/offers/v1.0/aws/${offer}/${version}/${region}/index.csv`;
}

/** The path of an offer's index of Regions. */
export function indexPath(offer: string): string {
  return `/offers/v1.0/aws/${offer}/current/region_index.json`;
}

/** Serves the index of an offer that names a version for one Region. */
export function serveIndex(standIn: StandIn, offer: string, region: string, version = '20261120225308'): void {
  const currentVersionUrl = offerPath(offer, region, version).replace(/csv$/, 'json');
  const regions = { [region]: { regionCode: region, currentVersionUrl } };
  standIn.serve(indexPath(offer), { body: JSON.stringify({ formatVersion: 'v1.0', publicationDate: '2026-11-20T22:53:08Z', regions }) });
}
