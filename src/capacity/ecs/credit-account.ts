/** Thousandths of a CPU unit, times minutes: baselines and measured use are whole numbers of these. */
export const PARTS_PER_CPU_UNIT = 1000;

/** A credit is one vCPU at full use for a minute. */
export const PARTS_PER_CREDIT: number = 1024 * PARTS_PER_CPU_UNIT;

const MINUTES_PER_HOUR = 60;

/** A balance holds no more than a day earns. */
const BALANCE_HOURS = 24;

/** T2 instances get so many credits for each vCPU when they start, in standard mode only. */
const LAUNCH_CREDITS_PER_VCPU = 30;

/** Whether CPU above the baseline is lent once the balance is spent, and charged where it is not earned back; or not given. */
export type CpuCreditMode = 'unlimited' | 'standard';

/** What a burstable instance type earns, and how far. */
export interface CreditRules {
  readonly mode: CpuCreditMode;
  readonly earnedPerMinute: number;
  /** The most that the balance, and the surplus that is not charged at once, may be. */
  readonly cap: number;
  readonly atLaunch: number;
}

/** The credits of one instance. */
export interface CreditAccount {
  balance: number;
  /** Launch credits that are left: spent first, and not counted against the cap. */
  launch: number;
  /** Spent beyond the balance and not earned back. */
  surplus: number;
}

/** The rules of a type with so many vCPUs and a baseline in percent of each. */
export function creditRules(type: {
  readonly vcpus: number;
  readonly baselinePercent: number;
  readonly mode: CpuCreditMode;
  readonly hasLaunchCredits: boolean;
}): CreditRules {
  const { vcpus, baselinePercent, mode } = type;
  const earnedPerMinute = Math.round((vcpus * PARTS_PER_CREDIT * baselinePercent) / 100);
  const atLaunch = type.hasLaunchCredits && mode === 'standard' ? vcpus * LAUNCH_CREDITS_PER_VCPU * PARTS_PER_CREDIT : 0;
  return { mode, earnedPerMinute, cap: BALANCE_HOURS * MINUTES_PER_HOUR * earnedPerMinute, atLaunch };
}

/** The account of an instance that starts. */
export function openAccount({ atLaunch }: CreditRules): CreditAccount {
  return { balance: 0, launch: atLaunch, surplus: 0 };
}

/** What a stretch of time did beside changing the account. */
export interface CreditFlow {
  /** Used beyond earnings and balance: lent in unlimited mode, in standard mode asked for and not given. */
  readonly borrowed: number;
  /** Surplus beyond a day's earnings, charged at the end of an hour. */
  readonly charged: number;
}

/**
 * Moves an account on by some minutes of equal use, hour by hour: earnings pay surplus back before they fill the balance, use above
 * them takes launch credits, then the balance, then surplus; surplus beyond what a day earns is charged at the end of the hour.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-standard-mode-concepts.html
 */
export function advanceAccount(
  account: CreditAccount,
  rules: CreditRules,
  usedPerMinute: number,
  { fromMinute, toMinute }: { readonly fromMinute: number; readonly toMinute: number },
): CreditFlow {
  let [borrowed, charged] = [0, 0];
  for (let at = fromMinute; at < toMinute; ) {
    const hourEnds = (Math.floor(at / MINUTES_PER_HOUR) + 1) * MINUTES_PER_HOUR;
    const end = Math.min(toMinute, hourEnds);
    borrowed += move(account, rules, (rules.earnedPerMinute - usedPerMinute) * (end - at));
    if (end === hourEnds && account.surplus > rules.cap) {
      charged += account.surplus - rules.cap;
      account.surplus = rules.cap;
    }
    at = end;
  }
  return { borrowed, charged };
}

/** Adds what was earned net of use; gives what nothing was left for. */
function move(account: CreditAccount, { mode, cap }: CreditRules, net: number): number {
  if (net >= 0) {
    const repaid = Math.min(net, account.surplus);
    account.surplus -= repaid;
    account.balance = Math.min(cap, account.balance + net - repaid);
    return 0;
  }
  const fromLaunch = Math.min(-net, account.launch);
  const fromBalance = Math.min(-net - fromLaunch, account.balance);
  account.launch -= fromLaunch;
  account.balance -= fromBalance;
  const borrowed = -net - fromLaunch - fromBalance;
  if (mode === 'unlimited') account.surplus += borrowed;
  return borrowed;
}
