/** A place in a text, for messages. Lines and columns count from 1; a column counts UTF-16 code units. */
export interface Place {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/** A document as plain data in which every value still knows where it stands. */
export type SourceNode = MappingNode | ListNode | ScalarNode;

/** A mapping with text keys, each once, in the order of the document. */
export interface MappingNode {
  readonly kind: 'mapping';
  readonly place: Place;
  readonly entries: ReadonlyMap<string, MappingEntry>;
}

/** One key of a mapping with its value. */
export interface MappingEntry {
  readonly keyPlace: Place;
  readonly value: SourceNode;
}

/** A list. */
export interface ListNode {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly SourceNode[];
}

/** A single value, as the YAML 1.2 core schema types it. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** The value as it is written, without quotes: `0.10` stays `0.10`, which the number has forgotten. */
  readonly source: string;
}
