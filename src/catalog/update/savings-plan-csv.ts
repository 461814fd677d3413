import { unexpectedAnswer } from './answer-problem.ts';
import { createCsvScanner, type RowPlan } from './csv-scanner.ts';
import type { FileReader, ListVersion } from './file-reader.ts';
import { ROW_BYTES_MAX } from './offer-csv.ts';
import { dayOf } from './plain-values.ts';
import type { SavingsPlanRow } from './savings-plan-rate.ts';
import { RUN_INSTANCES } from './select-ec2.ts';

/** The columns that are read, in this order. */
const COLUMNS = [
  'DiscountedSKU',
  'DiscountedServiceCode',
  'DiscountedUsageType',
  'DiscountedOperation',
  'DiscountedRate',
  'Currency',
  'EffectiveDate',
  'PurchaseOption',
  'LeaseContractLength',
  'Product Family',
] as const;

/** Reads the CSV file of Savings Plans rates of a Region: Compute and EC2 Instance Savings Plans stand in one file. */
export function readSavingsPlanCsv(what: string, onRow: (row: SavingsPlanRow) => void): FileReader<ListVersion> {
  const metadata = new Map<string, string>();
  let hasHeader = false;
  const scanner = createCsvScanner((cells) => {
    if (cells[0] !== 'SKU') {
      metadata.set(cells[0] ?? '', cells[1] ?? '');
      return undefined;
    }
    hasHeader = true;
    return planOf(what, cells, onRow);
  });
  return {
    push: (bytes) => {
      scanner.push(bytes);
      if (scanner.restBytes() > ROW_BYTES_MAX) throw unexpectedAnswer(what, 'the file has a row without an end');
    },
    finish: () => {
      const isWhole = scanner.end();
      if (!hasHeader) throw unexpectedAnswer(what, 'AWS sent no Savings Plans list in CSV (it has no header)');
      if (!isWhole) throw unexpectedAnswer(what, 'the file ends in the middle of a row');
      return { version: metadata.get('Version') ?? '', publishedOn: dayOf(metadata.get('Publication Date') ?? '') ?? '' };
    },
  };
}

function planOf(what: string, header: readonly string[], onRow: (row: SavingsPlanRow) => void): RowPlan {
  const missing = COLUMNS.filter((name) => !header.includes(name));
  if (missing.length > 0)
    throw unexpectedAnswer(what, `the file has no column "${missing.join('", "')}": AWS has changed the layout of its Savings Plans list`);
  const column = (name: (typeof COLUMNS)[number]): number => header.indexOf(name);
  return {
    columns: COLUMNS.map(column),
    filters: [
      { column: column('DiscountedServiceCode'), values: ['AmazonEC2', 'AmazonECS'] },
      { column: column('DiscountedOperation'), values: ['', ...Object.values(RUN_INSTANCES)] },
    ],
    read: (values) => onRow(rowOf(values)),
    readShort: (rowNumber) => {
      throw unexpectedAnswer(what, `row ${rowNumber} ends before its last column`);
    },
  };
}

function rowOf(values: readonly string[]): SavingsPlanRow {
  const [
    sku = '',
    offer = '',
    usageType = '',
    operation = '',
    price = '',
    currency = '',
    effectiveDate = '',
    paymentOption = '',
    years,
    family = '',
  ] = values;
  return { sku, offer, usageType, operation, price, currency, effectiveDate, paymentOption, years: Number(years), family };
}
