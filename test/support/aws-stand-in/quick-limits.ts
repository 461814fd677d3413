import { TRANSFER_LIMITS, type TransferLimits } from '../../../src/catalog/update/transfer/transfer-limits.ts';

/** Limits of a download for tests: the same rules, a thousand times as fast. */
export const QUICK: TransferLimits = {
  ...TRANSFER_LIMITS,
  connectMs: 2000,
  headersMs: 2000,
  silenceMs: 2000,
  slowMs: 200,
  slowBytes: 200,
  overallMs: 15_000,
  retries: 3,
  retryDelayMs: 1,
  retryDelayMaxMs: 4,
  retryAfterMaxMs: 1500,
  progressBytes: 1_000_000,
};
