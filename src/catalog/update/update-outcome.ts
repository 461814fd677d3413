import type { EcsCostError } from '../../units/errors.ts';
import type { Implausible } from './apply/plausibility.ts';

/** How the update of one list ended. */
export type PartOutcome =
  /** The list is in the tables now. */
  | {
      readonly kind: 'refreshed';
      readonly part: string;
      readonly rateCount: number;
      readonly asOf: string;
      readonly notRates: readonly string[];
    }
  /** The tables say the same already. */
  | { readonly kind: 'unchanged'; readonly part: string; readonly rateCount: number }
  /** The list is not taken over before a person has looked at what changed; it is kept for that. */
  | { readonly kind: 'held'; readonly part: string; readonly implausible: readonly Implausible[]; readonly notRates: readonly string[] }
  /** AWS publishes none for the Region. */
  | { readonly kind: 'absent'; readonly part: string; readonly why: string }
  /** It could not be read; the tables are as they were. */
  | { readonly kind: 'failed'; readonly part: string; readonly error: EcsCostError };

/** How the update of a Region ended. */
export interface RegionOutcome {
  readonly region: string;
  readonly parts: readonly PartOutcome[];
  /** The new version of the Region's tables; absent when nothing changed. */
  readonly version?: string;
}

/** How an update ended. */
export interface UpdateOutcome {
  /** The cache. */
  readonly root: string;
  readonly regions: readonly RegionOutcome[];
}

/** What an update has to say while it runs. */
export type UpdateEvent =
  /** What an earlier run left behind, in words. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'progress'; readonly what: string; readonly bytes: number; readonly totalBytes: number | undefined }
  | { readonly kind: 'part'; readonly region: string; readonly outcome: PartOutcome };
