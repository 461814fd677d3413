const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d];
const [TAB, NEWLINE, CARRIAGE_RETURN, BLANK] = [0x09, 0x0a, 0x0d, 0x20];

/** Where a value stands: the keys on the way to it; `*` in a pattern stands for any key and for any place in an array. */
export type JsonPath = readonly string[];

/** Reads JSON as it comes in. It holds no more than the value that is being read. */
export interface JsonScanner {
  readonly push: (bytes: Uint8Array) => void;
  /** Says that no more bytes come. False when the document is not complete. */
  readonly end: () => boolean;
}

interface Container {
  readonly isArray: boolean;
  /** Key of the member that is being read; `*` in an array. */
  key: string;
  /** Whether a key comes next (in an object, after `{` or `,`). */
  awaitsKey: boolean;
}

interface Scan {
  readonly patterns: readonly JsonPath[];
  readonly read: (path: JsonPath, value: unknown) => void;
  readonly stack: Container[];
  chunk: Buffer;
  /** Bytes of the value or key that is being kept, from chunks that are gone; absent while nothing is kept. */
  kept: Buffer[] | undefined;
  /** Where in this chunk the kept text goes on. */
  keptFrom: number;
  /** Depth of the stack at which the kept text ends. */
  keptDepth: number;
  inside: 'string' | 'escape' | 'scalar' | undefined;
  isKey: boolean;
  isDone: boolean;
}

/**
 * A scanner of JSON documents of any size that hands out the values at a few places, each parsed, and passes over all
 * others. A syntax error outside those values is noticed only where it breaks the nesting. Throws `SyntaxError`.
 */
export function createJsonScanner(patterns: readonly JsonPath[], read: (path: JsonPath, value: unknown) => void): JsonScanner {
  const scan: Scan = {
    patterns,
    read,
    stack: [],
    chunk: Buffer.alloc(0),
    kept: undefined,
    keptFrom: 0,
    keptDepth: 0,
    inside: undefined,
    isKey: false,
    isDone: false,
  };
  return {
    push: (bytes) => {
      scan.chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      scan.keptFrom = 0;
      scanChunk(scan);
      // A copy, so that the chunk can be freed.
      scan.kept?.push(Buffer.from(scan.chunk.subarray(scan.keptFrom)));
    },
    end: () => scan.isDone && scan.stack.length === 0,
  };
}

function scanChunk(scan: Scan): void {
  const { chunk } = scan;
  for (let at = 0; at < chunk.length; at += 1) {
    const byte = chunk[at] as number;
    if (scan.inside === 'string') {
      if (byte === QUOTE) endString(scan, at + 1);
      else if (byte === BACKSLASH) scan.inside = 'escape';
    } else if (scan.inside === 'escape') scan.inside = 'string';
    else readStructure(scan, byte, at);
  }
}

function readStructure(scan: Scan, byte: number, at: number): void {
  if (scan.inside === 'scalar' && endsScalar(byte)) {
    scan.inside = undefined;
    endValue(scan, at);
  }
  if (byte === QUOTE) startString(scan, at);
  else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) openContainer(scan, at, byte === OPEN_ARRAY);
  else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) closeContainer(scan, at);
  else if (byte === COMMA) awaitNext(scan.stack.at(-1));
  else if (byte !== COLON && !isBlank(byte) && scan.inside !== 'scalar') {
    startValue(scan, at);
    scan.inside = 'scalar';
  }
}

function startString(scan: Scan, at: number): void {
  scan.inside = 'string';
  scan.isKey = scan.stack.at(-1)?.awaitsKey === true;
  if (!scan.isKey) startValue(scan, at);
  // A key inside a kept value is part of its text.
  else if (scan.kept === undefined) startKeeping(scan, at);
}

function endString(scan: Scan, end: number): void {
  scan.inside = undefined;
  if (!scan.isKey) {
    endValue(scan, end);
    return;
  }
  const container = scan.stack.at(-1);
  if (container === undefined) return;
  container.awaitsKey = false;
  container.key = scan.keptDepth === scan.stack.length ? String(takeKept(scan, end)) : '';
}

function openContainer(scan: Scan, at: number, isArray: boolean): void {
  startValue(scan, at);
  scan.stack.push({ isArray, key: isArray ? '*' : '', awaitsKey: !isArray });
}

function closeContainer(scan: Scan, at: number): void {
  if (scan.stack.pop() === undefined) throw new SyntaxError('a bracket closes that was never opened');
  endValue(scan, at + 1);
}

function awaitNext(container: Container | undefined): void {
  if (container !== undefined) container.awaitsKey = !container.isArray;
}

/** A value starts: keep it if it is wanted, and not part of a value that is kept already. */
function startValue(scan: Scan, at: number): void {
  if (scan.isDone) throw new SyntaxError('something follows the end of the document');
  if (scan.kept === undefined && isWanted(scan)) startKeeping(scan, at);
}

function endValue(scan: Scan, end: number): void {
  if (scan.kept !== undefined && scan.keptDepth === scan.stack.length) {
    const path = scan.stack.map(({ key }) => key);
    scan.read(path, takeKept(scan, end));
  }
  if (scan.stack.length === 0) scan.isDone = true;
}

function isWanted({ patterns, stack }: Scan): boolean {
  return patterns.some(
    (pattern) => pattern.length === stack.length && pattern.every((part, at) => part === '*' || part === stack[at]?.key),
  );
}

function startKeeping(scan: Scan, at: number): void {
  scan.kept = [];
  scan.keptFrom = at;
  scan.keptDepth = scan.stack.length;
}

function takeKept(scan: Scan, end: number): unknown {
  const text = Buffer.concat([...(scan.kept ?? []), scan.chunk.subarray(scan.keptFrom, end)]).toString('utf8');
  scan.kept = undefined;
  return JSON.parse(text);
}

function endsScalar(byte: number): boolean {
  return byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY || isBlank(byte);
}

function isBlank(byte: number): boolean {
  return byte === BLANK || byte === NEWLINE || byte === CARRIAGE_RETURN || byte === TAB;
}
