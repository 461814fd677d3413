import type { FileReader, ListVersion } from '../file-reader.ts';
import { dropPartialList, keepPartialList, type PartialExtract, type PriceListExtract, readPartialList } from '../kept-lists.ts';
import type { ListRun, ObtainedList, WantedList } from '../list-run.ts';
import { type OfferCsvReader, type OfferReading, readOfferCsv } from '../offer-csv.ts';
import { readOfferJson } from '../offer-json.ts';
import { collectRates, type RateCollection } from '../rate-collection.ts';
import { checkEssentials, type OfferSelection } from '../select-rates.ts';
import { type DownloadRequest, download } from '../transfer/download.ts';
import { versionOfRegion } from './region-index.ts';

interface NamedFile {
  readonly url: string;
  /** The version that the index named; empty when it named none. */
  readonly version: string;
}

/**
 * Reads an offer's list of a Region, in CSV, which is the shorter one, or in JSON where there is no CSV. A version that was
 * read before is not read again.
 */
export async function obtainOffer(run: ListRun, wanted: WantedList, selection: OfferSelection): Promise<ObtainedList> {
  const { region, kept, part } = wanted;
  const base = `/offers/v1.0/aws/${selection.offer}`;
  const current = await versionOfRegion(run, base, region.code);
  if (current.kind === 'absent') return { kind: 'absent', why: `AWS publishes no ${part} list for ${region.code}` };
  if (current.kind === 'named' && current.version !== '' && kept?.source === 'bulk' && kept.version === current.version) {
    return { kind: 'unchanged' };
  }
  const paths = [...(current.kind === 'named' ? [current.path] : []), `${base}/current/${region.code}/index.json`];
  const version = current.kind === 'named' ? current.version : '';
  for (const path of paths.flatMap((json) => [json.replace(/\.json$/, '.csv'), json])) {
    const list = await readFile(run, wanted, selection, { url: `${run.endpoints.priceList}${path}`, version });
    if (list !== undefined) return list;
  }
  return { kind: 'absent', why: `AWS has no ${part} list for ${region.code} at ${run.endpoints.priceList}${paths[0]}` };
}

/** The list in a file; nothing when the file is not there. */
async function readFile(run: ListRun, wanted: WantedList, selection: OfferSelection, file: NamedFile): Promise<ObtainedList | undefined> {
  const { url } = file;
  const { part, region, kept } = wanted;
  const what = `${part} of ${region.code}`;
  const picked = collectRates();
  const reading: OfferReading = {
    offer: selection.offer,
    what,
    required: selection.required,
    filters: selection.filters,
    onRow: (row) => picked.add(selection.select(row, { what, region })),
  };
  const isCsv = url.endsWith('.csv');
  const request: DownloadRequest<ListVersion> = {
    url,
    what,
    open: () => {
      picked.clear();
      return isCsv ? readOfferCsv(reading) : readOfferJson(reading);
    },
    ...(kept?.etag === undefined || kept.address !== url ? {} : { knownETag: kept.etag }),
    onProgress: ({ bytes, totalBytes }) => run.onBytes(what, bytes, totalBytes),
    ...(isCsv ? resumption(run, wanted, reading, picked, url) : {}),
  };
  const result = await download(run.downloads, request);
  if (result.kind === 'missing') return undefined;
  if (result.kind === 'unchanged') return { kind: 'unchanged' };
  dropPartialList(run.root, region.code, part);
  const { rates } = picked;
  checkEssentials(what, selection, rates);
  const { etag, value } = result;
  const words = `AWS Price List, offer ${selection.offer}`;
  const origin = {
    source: 'bulk',
    address: url,
    words,
    ...value,
    version: file.version || value.version,
    readOn: run.today,
    ...(etag === undefined ? {} : { etag }),
  } as const;
  return { kind: 'read', list: { origin, rates } satisfies PriceListExtract };
}

/** How a download goes on where an earlier run was cut off, and how it leaves behind where a later one could go on. */
function resumption(
  run: ListRun,
  { part, region }: WantedList,
  reading: OfferReading,
  picked: RateCollection,
  url: string,
): Pick<DownloadRequest<ListVersion>, 'resume' | 'onCheckpoint'> {
  const onCheckpoint = (etag: string, reader: FileReader<ListVersion>): void => {
    const position = (reader as OfferCsvReader).position();
    if (position !== undefined) keepPartialList(run.root, region.code, part, { address: url, etag, position, ...soFar(picked) });
  };
  const partial = readPartialList(run.root, region.code, part);
  if (partial?.address !== url) return { onCheckpoint };
  for (const half of [...partial.rates, ...partial.halves, ...partial.payments]) picked.add(half);
  const reader = readOfferCsv(reading, partial.position);
  return { onCheckpoint, resume: { etag: partial.etag, offset: partial.position.consumedBytes, reader } };
}

function soFar(picked: RateCollection): Pick<PartialExtract, 'rates' | 'halves' | 'payments'> {
  const { rates: halves, payments } = picked.halves();
  return { rates: picked.rates, halves, payments };
}
