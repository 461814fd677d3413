import { readDataGB } from './amounts.ts';
import type { EfsStorageClass, EfsVolume } from './beside.ts';
import type { KeyOf } from './keys.ts';
import { type Field, type Fields, type Reading, readFields, readOneOf, readWholeNumber, reportMissing, reportProblem } from './reading.ts';

const CLASSES: readonly EfsStorageClass[] = ['standard', 'infrequent-access', 'archive', 'one-zone', 'one-zone-infrequent-access'];
const THROUGHPUTS: readonly EfsVolume['throughput'][] = ['elastic', 'bursting', 'provisioned'];

type EfsFields = Fields<KeyOf<'efsVolume'>>;

/** Classes whose data is also billed when it is read and written. */
const METERED_CLASSES: ReadonlySet<EfsStorageClass> = new Set(['infrequent-access', 'one-zone-infrequent-access', 'archive']);

/** Reads an EFS volume of a service or job: one file system, however many tasks mount it. */
export function readEfsVolume(reading: Reading, item: Field, of: string): EfsVolume | undefined {
  const fields = readFields(reading, item, 'efsVolume');
  if (!fields) return undefined;
  const { size, storageClass: named } = fields.stated;
  const sizeGB = size && readDataGB(reading, size);
  const storageClass = named ? readOneOf(reading, named, CLASSES) : 'standard';
  if (!named) reading.assumptions.push({ path: `${item.path}.storageClass`, value: 'standard', why: 'not stated' });
  const throughput = readThroughput(reading, fields);
  if (!storageClass || !throughput) return undefined;
  const access = readAccess(reading, fields, { of, isMetered: throughput.throughput === 'elastic' || METERED_CLASSES.has(storageClass) });
  return sizeGB === undefined ? undefined : { type: 'efs', sizeGB, storageClass, ...throughput, ...access };
}

function readThroughput(reading: Reading, fields: EfsFields): Pick<EfsVolume, 'throughput' | 'provisionedMiBps'> | undefined {
  const { throughput: mode, provisionedThroughput } = fields.stated;
  if (!mode) reading.assumptions.push({ path: `${fields.path}.throughput`, value: 'elastic', why: "not stated; EFS's default" });
  const throughput = mode ? readOneOf(reading, mode, THROUGHPUTS) : 'elastic';
  const provisionedMiBps =
    provisionedThroughput && readWholeNumber(reading, provisionedThroughput, { min: 1, max: 100_000, what: 'MiB/s' });
  if (throughput === 'provisioned' && !provisionedThroughput)
    reportMissing(reading, fields, { key: 'provisionedThroughput', hint: 'write MiB/s, as 20' });
  if (provisionedThroughput && throughput && throughput !== 'provisioned') {
    const problem = `has no meaning with throughput: ${throughput}`;
    reportProblem(reading, provisionedThroughput, { problem, hint: 'write throughput: provisioned' });
  }
  return throughput && { throughput, ...(provisionedMiBps === undefined ? {} : { provisionedMiBps }) };
}

function readAccess(
  reading: Reading,
  { stated }: EfsFields,
  { of, isMetered }: { of: string; isMetered: boolean },
): Pick<EfsVolume, 'readGB' | 'writeGB'> {
  const { read, write } = stated;
  const [readGB, writeGB] = [read && readDataGB(reading, read), write && readDataGB(reading, write)];
  const open = [...(read ? [] : ['read']), ...(write ? [] : ['write'])];
  if (isMetered && open.length > 0)
    reading.unpriced.push({ what: `data that EFS meters by ${open.join(' and ')}`, of, why: 'not stated in the volume' });
  return { ...(readGB === undefined ? {} : { readGB }), ...(writeGB === undefined ? {} : { writeGB }) };
}
