import { attributeSteps, NO_ATTRIBUTION } from '../../src/comparison/difference/attribution.ts';
import type { CostState, LineState, OptionState } from '../../src/comparison/difference/cost-state.ts';
import type { Cause, Difference, Edit, WorkloadDifference } from '../../src/comparison/difference/difference.ts';
import { differenceOf } from '../../src/comparison/difference/difference-of.ts';
import type { CallLimit } from '../../src/comparison/difference/judge-budgets.ts';
import { totalDifference } from '../../src/comparison/difference/total-difference.ts';
import { sumUsd, usd } from '../../src/units/money.ts';
import type { Budget } from '../../src/workload/workload.ts';

/** Hand-made states of workloads: amounts are written down here, and no part of the pipeline made them. */

export const FARGATE = 'fargate:on-demand:X86_64';
export const FARGATE_ARM = 'fargate:on-demand:ARM64';
export const EC2_ARM = 'ec2:on-demand:ARM64';

/** A service with its cost on Fargate X86_64, and where it should run. */
export interface ServiceCost {
  readonly name: string;
  readonly usd: string;
  readonly verdict?: string;
  readonly low?: string;
  readonly high?: string;
}

/** What of a state matters to a fact. */
export interface StateParts {
  readonly name?: string;
  readonly services: readonly ServiceCost[];
  readonly asOf?: string;
  /** Total of EC2 ARM64; absent: dearer than Fargate by half. */
  readonly ec2Usd?: string;
  readonly cheapest?: string;
  readonly today?: string | null;
  readonly notPriced?: CostState['notPriced'];
  readonly isUnpriced?: boolean;
}

/** A state with Fargate X86_64, which runs today, and EC2 ARM64. */
export function stateOf(parts: StateParts): CostState {
  const { services, name = 'shop', asOf = '2026-01-31', isUnpriced = false } = parts;
  const total = sumUsd(services.map((each) => usd(each.usd)));
  const hasRange = services.some(({ low }) => low !== undefined);
  const sum = (key: 'low' | 'high') => sumUsd(services.map((each) => usd(each[key] ?? each.usd)));
  const fargate: OptionState = {
    id: FARGATE,
    status: isUnpriced ? 'incomplete' : 'complete',
    total,
    ...(hasRange ? { range: { low: sum('low'), high: sum('high') } } : {}),
    perService: services.map((each) => ({
      service: each.name,
      cost: usd(each.usd),
      ...(each.low === undefined ? {} : { range: { low: usd(each.low), high: usd(each.high ?? each.usd) } }),
    })),
    lines: services.map((each) => lineOf(each, asOf)),
    gaps: isUnpriced ? [{ what: '60 GB-Mo of EBS:VolumeUsage.gp3', why: 'the tables of this Region have no volumes' }] : [],
    isCommitment: false,
    lacksRatesOnly: false,
    running: { instances: [], tasks: [{ cpuUnits: 1024, memoryMiB: 2048, taskCount: services.length }] },
  };
  const ec2Total = parts.ec2Usd === undefined ? usd(total.times('1.5').toFixed()) : usd(parts.ec2Usd);
  const ec2: OptionState = {
    id: EC2_ARM,
    status: isUnpriced ? 'incomplete' : 'complete',
    total: ec2Total,
    perService: [],
    lines: [],
    gaps: [],
    isCommitment: false,
    lacksRatesOnly: false,
    running: {
      instances: [{ instanceType: 'm7g.large', peak: 2 }],
      tasks: [],
      packing: { costUsdPerHour: '0.2081', lowerBoundUsdPerHour: '0.198', gap: '0.0510' },
    },
  };
  const cheapest = parts.cheapest ?? FARGATE;
  return {
    name,
    region: 'us-east-1',
    month: { hours: '730', label: '730 h' },
    tables: [{ name: 'AmazonECS', asOf }],
    assumptions: [{ path: 'operatingSystem', value: 'LINUX', why: "not stated; ECS's default", service: services[0]?.name ?? null }],
    notPriced: parts.notPriced ?? [],
    options: [fargate, ec2],
    cheapest: isUnpriced ? null : cheapest,
    cheapestOfAll: isUnpriced ? null : cheapest,
    today: isUnpriced || parts.today === null ? null : (parts.today ?? FARGATE),
    verdicts: services.map((each) => ({ service: each.name, recommended: isUnpriced ? null : (each.verdict ?? cheapest) })),
  };
}

/** One line a service: its cost in hours of one dollar. */
function lineOf({ name, usd: cost }: ServiceCost, asOf: string): LineState {
  return {
    service: name,
    usageType: 'Fargate-vCPU-Hours:perCPU',
    unit: 'vCPU-Hours',
    quantity: cost,
    rateUsd: '1',
    costUsd: cost,
    origin: { table: 'AmazonECS', asOf, source: 'price list, hand-made' },
  };
}

/** What of a change matters to a fact, besides its two states. */
export interface ChangeParts {
  readonly before?: CostState;
  readonly after?: CostState;
  readonly edits?: readonly Edit[];
  /** The cost of the base after each step but the last. */
  readonly steps?: readonly { readonly cause: Cause; readonly usd?: string }[];
  readonly isSame?: boolean;
  readonly budgetBefore?: Budget;
  readonly budget?: Budget;
}

/** A workload's difference, attributed by the costs of its steps. */
export function workloadChange({
  before,
  after,
  edits = [],
  steps = [],
  isSame = false,
  budget,
  budgetBefore,
}: ChangeParts): WorkloadDifference {
  const sides = { ...(before ? { before } : {}), ...(after ? { after } : {}) };
  const total = (state: CostState | undefined) => state?.options[0]?.total ?? usd('0');
  const attribution =
    steps.length === 0
      ? NO_ATTRIBUTION
      : attributeSteps(
          total(before),
          steps.map((step) => ({ causes: [step.cause], cost: step.usd === undefined ? total(after) : usd(step.usd) })),
        );
  return differenceOf({
    ...sides,
    file: 'shop.yaml',
    edits,
    isSame,
    attribution,
    budget: { ...(budgetBefore ? { before: budgetBefore } : {}), ...(budget ? { after: budget } : {}) },
  });
}

/** A whole difference of some workloads. */
export function changeOf(workloads: readonly WorkloadDifference[], limits: readonly CallLimit[] = []): Difference {
  return totalDifference(workloads, {
    base: 'main',
    head: 'change',
    month: { hours: '730', label: '730 h' },
    limits,
    matches: (pattern, name) => pattern === '*' || pattern === name,
  });
}
