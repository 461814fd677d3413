/**
 * How long it takes to apply Savings Plans to a year of hourly usage, and to choose the best commitment for it, with no
 * two hours alike. The yardstick in the same run is the plain way: one call of `applyCommitments` an hour.
 *
 *     npx tsx benchmarks/commitments.ts [--full]
 *
 * The goals are 1 second to apply and 2 seconds to choose, at 8,760 hours of 200 usage types. Then both grow: to ten
 * years, and to 10,000 usage types; a size of more than a gigabyte only with --full, and only where the machine has the memory.
 */
import { totalmem } from 'node:os';
import process from 'node:process';
import { applyCommitments } from '../src/billing/commitments/apply-commitments.ts';
import { applyCommitmentsOverHours, type HourlyUsage } from '../src/billing/commitments/apply-commitments-over-hours.ts';
import { chooseCombination } from '../src/billing/commitments/choose-combination.ts';
import { chooseCommitment } from '../src/billing/commitments/choose-commitment.ts';
import type { Commitment } from '../src/billing/commitments/commitment.ts';

const HOURS_PER_YEAR = 8760;
const APPLY_GOAL_SECONDS = 1;
const CHOOSE_GOAL_SECONDS = 2;

/** Hours that the plain way is timed for; the rest is extrapolated. */
const PLAIN_HOURS = 100;

/** Park and Miller's generator: the same usage on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Types of twenty families, each with a daily wave and noise in hundredths of a unit, so that no hour is like another. */
function usageOf(types: number, hours: number): HourlyUsage[] {
  const random = randomFrom(42);
  return Array.from({ length: types }, (_, index) => {
    const onDemandRate = 0.02 + random();
    const compute = onDemandRate * (0.5 + 0.4 * random());
    const phase = random() * 24;
    const quantities = Float64Array.from({ length: hours }, (_empty, hour) =>
      Math.round(1000 + 500 * Math.sin(((hour + phase) / 12) * Math.PI) + 500 * random()),
    );
    return {
      usageType: `BoxUsage:m${index % 20}.large`,
      operatingSystem: `system ${Math.floor(index / 20)}`,
      region: 'us-east-1',
      onDemandRate: onDemandRate.toFixed(5),
      computeSavingsPlanRate: compute.toFixed(6),
      ec2InstanceSavingsPlanRate: (compute * 0.9).toFixed(6),
      quantities,
    };
  });
}

/** Quantities as decimal texts, as they come from a file. */
function asTexts(usage: readonly HourlyUsage[]): HourlyUsage[] {
  return usage.map((row) => ({ ...row, quantities: Array.from(row.quantities, (quantity) => (Number(quantity) / 100).toFixed(2)) }));
}

function secondsOf(run: () => unknown): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function sizeText(types: number, hours: number): string {
  return `${hours.toLocaleString('en')} hours x ${types.toLocaleString('en')} types`.padEnd(34);
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[ordered.length >> 1] ?? Number.NaN;
}

/** A Compute plan for about two thirds of the usage, and plans and reservations of three families. */
function commitmentsFor(usage: readonly HourlyUsage[]): Commitment[] {
  const hour = usage.map(({ quantities, ...row }) => ({ ...row, quantity: quantities[0] as number | string }));
  const perHour = Number(applyCommitments({ usage: hour, commitments: [] }).totalUsd);
  return [
    { kind: 'compute-savings-plan', usdPerHour: (perHour * 0.4).toFixed(5) },
    { kind: 'ec2-instance-savings-plan', family: 'm3', region: 'us-east-1', usdPerHour: (perHour * 0.02).toFixed(5) },
    { kind: 'ec2-instance-savings-plan', family: 'm4', region: 'us-east-1', usdPerHour: (perHour * 0.02).toFixed(5) },
    {
      kind: 'reserved-instance',
      scope: 'regional',
      region: 'us-east-1',
      instanceType: 'm5.xlarge',
      count: 3,
      usdPerHour: '0.1',
      operatingSystem: 'system 0',
    },
  ];
}

