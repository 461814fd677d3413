import type { CourseDifference, FleetCourse } from '../capacity/capacity.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { formatUsd, minusUsd, NO_USD, sumUsd, type Usd } from '../units/money.ts';
import { isNoQuantity, multiplyQuantities, type Quantity, quantityOf } from '../units/quantity.ts';
import { DIFFERENCE_PARTS } from './course-facts.ts';
import { roundedQuantityText } from './numbers.ts';

/** What each part is, in a word or two. */
const PARTS: Readonly<Record<(typeof DIFFERENCE_PARTS)[number], string>> = {
  warmUp: 'warm-up',
  idleTail: 'idle tail',
  spare: 'instances kept in reserve',
  fragmentation: 'fragmentation',
  cpuCredits: 'CPU credits',
  surge: 'deployments',
  waiting: 'tasks that wait',
};

/**
 * `$700.12 for instances packed afresh at every change + warm-up $3.20 + idle tail $40.11 = $743.43`: the parts add up to what is
 * billed for instances and their root volumes.
 */
export function differenceText(all: readonly CourseDifference[]): string {
  const total = (name: Exclude<keyof CourseDifference, 'lowerBound'>): Usd => sumUsd(all.map((each) => each[name].cost));
  const parts = DIFFERENCE_PARTS.map((name) => [PARTS[name], name === 'waiting' ? minusUsd(NO_USD, total(name)) : total(name)] as const);
  const told = parts.filter(([, cost]) => !/^-?\$0\.00$/.test(formatUsd(cost)));
  const texts = told.map(([name, cost]) =>
    cost.isNegative() ? `- ${name} ${formatUsd(minusUsd(NO_USD, cost))}` : `+ ${name} ${formatUsd(cost)}`,
  );
  return [`${formatUsd(total('bound'))} for instances packed afresh at every change`, ...texts, `= ${formatUsd(total('simulated'))}`].join(
    ' ',
  );
}

/** `tasks wait 12.5 h for an instance in the month, at most 14 at once`; nothing where none does. */
export function waitingText({ waitingTaskSeconds, waitingTasksPeak }: FleetCourse): string {
  if (isNoQuantity(waitingTaskSeconds)) return '';
  return `tasks wait ${hoursText(waitingTaskSeconds)} h for an instance in the month, at most ${waitingTasksPeak} at once`;
}

function hoursText(seconds: Quantity): string {
  const { numerator, denominator } = multiplyQuantities(seconds, quantityOf(10, SECONDS_PER_HOUR));
  return roundedQuantityText(quantityOf((2n * numerator + denominator) / (2n * denominator), 10));
}
