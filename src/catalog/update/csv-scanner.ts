import { cellOrLast, cellsOf, endOfField, endOfRow, INCOMPLETE, isBlankLine, isOneOf, NEWLINE, startsWith } from './csv-bytes.ts';

/** The place of a column that nobody asked for. */
const UNWANTED = -1;

/** A column whose value must be one of a few for the row to be of interest. */
export interface ColumnFilter {
  readonly column: number;
  readonly values: readonly string[];
  /**
   * Whether the value belongs to what the first column names (a product, by its SKU): rows with the same first column have
   * the same value then, and need not be asked again.
   */
  readonly isOfFirstColumn?: boolean;
}

/** What to do with the rows that follow: which may be passed over, and what to read of the others. */
export interface RowPlan {
  /** Rows that fail one of these are passed over without being read, which is what makes large files fast. */
  readonly filters: readonly ColumnFilter[];
  /** Columns to read, in the order in which `read` gets their values. */
  readonly columns: readonly number[];
  /** Gets the values of a row; the array is the same for all rows, so what is kept of it must be copied. */
  readonly read: (values: readonly string[]) => void;
  /** Called instead of `read` for a row that ends before the last column that was asked for. */
  readonly readShort: (rowNumber: number) => void;
}

/** Reads CSV as it comes in. It holds no more than the row that is not complete yet. */
export interface CsvScanner {
  readonly push: (bytes: Uint8Array) => void;
  /** Says that no more bytes come; reads a last row without a line end. False when the file ends inside a quoted field. */
  readonly end: () => boolean;
  /** Rows seen so far, those passed over included. */
  readonly rowCount: () => number;
  /** Bytes of all complete rows seen so far: where a scanner made later may go on. */
  readonly consumedBytes: () => number;
  /** Bytes of the row that is not complete yet. */
  readonly restBytes: () => number;
}

/** Where a scanner starts when it goes on in the middle of a file. */
export interface CsvScanStart {
  readonly plan: RowPlan;
  readonly rowCount: number;
  readonly consumedBytes: number;
}

interface ByteFilter {
  readonly column: number;
  readonly values: readonly Uint8Array[];
  readonly isOfFirstColumn: boolean;
}

interface BytePlan {
  readonly plan: RowPlan;
  readonly filters: readonly ByteFilter[];
  /** By column of the file, its place among the columns to read. */
  readonly wanted: readonly number[];
  /** The values of the last row that was read: most values stand in row after row, and are then not made again. */
  readonly values: string[];
  /** The first field of the last row that was passed over for what its first column names. */
  passedOver: Uint8Array;
}

/**
 * A scanner of comma-separated values (RFC 4180: quoted fields may hold commas, doubled quotes and line ends) made for
 * files of several hundred megabytes of which a percent is wanted. `readRow` gets the first rows whole, until it answers
 * with a plan for all that follow.
 */
export function createCsvScanner(readRow: (cells: readonly string[]) => RowPlan | undefined, start?: CsvScanStart): CsvScanner {
  let bytePlan = start === undefined ? undefined : bytePlanOf(start.plan);
  let rest: Uint8Array = new Uint8Array(0);
  let [rows, consumed] = [start?.rowCount ?? 0, start?.consumedBytes ?? 0];

  function scan(bytes: Buffer): number {
    let at = 0;
    while (at < bytes.length) {
      const next = bytePlan === undefined ? scanWhole(bytes, at) : scanPlanned(bytes, at, bytePlan, rows + 1);
      if (next === INCOMPLETE) break;
      rows += 1;
      at = next;
    }
    return at;
  }

  function scanWhole(bytes: Buffer, from: number): number {
    const next = endOfRow(bytes, from);
    if (next === INCOMPLETE) return INCOMPLETE;
    const plan = readRow(cellsOf(bytes, from, next));
    if (plan !== undefined) bytePlan = bytePlanOf(plan);
    return next;
  }

  /** Scans what is there, and keeps a copy of the row that is cut off: the chunk it came in can then be freed. */
  function scanKeepingRest(bytes: Buffer): void {
    const scanned = scan(bytes);
    consumed += scanned;
    rest = Uint8Array.prototype.slice.call(bytes, scanned);
  }

  function push(bytes: Uint8Array): void {
    const chunk = asBuffer(bytes);
    const newline = rest.length === 0 ? INCOMPLETE : chunk.indexOf(NEWLINE);
    if (newline === INCOMPLETE) {
      scanKeepingRest(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]));
      return;
    }
    // Only the row that was cut off is put together again; the rest of the chunk is scanned where it lies.
    scanKeepingRest(Buffer.concat([rest, chunk.subarray(0, newline + 1)]));
    const following = chunk.subarray(newline + 1);
    scanKeepingRest(rest.length === 0 ? following : Buffer.concat([rest, following]));
  }

  return {
    push,
    end: () => {
      if (rest.length > 0) push(Uint8Array.of(NEWLINE));
      return rest.length === 0;
    },
    rowCount: () => rows,
    consumedBytes: () => consumed,
    restBytes: () => rest.length,
  };
}

