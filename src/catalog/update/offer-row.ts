/**
 * One price of an AWS offer, as its CSV file, its JSON file or GetProducts gives it: the fields that tell which price it
 * is, as texts the way AWS writes them. A field that the offer does not have is empty.
 *
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
 */
export type OfferRow = Readonly<Record<OfferField, string>>;

/** Names of the fields of a row. */
export type OfferField =
  | 'sku'
  | 'termType'
  | 'effectiveDate'
  | 'startingRange'
  | 'endingRange'
  | 'unit'
  | 'pricePerUnit'
  | 'currency'
  | 'leaseContractLength'
  | 'purchaseOption'
  | 'offeringClass'
  | 'productFamily'
  | 'locationType'
  | 'instanceType'
  | 'tenancy'
  | 'operatingSystem'
  | 'licenseModel'
  | 'usageType'
  | 'operation'
  | 'capacityStatus'
  | 'marketOption'
  | 'preInstalledSoftware';

interface FieldNames {
  /** The column of the CSV file. */
  readonly csv: string;
  /** The attribute of the product in JSON; absent where the field is no attribute of a product. */
  readonly attribute?: string;
  /** Whether files without the column are read all the same. */
  readonly optional?: true;
}

/** What AWS calls the fields. Columns that only some offers have (an operating system, a tenancy) may be missing. */
const OFFER_FIELDS: Readonly<Record<OfferField, FieldNames>> = {
  sku: { csv: 'SKU' },
  termType: { csv: 'TermType' },
  effectiveDate: { csv: 'EffectiveDate' },
  startingRange: { csv: 'StartingRange' },
  endingRange: { csv: 'EndingRange' },
  unit: { csv: 'Unit' },
  pricePerUnit: { csv: 'PricePerUnit' },
  currency: { csv: 'Currency' },
  leaseContractLength: { csv: 'LeaseContractLength', optional: true },
  purchaseOption: { csv: 'PurchaseOption', optional: true },
  offeringClass: { csv: 'OfferingClass', optional: true },
  productFamily: { csv: 'Product Family', optional: true },
  locationType: { csv: 'Location Type', attribute: 'locationType', optional: true },
  instanceType: { csv: 'Instance Type', attribute: 'instanceType', optional: true },
  tenancy: { csv: 'Tenancy', attribute: 'tenancy', optional: true },
  operatingSystem: { csv: 'Operating System', attribute: 'operatingSystem', optional: true },
  licenseModel: { csv: 'License Model', attribute: 'licenseModel', optional: true },
  usageType: { csv: 'usageType', attribute: 'usagetype' },
  operation: { csv: 'operation', attribute: 'operation' },
  capacityStatus: { csv: 'CapacityStatus', attribute: 'capacitystatus', optional: true },
  marketOption: { csv: 'MarketOption', attribute: 'marketoption', optional: true },
  preInstalledSoftware: { csv: 'Pre Installed S/W', attribute: 'preInstalledSw', optional: true },
};

/** The fields in a fixed order. */
export const OFFER_FIELD_NAMES: readonly OfferField[] = Object.keys(OFFER_FIELDS) as OfferField[];

/** The CSV column of a field, and whether files may lack it. */
export function csvColumnOf(field: OfferField): { readonly name: string; readonly optional: boolean } {
  const { csv, optional = false } = OFFER_FIELDS[field];
  return { name: csv, optional };
}

/** Whether a field belongs to the product that the SKU names, rather than to one of its prices. */
export function isOfProduct(field: OfferField): boolean {
  return field === 'productFamily' || OFFER_FIELDS[field].attribute !== undefined;
}

/** Attributes of a product in JSON, by field. */
export function fieldsOfAttributes(attributes: Readonly<Record<string, unknown>>): Partial<Record<OfferField, string>> {
  const fields: Partial<Record<OfferField, string>> = {};
  for (const field of OFFER_FIELD_NAMES) {
    const { attribute } = OFFER_FIELDS[field];
    const value = attribute === undefined ? undefined : attributes[attribute];
    if (typeof value === 'string') fields[field] = value;
  }
  return fields;
}

/** A row with the given fields; all others empty. */
export function offerRow(fields: Partial<Record<OfferField, string>>): OfferRow {
  return { ...EMPTY_ROW, ...fields };
}

const EMPTY_ROW = Object.fromEntries(OFFER_FIELD_NAMES.map((field) => [field, ''])) as OfferRow;
