import { approxShare, sumUsd } from '../../units/money.ts';
import { approxQuantity } from '../../units/quantity.ts';
import type { Advised } from '../advice-input.ts';
import { aloneOption, amount, onFargate, type RuleResult, share } from './rule.ts';

/** A twentieth of what a service or job costs is worth a smaller image or SOCI. */
const SHARE = 0.05;

/**
 * Image pull, boot and stopping are billed and do no work: a smaller image, or lazy loading (SOCI), starts sooner.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-soci-images
 */
export function fargateStartup(advised: Advised): RuleResult[] {
  return onFargate(advised).flatMap((owner) => {
    const { overhead = [], bill } = aloneOption(advised, owner);
    return overhead.flatMap(({ startup, stop, startedTasks }): RuleResult[] => {
      const cost = sumUsd([startup, stop].filter((each) => each !== undefined));
      const part = approxShare(cost, bill.total) ?? 0;
      if (part < SHARE) return [];
      const evidence = { costUsd: amount(cost), share: share(part), startedTasks: share(approxQuantity(startedTasks)) };
      return [{ service: owner.name, severity: 'info', evidence }];
    });
  });
}
