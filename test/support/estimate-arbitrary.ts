import fc from 'fast-check';
import type { LineItem, MissingRate } from '../../src/billing/bill.ts';
import type { Ec2Plan } from '../../src/capacity/capacity.ts';
import type { RankedOption } from '../../src/comparison/comparison.ts';
import type { Estimate } from '../../src/report/report.ts';
import { sumUsd } from '../../src/units/money.ts';
import {
  billOf,
  EC2_TABLE,
  estimateOf,
  FARGATE_TABLE,
  fargatePlan,
  line,
  NOTHING_BILLED,
  optionOf,
  SHOP_FLEETS,
  service,
} from './estimate-fixture.ts';

/** Letters, blanks, Hangul, Chinese, emoji of several years, quotes, separators, markup and control characters. */
const CHARACTERS = fc.constantFrom(...'abz 09-_한국語中😀🫠🩷"\',;|`<>@#=+*[]\\\n\t\r\u001b\u0007\u202e');

const NAME = fc.string({ unit: CHARACTERS, minLength: 1, maxLength: 60 });

const DECIMAL = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.nat({ max: 999_999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(6, '0')}`);

interface Shape {
  readonly name: string;
  readonly owners: readonly string[];
  readonly options: readonly { status: RankedOption['status']; amounts: readonly { quantity: string; rate: string }[] }[];
}

const SHAPE: fc.Arbitrary<Shape> = fc.record({
  name: NAME,
  owners: fc.uniqueArray(NAME, { minLength: 1, maxLength: 5 }),
  options: fc.array(
    fc.record({
      status: fc.constantFrom('complete' as const, 'incomplete' as const, 'impossible' as const),
      amounts: fc.array(fc.record({ quantity: DECIMAL, rate: DECIMAL }), { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

const IDS = [
  'fargate:on-demand:ARM64',
  'fargate:on-demand:X86_64',
  'ec2:ec2-instance-savings-plan-3y-partial-upfront:X86_64',
  'ec2:on-demand:mixed',
  'managed-instances:on-demand:ARM64',
  'fargate:spot:ARM64',
];

function missingRate(owner: string): MissingRate {
  return {
    owner,
    usageType: 'EBS:VolumeUsage.gp3',
    quantity: { numerator: 1n, denominator: 3n },
    unit: 'GB-Mo',
    region: 'us-east-1',
    why: 'not in the table',
    remedy: 'state it',
  };
}

/** The fleets of the shop, with other services on them. */
function ec2PlanOf(owners: readonly string[]): Ec2Plan {
  const tasks = owners.map((owner) => ({ owner, count: 3, cpuUnits: 256, memoryMiB: 512 }));
  return {
    ...SHOP_FLEETS,
    fleets: SHOP_FLEETS.fleets.map((fleet) => ({ ...fleet, groups: fleet.groups.map((group) => ({ ...group, tasks })) })),
  };
}

function estimateFrom({ name, owners, options }: Shape): Estimate {
  const priced = options.map(({ status, amounts }, index) => {
    const id = IDS[index] ?? '';
    const lines = amounts.map(({ quantity, rate }, at): LineItem => {
      const owner = owners[at % owners.length] ?? '';
      return line(owner, `BoxUsage:x${at}`, { quantity, unit: 'Hrs', rate }, { origin: at % 2 === 0 ? EC2_TABLE : FARGATE_TABLE });
    });
    const plan = index % 2 === 0 ? fargatePlan('ARM64') : ec2PlanOf(owners);
    if (status === 'impossible') {
      const impossible = owners.map((owner) => ({ owner, kind: 'fargate-feature' as const, features: [name] }));
      return { status, option: optionOf(id, { plan, bill: NOTHING_BILLED, impossible }) };
    }
    return { status, option: optionOf(id, { plan, bill: billOf(lines, status === 'incomplete' ? owners.map(missingRate) : []) }) };
  });
  const ranked = priced.map(({ status, option }): RankedOption => {
    const perOwner = owners.map((owner) => ({
      owner,
      cost: sumUsd(option.bill.lines.filter((each) => each.owner === owner).map(({ cost }) => cost)),
    }));
    return { id: option.id, status, total: option.bill.total, approxShareAgainstBase: 0.1, perOwner };
  });
  const estimate = estimateOf(
    { name, region: 'us-east-1' },
    priced.map(({ option }) => option),
    ranked,
  );
  return {
    ...estimate,
    workload: { ...estimate.workload, services: owners.map((owner, index) => service(owner, index)), jobs: [] },
    assumptions: [{ path: 'services[0].task', value: name, why: name }],
    notPriced: [{ what: name, why: name }],
  };
}

/** Estimates with names of every kind and amounts up to 10^18, whose totals are the sums of their lines. */
export const anyEstimate: fc.Arbitrary<Estimate> = SHAPE.map(estimateFrom);