function bytePlanOf(plan: RowPlan): BytePlan {
  const filters = plan.filters
    .map(({ column, values, isOfFirstColumn = false }) => ({
      column,
      values: values.map((value) => new TextEncoder().encode(value)),
      isOfFirstColumn,
    }))
    .sort((a, b) => a.column - b.column);
  const wanted = new Array<number>(Math.max(-1, ...plan.columns) + 1).fill(UNWANTED);
  for (const [place, column] of plan.columns.entries()) wanted[column] = place;
  return { plan, filters, wanted, values: plan.columns.map(() => ''), passedOver: new Uint8Array(0) };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Passes over the row or reads it; gives where the next one starts. */
function scanPlanned(bytes: Buffer, from: number, bytePlan: BytePlan, rowNumber: number): number {
  const { plan, filters, passedOver } = bytePlan;
  if (passedOver.length > 0 && startsWith(bytes, from, passedOver)) return endOfRow(bytes, from + passedOver.length);
  let [at, column, next] = [from, 0, 0];
  while (next < filters.length) {
    const filter = filters[next] as ByteFilter;
    const field = at;
    at = endOfField(bytes, at);
    if (at === INCOMPLETE) return INCOMPLETE;
    if (column === filter.column) {
      if (!isOneOf(bytes, field, at, filter.values)) return passOver(bytes, from, at, bytePlan, filter);
      next += 1;
    }
    if (bytes[at] === NEWLINE && next < filters.length) return endShort(bytes, from, at, plan, rowNumber);
    at += 1;
    column += 1;
  }
  return readPlanned(bytes, from, bytePlan, rowNumber);
}

function passOver(bytes: Buffer, from: number, at: number, bytePlan: BytePlan, { isOfFirstColumn }: ByteFilter): number {
  // With the comma behind it, so that a shorter field does not match.
  if (isOfFirstColumn) bytePlan.passedOver = Uint8Array.prototype.slice.call(bytes, from, endOfField(bytes, from) + 1);
  return endOfRow(bytes, at);
}

function readPlanned(bytes: Buffer, from: number, { plan, wanted, values }: BytePlan, rowNumber: number): number {
  const end = endOfRow(bytes, from);
  if (end === INCOMPLETE) return INCOMPLETE;
  let [at, column, missing] = [from, 0, plan.columns.length];
  while (at < end && missing > 0) {
    const delimiter = endOfField(bytes, at);
    const place = wanted[column] ?? UNWANTED;
    if (place !== UNWANTED) {
      values[place] = cellOrLast(bytes, at, delimiter, values[place] ?? '');
      missing -= 1;
    }
    at = delimiter + 1;
    column += 1;
  }
  if (missing > 0) return endShort(bytes, from, end - 1, plan, rowNumber);
  plan.read(values);
  return end;
}

/** A blank line is no row that is too short. */
function endShort(bytes: Buffer, from: number, newline: number, plan: RowPlan, rowNumber: number): number {
  if (!isBlankLine(bytes, from, newline)) plan.readShort(rowNumber);
  return newline + 1;
}
