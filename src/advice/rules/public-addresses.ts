import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { compareUsd, costOf, minusUsd, sumUsd, type Usd, unitsFor } from '../../units/money.ts';
import { quantityOf } from '../../units/quantity.ts';
import type { Advised } from '../advice-input.ts';
import { ADDRESS_HOURS, NAT_BYTES, NAT_HOURS, rateBeside } from './beside-rates.ts';
import { amount, type RuleResult } from './rule.ts';

/**
 * Public addresses of tasks or instances cost more than a NAT gateway in each zone would: as long as less than so many GB a month
 * go through it. With IPv6 and an egress-only internet gateway neither is needed.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
 */
export function publicAddresses(advised: Advised): RuleResult[] {
  const { workload, recommended } = advised;
  const lines = recommended.bill.lines.filter(
    ({ usageType, category }) => usageType === ADDRESS_HOURS.usageType && category === 'beside-by-launch-type',
  );
  const cost = sumUsd(lines.map((line) => line.cost));
  const gateways = workload.environment?.natGateways ? 0 : workload.cluster.availabilityZones;
  const nat = costOfGateways(advised, gateways);
  const perGB = rateBeside(advised, NAT_BYTES);
  if (!nat || !perGB || compareUsd(cost, nat) <= 0) return [];
  const saved = minusUsd(cost, nat);
  const evidence = { costUsd: amount(cost), natGateways: gateways, natUsd: amount(nat), savedUsd: amount(saved) };
  return [{ severity: 'info', evidence: { ...evidence, breakEvenGB: unitsFor(saved, perGB) } }];
}

/** Hours and an address of so many NAT gateways; nothing where a rate is not known. */
function costOfGateways(advised: Advised, count: number): Usd | undefined {
  const [hours, address] = [rateBeside(advised, NAT_HOURS), rateBeside(advised, ADDRESS_HOURS)];
  const month = quantityOf(count * advised.demand.month.seconds, SECONDS_PER_HOUR);
  return hours && address ? sumUsd([costOf(hours, month), costOf(address, month)]) : undefined;
}
