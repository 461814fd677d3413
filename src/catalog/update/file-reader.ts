/** Version and date of a file of AWS's price list, as the file states them. */
export interface ListVersion {
  /** AWS's number of the version, as `20260911214503`; empty when the file states none. */
  readonly version: string;
  /** When AWS published it, `YYYY-MM-DD`; empty when the file does not say. */
  readonly publishedOn: string;
}

/** Reads a file as its bytes come in and keeps what is wanted of it. */
export interface FileReader<T> {
  readonly push: (bytes: Uint8Array) => void;
  /** Says that the file is complete; gives what was read. Throws `NETWORK` when it is not what it should be. */
  readonly finish: () => T;
}
