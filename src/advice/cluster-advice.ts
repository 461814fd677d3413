import { instanceSecondsOf } from '../capacity/instance-seconds.ts';
import { fleetsIn } from '../capacity/plans-in.ts';
import type { Option } from '../comparison/comparison.ts';
import { isComplete, isFlexible } from '../comparison/mixed-options.ts';
import { compareUsd, minusUsd } from '../units/money.ts';
import { sumOf } from '../units/order.ts';
import { approxQuantity } from '../units/quantity.ts';
import type { Advice, ClusterAdvice, Finding, UpkeepEffort } from './advice.ts';
import type { AdviceInput, Advised } from './advice-input.ts';
import { cheaperCommitment } from './cheaper-commitment.ts';

/** What all services and jobs together should run on. */
export function clusterAdvice(advised: Advised, advice: readonly Advice[], findings: readonly Finding[]): ClusterAdvice {
  const { recommended } = advised;
  const ids = [...new Set(advice.flatMap(({ recommended: own }) => own ?? []))];
  const effort = effortOf(advised);
  const commitment = cheaperCommitment(advised);
  const weakest = (['low', 'good', 'high'] as const).find((level) => advice.some(({ confidence }) => confidence?.level === level));
  const weak = advice.find(({ confidence }) => confidence?.level === weakest)?.confidence;
  return {
    recommended: recommended.id,
    monthly: recommended.bill.total,
    ...nowOf(advised),
    ...(weak ? { confidence: weak } : {}),
    parts: ids.map((option) => ({
      option,
      services: advice.filter(({ recommended: own }) => own === option).map(({ service }) => service),
    })),
    ...(effort ? { effort } : {}),
    ...(commitment ? { commitment: { option: commitment.id, monthly: commitment.bill.total } } : {}),
    findings,
  };
}

/** What runs today, and what it costs, where the file says so. */
export function nowOf({ options, comparison }: Pick<AdviceInput, 'options' | 'comparison'>): Pick<ClusterAdvice, 'now'> {
  const today = options.find(({ id }) => id === comparison.today);
  return today ? { now: { option: today.id, monthly: today.bill.total } } : {};
}

/** Instances to look after, and what the best option without them costs more. Managed Instances are looked after by AWS. */
function effortOf({ recommended, options, workload, demand }: Advised): UpkeepEffort | undefined {
  const instances = instancesOf(recommended, demand.month.seconds);
  if (instances === 0) return undefined;
  const others = options.filter((option) => isComplete(option) && isFlexible(option) && instancesOf(option, demand.month.seconds) === 0);
  const [without] = others.toSorted((a, b) => compareUsd(a.bill.total, b.bill.total));
  if (!without) return undefined;
  const saved = minusUsd(without.bill.total, recommended.bill.total);
  return { stated: workload.operations !== undefined, instances, saved, without: without.id };
}

/** EC2 instances that run on average in the month (approximate). */
function instancesOf({ plan }: Option, monthSeconds: number): number {
  const self =
    plan.launchType === 'MIXED' ? plan.parts.filter(({ optionId }) => optionId.startsWith('ec2:')).map((part) => part.plan) : [plan];
  const fleets = self.filter(({ launchType }) => launchType === 'EC2').flatMap(fleetsIn);
  return sumOf(fleets.map((fleet) => approxQuantity(instanceSecondsOf(fleet)) / monthSeconds));
}
