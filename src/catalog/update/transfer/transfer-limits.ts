/** How long a download may take in its parts, and how often it is tried again. */
export interface TransferLimits {
  readonly connectMs: number;
  /** From the request to the first line of the answer. */
  readonly headersMs: number;
  /** Without a single byte. */
  readonly silenceMs: number;
  /** A download that brings less than `slowBytes` in `slowMs` is started again: a drip keeps a connection busy for ever. */
  readonly slowMs: number;
  readonly slowBytes: number;
  /** One download with all its attempts. */
  readonly overallMs: number;
  /** Attempts after the first one that may fail without bringing anything. */
  readonly retries: number;
  readonly retryDelayMs: number;
  readonly retryDelayMaxMs: number;
  /** The longest `Retry-After` that is waited for. */
  readonly retryAfterMaxMs: number;
  /** Bytes that an attempt must bring to count as progress: such attempts do not use up the retries. */
  readonly progressBytes: number;
  /** How often a run leaves behind where a later one could go on. */
  readonly checkpointMs: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** What suits AWS's price list over the public network: its largest file has half a gigabyte. */
export const TRANSFER_LIMITS: TransferLimits = {
  connectMs: 15 * SECOND_MS,
  headersMs: 30 * SECOND_MS,
  silenceMs: 30 * SECOND_MS,
  slowMs: 30 * SECOND_MS,
  slowBytes: 30 * 1024,
  overallMs: 60 * MINUTE_MS,
  retries: 4,
  retryDelayMs: SECOND_MS / 2,
  retryDelayMaxMs: 30 * SECOND_MS,
  retryAfterMaxMs: 2 * MINUTE_MS,
  progressBytes: 1024 * 1024,
  checkpointMs: 5 * SECOND_MS,
};
