import {
  compareQuantities,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityFromText,
  quantityOf,
  subtractQuantities,
} from '../../units/quantity.ts';
import type { EfsStorageClass, EfsVolume } from '../../workload/beside.ts';
import type { Usage } from '../usage.ts';

const STORAGE: Readonly<Record<EfsStorageClass, string>> = {
  standard: 'TimedStorage-ByteHrs',
  'infrequent-access': 'IATimedStorage-ByteHrs',
  archive: 'ArchiveTimedStorage-ByteHrs',
  'one-zone': 'TimedStorage-Z-ByteHrs',
  'one-zone-infrequent-access': 'IATimedStorage-Z-ByteHrs',
};

/** Classes that bill access beside throughput. */
const ACCESS: Readonly<Partial<Record<EfsStorageClass, string>>> = {
  'infrequent-access': 'IADataAccess-Bytes',
  'one-zone-infrequent-access': 'IADataAccess-Bytes',
  archive: 'ArchiveDataAccess-Bytes',
};

/** A MiB/s of throughput comes with every 20 GB that are stored in the Standard class. */
const GB_PER_INCLUDED_MIBPS = 20;

/**
 * An EFS file system: storage by class, elastic throughput by what is read and written, provisioned throughput beyond what
 * the storage includes, and access to the classes that bill it.
 *
 * @see https://aws.amazon.com/efs/pricing/
 */
export function efsUsage(volume: EfsVolume, { owner, resource }: { owner: string; resource: string }): Usage[] {
  const { sizeGB, storageClass, throughput, readGB, writeGB } = volume;
  const common = { owner, offer: 'AmazonEFS', category: 'beside-everywhere', resource } as const;
  const metered = [...(throughput === 'elastic' ? ['ETDataAccess-Bytes'] : []), ...(ACCESS[storageClass] ? [ACCESS[storageClass]] : [])];
  const moved = [
    ['Read', readGB],
    ['Write', writeGB],
  ] as const;
  return [
    { ...common, usageType: STORAGE[storageClass], quantity: quantityFromText(sizeGB), unit: 'GB-Mo', fixed: true },
    ...(throughput === 'provisioned'
      ? [{ ...common, usageType: 'ProvisionedTP-MiBpsHrs', quantity: billedMiBps(volume), unit: 'MiBps-Mo', fixed: true }]
      : []),
    ...metered.flatMap((usageType) =>
      moved.flatMap(([operation, amount]) =>
        amount === undefined ? [] : [{ ...common, usageType, operation, quantity: quantityFromText(amount), unit: 'GB' }],
      ),
    ),
  ];
}

function billedMiBps({ sizeGB, storageClass, provisionedMiBps = 0 }: EfsVolume): Quantity {
  const isIncluding = storageClass === 'standard' || storageClass === 'one-zone';
  const included = isIncluding ? multiplyQuantities(quantityFromText(sizeGB), quantityOf(1, GB_PER_INCLUDED_MIBPS)) : NO_QUANTITY;
  const provisioned = quantityOf(provisionedMiBps);
  return compareQuantities(provisioned, included) > 0 ? subtractQuantities(provisioned, included) : NO_QUANTITY;
}
