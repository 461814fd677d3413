/** How a run ends, for scripts. */
export const EXIT = {
  done: 0,
  /** A budget was exceeded. */
  exceeded: 1,
  /** The input or the call is wrong. */
  wrongInput: 2,
  /** Price data is missing for what was asked. */
  pricesMissing: 3,
  /** A code host refused a comment or did not answer. */
  hostFailed: 4,
  /** A bug of ours. */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
