import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { compareUsd, costOf, differenceOfRates, minusUsd, NO_USD, sumUsd, unitsFor } from '../../units/money.ts';
import { quantityFromText, quantityOf } from '../../units/quantity.ts';
import type { Advised } from '../advice-input.ts';
import { ENDPOINT_BYTES, ENDPOINT_HOURS, NAT_BYTES, rateBeside } from './beside-rates.ts';
import { amount, type RuleResult } from './rule.ts';

/**
 * Traffic to AWS services goes through a NAT gateway, and an endpoint would cost less: an S3 gateway endpoint, which carries the
 * layers of ECR images for nothing, or an interface endpoint past the data at which its hours are paid for.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
 */
export function endpointPaysOff(advised: Advised): RuleResult[] {
  return [...gatewayEndpoint(advised), ...interfaceEndpoint(advised)];
}

/** Pulls from ECR through NAT: S3 holds the layers, and its gateway endpoint is free. */
function gatewayEndpoint({ workload, recommended }: Advised): RuleResult[] {
  const fromEcr = [...workload.services, ...workload.jobs]
    .filter(({ beside }) => beside?.image?.registry === 'ecr')
    .map(({ name }) => name);
  const pulls = recommended.bill.lines.filter(
    ({ usageType, resource, owner }) => usageType === NAT_BYTES.usageType && resource === 'image pulls' && fromEcr.includes(owner ?? ''),
  );
  const saved = sumUsd(pulls.map(({ cost }) => cost));
  return saved.isZero() ? [] : [{ severity: 'info', evidence: { endpoint: 's3', type: 'gateway', savedUsd: amount(saved) } }];
}

/** The data of one service at which the hours of its endpoint in every zone are paid for by what NAT bills more a GB. */
function interfaceEndpoint(advised: Advised): RuleResult[] {
  const { environment, cluster } = advised.workload;
  const processedGB = environment?.natGateways?.processedGB;
  const [hours, endpoint, nat] = [ENDPOINT_HOURS, ENDPOINT_BYTES, NAT_BYTES].map((usage) => rateBeside(advised, usage));
  if (processedGB === undefined || !hours || !endpoint || !nat) return [];
  const lessPerGB = differenceOfRates(nat, endpoint);
  if (!lessPerGB) return [];
  const standing = costOf(hours, quantityOf(cluster.availabilityZones * advised.demand.month.seconds, SECONDS_PER_HOUR));
  const most = minusUsd(costOf(lessPerGB, quantityFromText(processedGB)), standing);
  if (compareUsd(most, NO_USD) <= 0) return [];
  const evidence = { endpoint: 'any', type: 'interface', availabilityZones: cluster.availabilityZones, processedGB };
  return [{ severity: 'info', evidence: { ...evidence, breakEvenGB: unitsFor(standing, lessPerGB), savedUsdMax: amount(most) } }];
}
