import type { Horizon } from './demand.ts';
import { addStep, type Step } from './steps.ts';

/** One-minute data points above the target before tasks are added, and below 90 % of it before tasks are removed. */
const SCALE_OUT_MINUTES = 3;
const SCALE_IN_MINUTES = 15;

/** What a load asks for, in tasks. */
export interface NeededTasks {
  /** Fewest tasks with which the metric is not above its target. */
  readonly atTarget: number;
  /** Most tasks with which the metric is not below 90 % of its target. */
  readonly withoutScaleIn: number;
}

/** The limits and cool-down of a scaling policy. */
export interface ScalingPolicy {
  readonly min: number;
  readonly max: number;
  readonly scaleInCooldownSeconds: number;
}

/**
 * Task counts as target tracking sets them, minute by minute. After three minutes above the target the count becomes what
 * the target asks for, at once, and goes on following a metric that stays above it. After fifteen minutes below 90 % of
 * the target it falls to what the target asks for, and not again before the cool-down is over. A horizon that repeats is
 * run twice and the second time counts, so that it begins as it ends.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 */
export function trackTarget(needed: readonly Step<NeededTasks>[], policy: ScalingPolicy, horizon: Horizon): Step<number>[] {
  const first = limited(needed[0]?.value.atTarget ?? 0, policy);
  const tracker: Tracker = { count: first, minutesAbove: 0, minutesBelow: 0, sinceScaleIn: Number.POSITIVE_INFINITY };
  if (horizon.repeats) passOnce(tracker, needed, policy, horizon.minutes);
  return passOnce(tracker, needed, policy, horizon.minutes);
}

/** The alarms of a scaling policy while time goes on. */
interface Tracker {
  count: number;
  /** Minutes on end with the metric above its target, and below 90 % of it. */
  minutesAbove: number;
  minutesBelow: number;
  sinceScaleIn: number;
}

/** Takes the tracker through the horizon once; gives the counts it sets. A minute's metric acts from the next minute on. */
function passOnce(tracker: Tracker, needed: readonly Step<NeededTasks>[], policy: ScalingPolicy, minutes: number): Step<number>[] {
  const steps: Step<number>[] = [{ fromMinute: 0, value: tracker.count }];
  needed.forEach(({ fromMinute, value }, index) => {
    const toMinute = needed[index + 1]?.fromMinute ?? minutes;
    for (let minute = fromMinute; minute < toMinute; minute += 1) {
      advance(tracker, value, policy);
      if (minute + 1 < minutes) addStep(steps, { fromMinute: minute + 1, value: tracker.count });
    }
  });
  return steps;
}

/** One minute: what the alarms see, and what they do. */
function advance(tracker: Tracker, { atTarget, withoutScaleIn }: NeededTasks, policy: ScalingPolicy): void {
  tracker.minutesAbove = atTarget > tracker.count ? tracker.minutesAbove + 1 : 0;
  tracker.minutesBelow = tracker.count > withoutScaleIn ? tracker.minutesBelow + 1 : 0;
  tracker.sinceScaleIn += 1;
  const wanted = limited(atTarget, policy);
  if (wanted > tracker.count && tracker.minutesAbove >= SCALE_OUT_MINUTES) tracker.count = wanted;
  else if (wanted < tracker.count && tracker.minutesBelow >= SCALE_IN_MINUTES && isCool(tracker, policy)) {
    tracker.count = wanted;
    tracker.sinceScaleIn = 0;
  }
}

function isCool({ sinceScaleIn }: Tracker, { scaleInCooldownSeconds }: ScalingPolicy): boolean {
  return sinceScaleIn * 60 >= scaleInCooldownSeconds;
}

function limited(tasks: number, { min, max }: ScalingPolicy): number {
  return Math.min(max, Math.max(min, tasks));
}
