import { unexpectedAnswer } from './answer-problem.ts';
import type { FileReader, ListVersion } from './file-reader.ts';
import { createJsonScanner, type JsonPath } from './json-scanner.ts';
import type { OfferReading } from './offer-csv.ts';
import { fieldsOfAttributes, type OfferField, type OfferRow, offerRow } from './offer-row.ts';
import { dayOf } from './plain-values.ts';

/** Fields of a product, kept until its terms come by. */
type ProductFields = Partial<Record<OfferField, string>>;

const PLACES: readonly JsonPath[] = [
  ['formatVersion'],
  ['offerCode'],
  ['version'],
  ['publicationDate'],
  ['products', '*'],
  ['terms', '*', '*'],
];

/**
 * Reads the JSON file of an offer: products by SKU, then terms by kind and SKU. Only products that pass the filters are
 * held, so the memory it takes does not grow with the file.
 */
export function readOfferJson(reading: OfferReading): FileReader<ListVersion> {
  const { what, offer } = reading;
  const products = new Map<string, ProductFields>();
  const texts = new Map<string, string>();
  const counts = { products: 0, terms: 0 };

  function readProduct(sku: string, value: unknown): void {
    counts.products += 1;
    const fields = productFields(value);
    if (passes(reading, fields, PRODUCT_FIELDS)) products.set(sku, fields);
  }

  function readTerms(termType: string, sku: string, value: unknown): void {
    counts.terms += 1;
    const fields = products.get(sku);
    if (fields === undefined) return;
    for (const row of rowsOfTerms(what, termType, fields, value)) if (passes(reading, row, TERM_FIELDS)) reading.onRow(row);
  }

  const scanner = createJsonScanner(PLACES, ([place = '', second = '', third = ''], value) => {
    if (place === 'products') readProduct(second, value);
    else if (place === 'terms') readTerms(second, third, value);
    else texts.set(place, String(value));
  });
  return {
    push: (bytes) => {
      try {
        scanner.push(bytes);
      } catch (cause) {
        if (cause instanceof SyntaxError) throw unexpectedAnswer(what, 'the file is damaged: it is not JSON', cause);
        throw cause;
      }
    },
    finish: () => {
      if (!scanner.end()) throw unexpectedAnswer(what, 'the file ends before its end');
      const code = texts.get('offerCode');
      if (code !== undefined && code !== offer) throw unexpectedAnswer(what, `AWS sent the offer ${code}`);
      if (counts.products === 0 || counts.terms === 0)
        throw unexpectedAnswer(what, 'the file has no products or no terms: AWS has changed the layout of its price list');
      return { version: texts.get('version') ?? '', publishedOn: dayOf(texts.get('publicationDate') ?? '') ?? '' };
    },
  };
}

/** The rows of a product as GetProducts gives it: `{ product, terms }`. */
export function rowsOfProduct(what: string, value: unknown): OfferRow[] {
  const { product, terms } = objectOf(value);
  const fields = productFields(product);
  return Object.entries(objectOf(terms)).flatMap(([kind, ofKind]) => rowsOfTerms(what, kind, fields, ofKind));
}

const PRODUCT_FIELDS: readonly OfferField[] = [
  'productFamily',
  'locationType',
  'tenancy',
  'operatingSystem',
  'licenseModel',
  'capacityStatus',
  'marketOption',
  'preInstalledSoftware',
];
const TERM_FIELDS: readonly OfferField[] = ['termType', 'offeringClass'];

function passes({ filters = {} }: OfferReading, fields: ProductFields, names: readonly OfferField[]): boolean {
  return names.every((name) => filters[name] === undefined || filters[name].includes(fields[name] ?? ''));
}

function productFields(value: unknown): ProductFields {
  const { sku, productFamily, attributes } = objectOf(value);
  return { sku: textOf(sku), productFamily: textOf(productFamily), ...fieldsOfAttributes(objectOf(attributes)) };
}

function rowsOfTerms(what: string, termType: string, product: ProductFields, value: unknown): OfferRow[] {
  const rows: OfferRow[] = [];
  for (const term of Object.values(objectOf(value))) {
    const { effectiveDate, priceDimensions, termAttributes } = objectOf(term);
    const { LeaseContractLength, PurchaseOption, OfferingClass } = objectOf(termAttributes);
    for (const dimension of Object.values(objectOf(priceDimensions))) {
      const { unit, beginRange, endRange, pricePerUnit } = objectOf(dimension);
      const prices = Object.entries(objectOf(pricePerUnit));
      if (typeof unit !== 'string' || prices.length === 0)
        throw unexpectedAnswer(
          what,
          `the price of ${product.sku ?? 'a product'} has no unit or no pricePerUnit: AWS has changed the layout of its price list`,
        );
      for (const [currency, price] of prices) {
        rows.push(
          offerRow({
            ...product,
            termType,
            effectiveDate: textOf(effectiveDate),
            leaseContractLength: textOf(LeaseContractLength),
            purchaseOption: textOf(PurchaseOption),
            offeringClass: textOf(OfferingClass),
            startingRange: textOf(beginRange),
            endingRange: textOf(endRange),
            unit,
            currency,
            pricePerUnit: textOf(price),
          }),
        );
      }
    }
  }
  return rows;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
