import type { LineItem } from '../../billing/bill.ts';
import { fleetsIn } from '../../capacity/plans-in.ts';
import type { Option } from '../../comparison/comparison.ts';
import { isComplete } from '../../comparison/mixed-options.ts';
import { compareUsd, exactText, minusUsd, shareOfUsd, sumUsd, type Usd } from '../../units/money.ts';
import { compareText } from '../../units/order.ts';
import type { Workload } from '../../workload/workload.ts';
import type { Flip } from '../advice.ts';
import type { Advised, Owner } from '../advice-input.ts';
import { neighboursTowards } from './neighbours.ts';
import type { Judge } from './verdict-at.ts';

/** Rates are varied in steps of a thousandth of what they are. */
const STEPS = 1000;

/** Half and double: AWS has never moved a list price further at once, and what lies beyond decides nothing. */
const LEAST = STEPS / 2;
const MOST = 2 * STEPS;

/** Lines that are proportional to Fargate's rates: its own, and a share of them that was negotiated. */
const FARGATE = /^(Fargate-|NegotiatedDiscount:AmazonECS$)/;
const BOX_USAGE = 'BoxUsage:';

/**
 * By how much all of Fargate's rates would have to change. No task moves when they do, so that the cost of each option is
 * a sum of a part that stays and a part that is proportional: exact, without planning anything again.
 */
export function fargateRateFlips(advised: Advised, owner: Owner, judge: Judge): Flip[] {
  const launchTypes = new Map(advised.options.map(({ id, launchType }) => [id, launchType]));
  const current = launchTypes.get(advised.placements.get(owner.name) ?? '');
  const parts = judge.ids.flatMap((id) => {
    const option = advised.repricer.price(new Map([...advised.placements, [owner.name, id]]), advised.workload);
    if (!isComplete(option)) return [];
    const fargate = sumUsd(option.bill.lines.filter(({ usageType }) => FARGATE.test(usageType)).map(({ cost }) => cost));
    return [{ id, own: launchTypes.get(id) === current, fargate, rest: minusUsd(option.bill.total, fargate) }];
  });
  const at = (step: number): { id: string; own: boolean; cost: Usd }[] =>
    parts
      .map(({ id, own, fargate, rest }) => ({ id, own, cost: sumUsd([rest, shareOfUsd(fargate, shareText(step))]) }))
      .toSorted((a, b) => compareUsd(a.cost, b.cost) || Number(b.own) - Number(a.own) || compareText(a.id, b.id));
  return flipsBetween('fargate-rates', undefined, [LEAST, MOST], {
    holds: (step) => at(step)[0]?.own === true,
    best: (step) => at(step)[0]?.id,
  });
}

/**
 * By how much the rate of the instance type that matters most would have to change: the dearest of the recommended
 * option's, or else of the best option with instances. Instances are chosen anew at every rate tried, so that a type
 * that becomes dear is replaced, as it would be.
 */
export function instanceRateFlips(advised: Advised, withInstances: Option | undefined, judge: Judge): Flip[] {
  const subject = withInstances && mainInstance(withInstances);
  if (!subject) return [];
  const rateAt = (step: number): string => exactText(shareOfUsd(subject.rate, shareText(step)));
  const variant = (step: number): Workload => {
    if (step === STEPS) return advised.workload;
    const { workload } = advised;
    return { ...workload, rates: { ...workload.rates, [`${BOX_USAGE}${subject.instanceType}`]: rateAt(step) } };
  };
  const isOwn = judge.at(advised.workload).holds;
  if (!isOwn) return [];
  return flipsBetween('instance-rate', subject.instanceType, [LEAST, MOST], {
    holds: (step) => judge.at(variant(step)).holds,
    best: (step) => judge.at(variant(step)).best,
    text: rateAt,
  });
}

function mainInstance({ plan, bill }: Option): { instanceType: string; rate: Usd } | undefined {
  const linux = new Set(
    fleetsIn(plan).flatMap(({ operatingSystem, groups }) =>
      operatingSystem === 'LINUX' ? groups.map(({ instanceType }) => instanceType) : [],
    ),
  );
  const lines = bill.lines.filter(({ usageType }) => usageType.startsWith(BOX_USAGE) && linux.has(usageType.slice(BOX_USAGE.length)));
  const [line] = lines.toSorted((a, b) => compareUsd(b.cost, a.cost) || compareText(a.usageType, b.usageType));
  return line && { instanceType: line.usageType.slice(BOX_USAGE.length), rate: rateOf(line) };
}

function rateOf({ rate }: LineItem): Usd {
  return rate as unknown as Usd;
}

/** How rates are followed: in thousandths of what they are. */
interface Followed {
  readonly holds: (step: number) => boolean;
  readonly best: (step: number) => string | undefined;
  /** A step as the report writes it; absent: in percent. */
  readonly text?: (step: number) => string;
}

function flipsBetween(
  input: Flip['input'],
  subject: string | undefined,
  ends: readonly number[],
  { holds, best, text = percentText }: Followed,
): Flip[] {
  if (!holds(STEPS)) return [];
  return ends.flatMap((end): Flip[] => {
    const found = neighboursTowards(STEPS, end, holds, { monotone: true });
    const to = found && best(found.flips);
    if (!found || to === undefined) return [];
    return [
      {
        input,
        ...(subject === undefined ? {} : { subject }),
        now: text(STEPS),
        direction: end < STEPS ? 'below' : 'above',
        holds: text(found.holds),
        flips: text(found.flips),
        to,
      },
    ];
  });
}

/** `1018` of 1,000 as `1.018`. */
function shareText(step: number): string {
  return `${Math.trunc(step / STEPS)}.${String(step % STEPS).padStart(3, '0')}`;
}

/** `1018` of 1,000 as `101.8` percent. */
function percentText(step: number): string {
  return step % 10 === 0 ? String(step / 10) : `${Math.trunc(step / 10)}.${step % 10}`;
}
