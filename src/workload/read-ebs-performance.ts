import type { EbsVolume } from './beside.ts';
import { type Fields, type Reading, readWholeNumber, reportMissing, reportProblem } from './reading.ts';

type PerformanceFields = Fields<'iops' | 'throughput'>;

/** What is paid besides the size: gp3, io1 and io2 take IOPS, gp3 takes throughput; io1 and io2 have no IOPS of their own. */
export function readEbsPerformance(
  reading: Reading,
  fields: PerformanceFields,
  type: EbsVolume['volumeType'],
): Pick<EbsVolume, 'iops' | 'throughputMiBps'> {
  const { iops, throughput } = fields.stated;
  if (iops && type !== 'gp3' && !type.startsWith('io'))
    reportProblem(reading, iops, { problem: `a ${type} volume has no IOPS to choose`, hint: 'write volumeType: gp3, io1 or io2' });
  if (throughput && type !== 'gp3') {
    reportProblem(reading, throughput, { problem: `a volume of type ${type} has no throughput to choose`, hint: 'write volumeType: gp3' });
  }
  if (!iops && type.startsWith('io'))
    reportMissing(reading, fields, { key: 'iops', hint: `a volume of type ${type} is billed by its IOPS` });
  const provisionedIops = iops && readWholeNumber(reading, iops, { min: 1, max: 256_000, what: 'a number of IOPS' });
  const throughputMiBps = throughput && readWholeNumber(reading, throughput, { min: 1, max: 4000, what: 'MiB/s' });
  return {
    ...(provisionedIops === undefined ? {} : { iops: provisionedIops }),
    ...(throughputMiBps === undefined ? {} : { throughputMiBps }),
  };
}
