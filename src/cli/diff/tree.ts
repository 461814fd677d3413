/** A set of files by name: a directory, or a revision in git. */
export interface Tree {
  /** As the caller named it. */
  readonly label: string;
  /** Names of its files, with forward slashes, as seen from the folder that paths of the call are relative to. */
  readonly names: () => readonly string[];
  /** Bytes of a file, without reading it. */
  readonly sizeOf: (name: string) => number;
  /** The content of a file; where this throws, the error says why in words. */
  readonly read: (name: string) => Uint8Array;
  /** Says which files will be read, for trees that read many at once faster than one by one. */
  readonly prepare: (names: readonly string[]) => void;
}

/** A file of one side, and how the files that it names are read. */
export interface SourceFile {
  /** For messages. */
  readonly file: string;
  readonly read: () => Uint8Array;
  /** The content of a file that this one names. */
  readonly readBeside: (wanted: string) => Uint8Array;
}
