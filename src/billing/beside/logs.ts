import type { Month } from '../../demand/demand.ts';
import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { addQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityFromText, quantityOf } from '../../units/quantity.ts';
import type { Logs, Retention } from '../../workload/beside.ts';
import type { Usage } from '../usage.ts';
import { type TaskRuns, taskSecondsOf } from './task-runs.ts';

const SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;

/**
 * Stored size against written size: CloudWatch bills what it stores after compression.
 *
 * @see https://docs.aws.amazon.com/pricing-calculator/ whose CloudWatch estimate takes 0.15
 */
const STORED_SHARE = quantityOf(15, 100);

/** The usage type of what is written, by class of the log group. */
const INGESTION: Readonly<Record<Logs['class'], string>> = {
  standard: 'DataProcessing-Bytes',
  'infrequent-access': 'DataProcessingIA-Bytes',
};

/** What tasks write to CloudWatch Logs, and what is stored of it at any time. @see https://aws.amazon.com/cloudwatch/pricing/ */
export function logUsage(runs: TaskRuns, month: Month): Usage[] {
  const logs = runs.owner.beside?.logs;
  if (!logs) return [];
  const written = writtenGB(logs, runs);
  const common = { owner: runs.owner.name, offer: 'AmazonCloudWatch', resource: 'logs' } as const;
  // Only what each task writes follows the instances of an option, and only for daemon tasks.
  const category = logs.ingestedPerTaskHourGB === undefined ? 'beside-everywhere' : runs.category;
  return [
    { ...common, category, usageType: INGESTION[logs.class], quantity: written, unit: 'GB' },
    ...(logs.retention
      ? [
          {
            ...common,
            category,
            usageType: 'TimedStorage-ByteHrs',
            quantity: storedGB(written, logs.retention, month),
            unit: 'GB-Mo',
          } as const,
        ]
      : []),
  ];
}

function writtenGB({ ingestedGB = '0', ingestedPerTaskHourGB }: Logs, runs: TaskRuns): Quantity {
  const byTasks =
    ingestedPerTaskHourGB === undefined
      ? NO_QUANTITY
      : multiplyQuantities(
          quantityFromText(ingestedPerTaskHourGB),
          multiplyQuantities(taskSecondsOf(runs), quantityOf(1, SECONDS_PER_HOUR)),
        );
  return addQuantities(quantityFromText(ingestedGB), byTasks);
}

/** What lies in a log group that has been written to for at least as long as it keeps anything. */
function storedGB(writtenInMonth: Quantity, { unit, amount }: Retention, month: Month): Quantity {
  const kept = quantityFromText(amount);
  const months = unit === 'months' ? kept : multiplyQuantities(kept, quantityOf(SECONDS_PER_DAY, month.seconds));
  return multiplyQuantities(multiplyQuantities(writtenInMonth, months), STORED_SHARE);
}
