import { fleetsIn } from '../../capacity/plans-in.ts';
import { addQuantities, approxQuantity, NO_QUANTITY } from '../../units/quantity.ts';
import type { Advised } from '../advice-input.ts';
import { type RuleResult, share } from './rule.ts';

/** Below a hundredth of the time of all tasks nobody sees it. */
const SHARE_LEAST = 0.01;

const SECONDS_PER_HOUR = 3600;

/**
 * Tasks wait until instances have started: what does not run is not paid, and makes the option look cheaper than one that starts
 * at once. A target capacity below 100 % keeps room for them, at a price.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
 */
export function waitingTasks({ recommended }: Advised): RuleResult[] {
  return fleetsIn(recommended.plan).flatMap(({ course }): RuleResult[] => {
    if (!course) return [];
    const running = approxQuantity(course.taskSeconds.map(({ seconds }) => seconds).reduce(addQuantities, NO_QUANTITY));
    const waiting = approxQuantity(course.waitingTaskSeconds);
    const part = waiting === 0 ? 0 : waiting / (running + waiting);
    if (part < SHARE_LEAST) return [];
    const waitingTaskHours = Math.round((waiting / SECONDS_PER_HOUR) * 10) / 10;
    return [{ severity: 'warning', evidence: { waitingTaskHours, share: share(part), waitingTasksMost: course.waitingTasksPeak } }];
  });
}
