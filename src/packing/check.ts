import type { PackingPlan, PackingProblem } from './problem.ts';

/**
 * Every way in which a plan breaks its problem; empty for a valid plan. Shares no code with the algorithms, so that it can
 * contradict them: it adds up in exact whole numbers, straight from the original problem.
 */
export function checkPlan(problem: PackingProblem, plan: PackingPlan): string[] {
  return [...checkBins(problem, plan), ...checkPlacement(problem, plan), ...checkCost(problem, plan)];
}

function checkBins(problem: PackingProblem, plan: PackingPlan): string[] {
  const faults: string[] = [];
  const bought = new Map<number, bigint>();
  for (const [position, packed] of plan.bins.entries()) {
    const type = problem.bins[packed.bin];
    if (type === undefined) {
      faults.push(`bins[${position}]: there is no bin type ${packed.bin}`);
      continue;
    }
    if (!isCount(packed.count)) faults.push(`bins[${position}]: count ${packed.count}`);
    else bought.set(packed.bin, (bought.get(packed.bin) ?? 0n) + BigInt(packed.count));
    faults.push(...checkContent(problem, plan, position));
  }
  for (const [bin, count] of bought) {
    const limit = problem.bins[bin]?.limit;
    if (limit !== undefined && count > BigInt(limit)) faults.push(`bin type ${bin}: ${count} bought, limit ${limit}`);
  }
  return faults;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}

function checkContent(problem: PackingProblem, plan: PackingPlan, position: number): string[] {
  const faults: string[] = [];
  const packed = plan.bins[position] as PackingPlan['bins'][number];
  const capacity = (problem.bins[packed.bin] as PackingProblem['bins'][number]).capacity;
  const load = capacity.map(() => 0n);
  const seen = new Set<number>();
  if (packed.items.length === 0) faults.push(`bins[${position}]: an empty bin`);
  for (const [index, copies] of packed.items) {
    const item = problem.items[index];
    if (item === undefined || !isCount(copies) || seen.has(index)) {
      faults.push(`bins[${position}]: ${copies} copies of item ${index}`);
      continue;
    }
    seen.add(index);
    if (copies > (item.maxPerBin ?? copies))
      faults.push(`bins[${position}]: ${copies} copies of item ${index}, maxPerBin ${item.maxPerBin}`);
    for (const [dimension, size] of item.size.entries()) load[dimension] = (load[dimension] as bigint) + BigInt(size) * BigInt(copies);
  }
  for (const [dimension, total] of load.entries()) {
    if (total > BigInt(capacity[dimension] as number))
      faults.push(`bins[${position}]: dimension ${dimension} holds ${total} of ${capacity[dimension]}`);
  }
  return faults;
}

function checkPlacement(problem: PackingProblem, plan: PackingPlan): string[] {
  const faults: string[] = [];
  const found = problem.items.map(() => 0n);
  const add = (item: number, copies: bigint): void => {
    if (found[item] !== undefined) found[item] += copies;
  };
  for (const { count, items } of plan.bins) for (const [item, copies] of items) add(item, BigInt(count) * BigInt(copies));
  for (const { item, count } of plan.unplaced) {
    if (!isCount(count)) faults.push(`unplaced item ${item}: count ${count}`);
    else add(item, BigInt(count));
  }
  for (const [item, copies] of found.entries()) {
    const count = BigInt((problem.items[item] as PackingProblem['items'][number]).count);
    if (copies !== count) faults.push(`item ${item}: ${copies} copies in the plan, ${count} in the problem`);
  }
  return faults;
}

function checkCost(problem: PackingProblem, plan: PackingPlan): string[] {
  const faults: string[] = [];
  let cost = 0n;
  for (const { bin, count } of plan.bins) cost += BigInt(problem.bins[bin]?.cost ?? 0) * BigInt(count);
  if (BigInt(plan.cost) !== cost) faults.push(`cost ${plan.cost}, its bins cost ${cost}`);
  if (!(plan.lowerBound >= 0 && plan.lowerBound <= plan.cost))
    faults.push(`lower bound ${plan.lowerBound} of a plan that costs ${plan.cost}`);
  const gap = plan.cost === plan.lowerBound ? 0 : plan.cost / plan.lowerBound - 1;
  if (plan.gap !== gap) faults.push(`gap ${plan.gap}, not ${gap}`);
  return faults;
}
