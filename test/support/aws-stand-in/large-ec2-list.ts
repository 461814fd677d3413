import { EC2_COLUMNS, type Ec2Row, instanceRow, metadataLines, rowText, skuOf } from './ec2-price-list.ts';

/** Windows with a licence of one's own. */
const OWN_LICENCE = 'RunInstances:0800';

/** What an instance type is sold with: operating system, AWS's operation and software. Only the first two are wanted. */
const SOFTWARE: readonly (readonly [operatingSystem: string, operation: string, software: string])[] = [
  ['Linux', 'RunInstances', 'NA'],
  ['Windows', 'RunInstances:0002', 'NA'],
  ['Windows', OWN_LICENCE, 'NA'],
  ['Windows', 'RunInstances:0006', 'SQL Std'],
  ['Windows', 'RunInstances:0202', 'SQL Web'],
  ['Windows', 'RunInstances:0102', 'SQL Ent'],
  ['Linux', 'RunInstances:0004', 'SQL Std'],
  ['Linux', 'RunInstances:0200', 'SQL Web'],
  ['RHEL', 'RunInstances:0010', 'NA'],
  ['Red Hat Enterprise Linux with HA', 'RunInstances:1010', 'NA'],
  ['SUSE', 'RunInstances:000g', 'NA'],
  ['Ubuntu Pro', 'RunInstances:0g00', 'NA'],
];

/** How it is placed: tenancy, usage type, and state of the capacity. Only the first is wanted. */
const PLACES: readonly (readonly [tenancy: string, usage: string, capacity: string])[] = [
  ['Shared', 'BoxUsage', 'Used'],
  ['Shared', 'UnusedBox', 'UnusedCapacityReservation'],
  ['Shared', 'Reservation', 'AllocatedCapacityReservation'],
  ['Dedicated', 'DedicatedUsage', 'Used'],
];

const TERMS: readonly Ec2Row[] = ['1yr', '3yr'].flatMap((years) =>
  ['standard', 'convertible'].flatMap((offeringClass) =>
    ['No Upfront', 'Partial Upfront', 'All Upfront'].map((option) => ({
      LeaseContractLength: years,
      OfferingClass: offeringClass,
      PurchaseOption: option,
    })),
  ),
);

/** Marks the place of a SKU in the text of a row. */
const SKU_MARK = '@SKU@';

/** The On-Demand rate of the type of a number, as the generated list has it. */
export function largeListRate(index: number): string {
  return `${1 + (index % 7)}.${String(index).padStart(6, '0')}7`;
}

/** The name of the type of a number. */
export function largeListType(index: number): string {
  return `c${index % 9}x.${index}xlarge`;
}

/**
 * The CSV file of AmazonEC2 in AWS's layout, piece by piece, up to about so many bytes: every instance type with all its
 * software, placements and reservations, of which a few percent are wanted. The same each time.
 */
export function* largeEc2List(bytes: number): Generator<string> {
  const head = [...metadataLines('2026-11-20T22:53:08Z', '20261120225308'), EC2_COLUMNS.map((name) => `"${name}"`).join(','), ''].join(
    '\n',
  );
  yield head;
  let written = head.length;
  for (let index = 0; written < bytes; index += 1) {
    const text = rowsOfType(index);
    written += text.length;
    yield text;
  }
}

function rowsOfType(index: number): string {
  const type = largeListType(index);
  const lines: string[] = [];
  for (const [tenancy, usage, capacity] of PLACES) {
    for (const [operatingSystem, operation, software] of SOFTWARE) {
      const product = {
        SKU: SKU_MARK,
        Tenancy: tenancy,
        usageType: `APN1-${usage}:${type}`,
        CapacityStatus: capacity,
        'Operating System': operatingSystem,
        operation,
        'Pre Installed S/W': software,
        ...(operation === OWN_LICENCE ? { 'License Model': 'Bring your own license' } : {}),
        PriceDescription: `${operatingSystem} with ${software} (Amazon VPC), ${type} reserved instance applied`,
      };
      const sku = skuOf([type, tenancy, usage, operation].join());
      // Capacity that is not used is not reserved by the year.
      const terms = capacity === 'Used' ? TERMS.flatMap((term) => reservedTexts(type, { ...product, ...term })) : [];
      for (const text of [rowText(instanceRow(type, largeListRate(index), product)), ...terms]) lines.push(text.replaceAll(SKU_MARK, sku));
    }
  }
  return `${lines.join('\n')}\n`;
}

function reservedTexts(type: string, term: Ec2Row): string[] {
  const reserved = { ...term, TermType: 'Reserved', OfferTermCode: '38NPMPTW36' };
  const hourly = rowText(instanceRow(type, '0.0500000000', reserved));
  if (term['PurchaseOption'] === 'No Upfront') return [hourly];
  return [
    hourly,
    rowText(
      instanceRow(type, '1095', { ...reserved, Unit: 'Quantity', PriceDescription: 'Upfront Fee', StartingRange: '', EndingRange: '' }),
    ),
  ];
}
