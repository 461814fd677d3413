import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { regionFolder } from '../cache/cache-directory.ts';
import type { InstanceType } from '../catalog.ts';
import { readIfThere } from '../read-table.ts';
import type { ListedRate, RateHead } from './listed-rate.ts';
import type { OfferCsvPosition } from './offer-csv.ts';
import type { UpfrontPayment } from './select-rates.ts';
import type { AdvisorTable } from './spot-advisor-feed.ts';
import { writeLines } from './write-json.ts';

/** Where a list came from. */
export interface ListOrigin {
  readonly source: 'bulk' | 'api';
  /** The file's address, or the name of the API. */
  readonly address: string;
  /** What was read, in words of AWS: `offer AmazonEC2`. */
  readonly words: string;
  readonly version: string;
  readonly publishedOn: string;
  /** `YYYY-MM-DD`: when it was read. */
  readonly readOn: string;
  readonly etag?: string;
}

/** What one list of AWS says about a Region: all rates that are wanted, those of the future included. */
export interface PriceListExtract {
  readonly origin: ListOrigin;
  readonly rates: readonly ListedRate[];
  readonly advisor?: readonly AdvisorTable[];
  readonly instanceTypes?: readonly InstanceType[];
}

/** A list that was read in part before the run was cut off. */
export interface PartialExtract {
  readonly address: string;
  readonly etag: string;
  readonly position: OfferCsvPosition;
  readonly rates: readonly ListedRate[];
  /** Hourly rates of reservations whose payments have not been read yet, and payments without their hourly rates. */
  readonly halves: readonly ListedRate[];
  readonly payments: readonly UpfrontPayment[];
}

/** Changes whenever the same list would be read differently: what older programs kept is then not used. */
const READER_VERSION = 1;

type PackedRate = readonly [
  head: number,
  key: string,
  usd: string,
  sku: string,
  effectiveOn: string,
  from?: string | null,
  to?: string | null,
];

type PackedPayment = readonly [head: number, key: string, upfrontUsd: string, sku: string, effectiveOn: string];

interface Packed {
  /** Each head once; rates and payments name it by its place. */
  readonly heads: readonly RateHead[];
  readonly rates: readonly PackedRate[];
}

interface PackedPartial extends Packed, Omit<PartialExtract, 'rates' | 'halves' | 'payments'> {
  readonly readerVersion: number;
  readonly halves: readonly PackedRate[];
  readonly payments: readonly PackedPayment[];
}

/** Where the list that was read last came from, without reading its rates. */
export function readKeptOrigin(root: string, region: string, part: string): ListOrigin | undefined {
  const [head = ''] = (textIfReadable(listFile(root, region, part)) ?? '').split('\n', 1);
  const kept = parsed(head) as { readonly readerVersion?: number; readonly origin?: ListOrigin } | undefined;
  return kept?.readerVersion === READER_VERSION ? kept.origin : undefined;
}

/** The list that was read last, so that an unchanged list is not downloaded again and a held one needs no second download. */
export function readKeptList(root: string, region: string, part: string): PriceListExtract | undefined {
  const origin = readKeptOrigin(root, region, part);
  const [, body = ''] = (textIfReadable(listFile(root, region, part)) ?? '').split('\n');
  const kept = parsed(body) as (Packed & Omit<PriceListExtract, 'rates' | 'origin'>) | undefined;
  if (origin === undefined || kept === undefined) return undefined;
  const { heads, rates, ...rest } = kept;
  return { ...rest, origin, rates: unpacked(heads, rates) };
}

/** Keeps a list for the next run: where it came from in one line, what it says in the other. */
export function keepList(root: string, region: string, part: string, { origin, rates, ...rest }: PriceListExtract): void {
  const heads: RateHead[] = [];
  const placeOf = placesIn(heads);
  const packedRates = rates.map((rate) => packed(rate, placeOf));
  writeLines(listFile(root, region, part), [
    { readerVersion: READER_VERSION, origin },
    { heads, rates: packedRates, ...rest },
  ]);
}

/** What was read of a list before a run was cut off. */
export function readPartialList(root: string, region: string, part: string): PartialExtract | undefined {
  const kept = parsed(textIfReadable(partialFile(root, region, part)) ?? '') as PackedPartial | undefined;
  if (kept?.readerVersion !== READER_VERSION) return undefined;
  const { readerVersion: _, heads, rates, halves, payments, ...rest } = kept;
  const unpackedPayments = payments.map(([place, key, upfrontUsd, sku, effectiveOn]) => ({
    head: heads[place] as RateHead,
    key,
    upfrontUsd,
    sku,
    effectiveOn,
  }));
  return { ...rest, rates: unpacked(heads, rates), halves: unpacked(heads, halves), payments: unpackedPayments };
}

/** Keeps what has been read of a list so far. */
export function keepPartialList(root: string, region: string, part: string, { rates, halves, payments, ...rest }: PartialExtract): void {
  const heads: RateHead[] = [];
  const placeOf = placesIn(heads);
  const pack = (rate: ListedRate): PackedRate => packed(rate, placeOf);
  const partial = {
    readerVersion: READER_VERSION,
    ...rest,
    rates: rates.map(pack),
    halves: halves.map(pack),
    payments: payments.map(
      ({ head, key, upfrontUsd, sku, effectiveOn }): PackedPayment => [placeOf(head), key, upfrontUsd, sku, effectiveOn],
    ),
    heads,
  };
  writeLines(partialFile(root, region, part), [partial]);
}

/** Forgets what was read of a list in part. */
export function dropPartialList(root: string, region: string, part: string): void {
  rmSync(partialFile(root, region, part), { force: true });
}

function listFile(root: string, region: string, part: string): string {
  return join(regionFolder(root, region), 'lists', `${part}.json`);
}

function partialFile(root: string, region: string, part: string): string {
  return join(regionFolder(root, region), 'lists', `${part}.partial.json`);
}

/** A kept list is a convenience: one that cannot be read is read from AWS again. */
function textIfReadable(file: string): string | undefined {
  try {
    return readIfThere(file);
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function packed({ head, key, usd, sku, effectiveOn, from, to }: ListedRate, placeOf: (head: RateHead) => number): PackedRate {
  const place = placeOf(head);
  return from === undefined ? [place, key, usd, sku, effectiveOn] : [place, key, usd, sku, effectiveOn, from, to ?? null];
}

/** Finds the place of a head in a list, and adds it where it is not there yet. */
function placesIn(heads: RateHead[]): (head: RateHead) => number {
  const places = new Map<RateHead, number>();
  return (head) => {
    const place = places.get(head) ?? heads.push(head) - 1;
    places.set(head, place);
    return place;
  };
}

function unpacked(heads: readonly RateHead[], rates: readonly PackedRate[]): ListedRate[] {
  return rates.map(([place, key, usd, sku, effectiveOn, from, to]) => ({
    head: heads[place] as RateHead,
    key,
    usd,
    sku,
    effectiveOn,
    ...(from === undefined || from === null ? {} : { from }),
    ...(to === undefined || to === null ? {} : { to }),
  }));
}
