import { EcsCostError, type Issue } from '../units/errors.ts';

/**
 * One entry of a capacity provider strategy, in ECS's words.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 * @public
 */
export interface CapacityProviderStrategyItem {
  readonly capacityProvider: string;
  /** Tasks placed on it before weights count. Absent: 0. */
  readonly base?: number;
  /** Its part of the tasks beyond all bases. Absent: 0, as in the ECS API (the console writes 1). */
  readonly weight?: number;
}

const BASE_MAX = 100_000;
const WEIGHT_MAX = 1000;
const PROVIDERS_MAX = 20;

/** The providers that are Fargate; every other name is an Auto Scaling group or Managed Instances. */
const FARGATE_PROVIDERS: readonly string[] = ['FARGATE', 'FARGATE_SPOT'];

/**
 * How many of `taskCount` tasks each capacity provider of a strategy runs: the base first, the rest in proportion to the
 * weights. What the proportions leave over goes, one task each, to the largest remainders, of equal ones to the provider
 * listed first; ECS does not document its rounding, and this is what was observed. A provider of weight 0 runs its base
 * only.
 *
 * @throws EcsCostError `USAGE_INVALID` with every problem, where the ECS API refuses the strategy: bases on two providers,
 * base or weight out of range, no weight above 0, more than 20 providers, a provider twice, Fargate mixed with others.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 * @public
 */
export function splitByCapacityProviders({
  taskCount,
  strategy,
}: {
  readonly taskCount: number;
  readonly strategy: readonly CapacityProviderStrategyItem[];
}): Record<string, number> {
  check(taskCount, strategy);
  const onBase = Math.min(taskCount, Math.max(...strategy.map(({ base = 0 }) => base)));
  const beyond = taskCount - onBase;
  const weights = strategy.map(({ weight = 0 }) => weight);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  // Whole numbers throughout: task counts and weights are far too small for a product beyond 2^53.
  const parts = weights.map((weight, index) => ({
    index,
    tasks: Math.floor((beyond * weight) / whole),
    remainder: (beyond * weight) % whole,
  }));
  const left = beyond - parts.reduce((sum, { tasks }) => sum + tasks, 0);
  const favoured = parts.toSorted((a, b) => b.remainder - a.remainder || a.index - b.index).slice(0, left);
  const extra = new Set(favoured.map(({ index }) => index));
  return Object.fromEntries(
    strategy.map(({ capacityProvider, base = 0 }, index) => {
      const tasks = (parts[index]?.tasks ?? 0) + (extra.has(index) ? 1 : 0);
      return [capacityProvider, tasks + (base > 0 ? onBase : 0)];
    }),
  );
}

function check(taskCount: number, strategy: readonly CapacityProviderStrategyItem[]): void {
  const issues: Issue[] = [];
  checkWhole(taskCount, Number.MAX_SAFE_INTEGER / WEIGHT_MAX, 'taskCount', issues);
  if (Array.isArray(strategy) && strategy.length > 0) checkStrategy(strategy, issues);
  else issues.push({ path: 'strategy', problem: 'lists no capacity provider' });
  if (issues.length > 0) throw new EcsCostError('USAGE_INVALID', issues);
}

function checkStrategy(strategy: readonly CapacityProviderStrategyItem[], issues: Issue[]): void {
  if (strategy.length > PROVIDERS_MAX)
    issues.push({ path: 'strategy', problem: `lists ${strategy.length} capacity providers; ECS takes up to ${PROVIDERS_MAX}` });
  const names = strategy.map(({ capacityProvider }) => capacityProvider);
  for (const [index, { capacityProvider, base, weight }] of strategy.entries()) {
    const path = `strategy[${index}]`;
    if (typeof capacityProvider !== 'string' || capacityProvider === '')
      issues.push({ path: `${path}.capacityProvider`, problem: 'is the name of a capacity provider' });
    else if (names.indexOf(capacityProvider) < index)
      issues.push({ path: `${path}.capacityProvider`, problem: `${capacityProvider} is listed twice` });
    checkWhole(base ?? 0, BASE_MAX, `${path}.base`, issues);
    checkWhole(weight ?? 0, WEIGHT_MAX, `${path}.weight`, issues);
  }
  if (strategy.filter(({ base = 0 }) => base > 0).length > 1)
    issues.push({ path: 'strategy', problem: 'has a base on more than one capacity provider' });
  if (!strategy.some(({ weight = 0 }) => weight > 0)) {
    issues.push({ path: 'strategy', problem: 'has no weight above 0', hint: 'the ECS API takes an absent weight as 0; write "weight: 1"' });
  }
  const onFargate = names.filter((name) => FARGATE_PROVIDERS.includes(name));
  if (onFargate.length > 0 && onFargate.length < names.length) {
    issues.push({
      path: 'strategy',
      problem: 'mixes Fargate with other capacity providers',
      hint: 'ECS takes one type in a strategy; split the service in two',
    });
  }
}

function checkWhole(value: number, most: number, path: string, issues: Issue[]): void {
  if (Number.isSafeInteger(value) && value >= 0 && value <= most) return;
  issues.push({ path, problem: `must be a whole number from 0 to ${Math.floor(most)}, not ${String(value)}` });
}
