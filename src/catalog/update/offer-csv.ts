import { unexpectedAnswer } from './answer-problem.ts';
import { createCsvScanner, type RowPlan } from './csv-scanner.ts';
import type { FileReader, ListVersion } from './file-reader.ts';
import { csvColumnOf, isOfProduct, OFFER_FIELD_NAMES, type OfferField, type OfferRow, offerRow } from './offer-row.ts';
import { dayOf } from './plain-values.ts';

/** What to read of an offer. */
export interface OfferReading {
  /** AWS's code of the offer, as `AmazonEC2`. */
  readonly offer: string;
  /** What is being read, for messages: `AmazonEC2 of eu-west-1`. */
  readonly what: string;
  /** Fields that this offer must have beside those that every offer has. */
  readonly required?: readonly OfferField[];
  /** Values that a row must have to be of interest; an offer without the field is not filtered by it. */
  readonly filters?: Readonly<Partial<Record<OfferField, readonly string[]>>>;
  /** Gets each row of interest; the object is the same for all rows, so what is kept of it must be copied. */
  readonly onRow: (row: OfferRow) => void;
}

/** Where the reading of a file stands, enough to go on from there in another run. */
export interface OfferCsvPosition {
  readonly metadata: Readonly<Record<string, string>>;
  readonly header: readonly string[];
  readonly rowCount: number;
  /** Bytes of the file up to the end of the last complete row. */
  readonly consumedBytes: number;
}

/** A reader that can tell where it stands; nothing before the header has been read. */
export interface OfferCsvReader extends FileReader<ListVersion> {
  readonly position: () => OfferCsvPosition | undefined;
}

/** AWS writes this before the header and the rows; a new format would need a new reader. */
const FORMAT_VERSION = 'v1.0';

/** Rows of AmazonEC2 have less than a kilobyte. */
export const ROW_BYTES_MAX: number = 1024 * 1024;

/** Reads the CSV file of an offer: a few lines of metadata, a header, and a row for each price. */
export function readOfferCsv(reading: OfferReading, from?: OfferCsvPosition): OfferCsvReader {
  const metadata: Record<string, string> = { ...from?.metadata };
  let header = from?.header;
  const scanner = createCsvScanner(
    (cells) => {
      if (cells[0] !== csvColumnOf('sku').name) {
        if (cells.length >= 2) metadata[cells[0] ?? ''] = cells[1] ?? '';
        return undefined;
      }
      checkMetadata(reading, metadata);
      header = cells;
      return planOf(reading, cells);
    },
    from && { plan: planOf(reading, from.header), rowCount: from.rowCount, consumedBytes: from.consumedBytes },
  );
  return {
    push: (bytes) => {
      scanner.push(bytes);
      if (scanner.restBytes() > ROW_BYTES_MAX) throw unexpectedAnswer(reading.what, 'the file has a row without an end');
    },
    position: () => header && { metadata, header, rowCount: scanner.rowCount(), consumedBytes: scanner.consumedBytes() },
    finish: () => {
      const isWhole = scanner.end();
      if (header === undefined) throw unexpectedAnswer(reading.what, 'AWS sent no price list in CSV (it has no header)');
      if (!isWhole) throw unexpectedAnswer(reading.what, 'the file ends in the middle of a row');
      return { version: metadata['Version'] ?? '', publishedOn: dayOf(metadata['Publication Date'] ?? '') ?? '' };
    },
  };
}

function checkMetadata({ what, offer }: OfferReading, metadata: Readonly<Record<string, string>>): void {
  const format = metadata['FormatVersion'];
  if (format !== undefined && format !== FORMAT_VERSION)
    throw unexpectedAnswer(what, `the file has the format ${format}; this program reads ${FORMAT_VERSION}`);
  const code = metadata['OfferCode'];
  if (code !== undefined && code !== offer) throw unexpectedAnswer(what, `AWS sent the offer ${code}`);
}

function planOf({ what, required = [], filters = {}, onRow }: OfferReading, header: readonly string[]): RowPlan {
  const columns = new Map<OfferField, number>();
  const missing: string[] = [];
  for (const field of OFFER_FIELD_NAMES) {
    const { name, optional } = csvColumnOf(field);
    const column = header.indexOf(name);
    if (column >= 0) columns.set(field, column);
    else if (!optional || required.includes(field)) missing.push(`"${name}"`);
  }
  if (missing.length > 0)
    throw unexpectedAnswer(what, `the file has no column ${missing.join(', ')}: AWS has changed the layout of its price list`);
  const fields = [...columns.keys()];
  const row: Record<OfferField, string> = { ...offerRow({}) };
  return {
    columns: [...columns.values()],
    filters: fields.flatMap((field) => {
      const [column, values] = [columns.get(field), filters[field]];
      return column === undefined || values === undefined ? [] : [{ column, values, isOfFirstColumn: isOfProduct(field) }];
    }),
    read: (values) => {
      for (let index = 0; index < fields.length; index += 1) row[fields[index] as OfferField] = values[index] ?? '';
      onRow(row);
    },
    readShort: (rowNumber) => {
      throw unexpectedAnswer(what, `row ${rowNumber} ends before its last column`);
    },
  };
}
