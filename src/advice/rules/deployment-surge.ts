import { compareUsd, NO_USD } from '../../units/money.ts';
import { type Advised, isJob } from '../advice-input.ts';
import { aloneOption, amount, onFargate, ownersOf, type RuleResult } from './rule.ts';

/**
 * Rolling deployments run new tasks beside old ones: on Fargate that is billed, on EC2 it needs room that a full fleet does
 * not have.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function deploymentSurge(advised: Advised): RuleResult[] {
  const fargate = new Set(onFargate(advised));
  return ownersOf(advised).flatMap((owner): RuleResult[] => {
    if (isJob(owner) || !owner.deployment || owner.deployment.perMonth * owner.deployment.minutes === 0) return [];
    const { perMonth, minutes, maximumPercent } = owner.deployment;
    const evidence = { perMonth, minutes, maximumPercent };
    if (!fargate.has(owner))
      return maximumPercent > 100 ? [{ service: owner.name, severity: 'warning', evidence: { ...evidence, launchType: 'EC2' } }] : [];
    return (aloneOption(advised, owner).overhead ?? []).flatMap(({ deployments }): RuleResult[] =>
      deployments && compareUsd(deployments, NO_USD) > 0
        ? [{ service: owner.name, severity: 'info', evidence: { ...evidence, launchType: 'FARGATE', costUsd: amount(deployments) } }]
        : [],
    );
  });
}
