import type { Endpoints } from './endpoints.ts';
import type { ListOrigin, PriceListExtract } from './kept-lists.ts';
import type { PricedRegion } from './region-of-usage.ts';
import type { Downloads } from './transfer/download.ts';

/** What the reading of lists shares in one run. */
export interface ListRun {
  /** The cache. */
  readonly root: string;
  readonly downloads: Downloads;
  readonly endpoints: Endpoints;
  /** `YYYY-MM-DD`, in Universal Time. */
  readonly today: string;
  /** Files that several Regions need, by address: each is downloaded once a run. */
  readonly shared: Map<string, Promise<unknown>>;
  readonly onBytes: (what: string, bytes: number, totalBytes: number | undefined) => void;
}

/** A list to read: a part of what AWS publishes, for one Region. */
export interface WantedList {
  readonly part: string;
  readonly region: PricedRegion;
  /** Where the list came from that was read last, and kept. */
  readonly kept: ListOrigin | undefined;
}

/** How reading a list ended. */
export type ObtainedList =
  | { readonly kind: 'read'; readonly list: PriceListExtract }
  /** AWS has no newer one than the one that was kept. */
  | { readonly kind: 'unchanged' }
  /** AWS publishes none for the Region. */
  | { readonly kind: 'absent'; readonly why: string };
