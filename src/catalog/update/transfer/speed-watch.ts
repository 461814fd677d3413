/** Watches that a download brings something. */
export interface SpeedWatch {
  readonly add: (bytes: number) => void;
  readonly stop: () => void;
}

/** Calls `onSlow` once when less than `slowBytes` came in a stretch of `slowMs`. */
export function watchSpeed({ slowMs, slowBytes }: { readonly slowMs: number; readonly slowBytes: number }, onSlow: () => void): SpeedWatch {
  let bytesInStretch = 0;
  const timer = setInterval(() => {
    if (bytesInStretch < slowBytes) {
      clearInterval(timer);
      onSlow();
    }
    bytesInStretch = 0;
  }, slowMs);
  return {
    add: (bytes) => {
      bytesInStretch += bytes;
    },
    stop: () => clearInterval(timer),
  };
}
