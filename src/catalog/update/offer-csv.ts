import { unexpectedAnswer } from './answer-problem.ts';
import { createCsvScanner, type RowPlan } from './csv-scanner.ts';
import type { FileReader, ListVersion } from './file-reader.ts';
import { csvColumnOf, OFFER_FIELD_NAMES, type OfferField, type OfferRow, offerRow } from './offer-row.ts';
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
  readonly onRow: (row: OfferRow) => void;
}

/** AWS writes this before the header and the rows; a new format would need a new reader. */
const FORMAT_VERSION = 'v1.0';

/** Reads the CSV file of an offer: a few lines of metadata, a header, and a row for each price. */
export function readOfferCsv(reading: OfferReading): FileReader<ListVersion> {
  const metadata = new Map<string, string>();
  let hasHeader = false;
  const scanner = createCsvScanner((cells) => {
    if (cells[0] !== csvColumnOf('sku').name) {
      if (cells.length >= 2) metadata.set(cells[0] ?? '', cells[1] ?? '');
      return undefined;
    }
    checkMetadata(reading, metadata);
    hasHeader = true;
    return planOf(reading, cells);
  });
  return {
    push: scanner.push,
    finish: () => {
      const isWhole = scanner.end();
      if (!hasHeader) throw unexpectedAnswer(reading.what, 'AWS sent no price list in CSV (it has no header)');
      if (!isWhole) throw unexpectedAnswer(reading.what, 'the file ends in the middle of a row');
      return { version: metadata.get('Version') ?? '', publishedOn: dayOf(metadata.get('Publication Date') ?? '') ?? '' };
    },
  };
}

function checkMetadata({ what, offer }: OfferReading, metadata: ReadonlyMap<string, string>): void {
  const format = metadata.get('FormatVersion');
  if (format !== undefined && format !== FORMAT_VERSION)
    throw unexpectedAnswer(what, `the file has the format ${format}; this program reads ${FORMAT_VERSION}`);
  const code = metadata.get('OfferCode');
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
  return {
    columns: [...columns.values()],
    filters: fields.flatMap((field) => {
      const [column, values] = [columns.get(field), filters[field]];
      return column === undefined || values === undefined ? [] : [{ column, values }];
    }),
    read: (values) => onRow(offerRow(Object.fromEntries(fields.map((field, index) => [field, values[index] ?? ''])))),
    readShort: (rowNumber) => {
      throw unexpectedAnswer(what, `row ${rowNumber} ends before its last column`);
    },
  };
}