const PLAN = { kind: 'compute-savings-plan' } as const;

console.log(`Node ${process.version}, ${process.platform} ${process.arch}; seconds, median of 5 unless said otherwise\n`);

const year = asTexts(usageOf(200, HOURS_PER_YEAR));
const commitments = commitmentsFor(year);
const repeat = (run: () => unknown): number => median(Array.from({ length: 5 }, () => secondsOf(run)));

const plain = secondsOf(() => {
  for (let hour = 0; hour < PLAIN_HOURS; hour += 1) {
    applyCommitments({ usage: year.map(({ quantities, ...row }) => ({ ...row, quantity: quantities[hour] as string })), commitments });
  }
});
const apply = repeat(() => applyCommitmentsOverHours({ usage: year, commitments }));
const choose = repeat(() => chooseCommitment({ usage: year, plan: PLAN }));
const chooseBehindOwned = secondsOf(() => chooseCommitment({ usage: year, owned: commitments, plan: PLAN }));

console.log('8,760 hours x 200 usage types, from texts');
console.log(`  hour by hour (extrapolated)        ${((plain * HOURS_PER_YEAR) / PLAIN_HOURS).toFixed(2).padStart(8)}`);
console.log(`  apply 3 plans and a reservation    ${apply.toFixed(2).padStart(8)}   (goal: at most ${APPLY_GOAL_SECONDS})`);
console.log(`  choose a Compute plan              ${choose.toFixed(2).padStart(8)}   (goal: at most ${CHOOSE_GOAL_SECONDS})`);
console.log(`  the same behind owned commitments  ${chooseBehindOwned.toFixed(2).padStart(8)}   (once)`);

console.log('\ngrowth, once each                       apply   choose');
const sizes = [
  [200, HOURS_PER_YEAR],
  [200, 3 * HOURS_PER_YEAR],
  [200, 10 * HOURS_PER_YEAR],
  [1000, HOURS_PER_YEAR],
  [2000, HOURS_PER_YEAR],
  [10_000, 168],
  [10_000, HOURS_PER_YEAR],
  [10_000, 10 * HOURS_PER_YEAR],
] as const;
/** Quantities as doubles: once as given, once as they are read, once each for levels and what is left behind. */
const BYTES_PER_QUANTITY = 8 * 4;
const isFull = process.argv.includes('--full');
for (const [types, hours] of sizes) {
  const gigabytes = (types * hours * BYTES_PER_QUANTITY) / 1e9;
  if (gigabytes > (isFull ? totalmem() / 1.25e9 : 1)) {
    const why = isFull ? `this machine has ${(totalmem() / 1e9).toFixed(0)} GB` : 'with --full';
    console.log(`  ${sizeText(types, hours)} not run: about ${gigabytes.toFixed(1)} GB of memory; ${why}`);
    continue;
  }
  const usage = usageOf(types, hours);
  const owned = commitmentsFor(usage);
  const applied = secondsOf(() => applyCommitmentsOverHours({ usage, commitments: owned }));
  const chosen = secondsOf(() => chooseCommitment({ usage, plan: PLAN }));
  console.log(`  ${sizeText(types, hours)} ${applied.toFixed(2).padStart(8)} ${chosen.toFixed(2).padStart(8)}`);
}

console.log('\ncombination of EC2 Instance and Compute plans, once each');
for (const [types, hours] of [
  [5, 168],
  [20, 168],
  [5, HOURS_PER_YEAR],
  [20, HOURS_PER_YEAR],
] as const) {
  const usage = usageOf(types, hours);
  console.log(
    `  ${sizeText(types, hours)} ${secondsOf(() => chooseCombination({ usage }))
      .toFixed(2)
      .padStart(8)}`,
  );
}

process.exitCode = apply <= APPLY_GOAL_SECONDS && choose <= CHOOSE_GOAL_SECONDS ? 0 : 1;
