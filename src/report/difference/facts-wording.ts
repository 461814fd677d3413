import type {
  Difference,
  LineDifference,
  LineSide,
  Running,
  SideStatus,
  WorkloadDifference,
} from '../../comparison/difference/difference.ts';
import { formatUsd, usd } from '../../units/money.ts';
import { compareText } from '../../units/order.ts';
import { percentText, taskSizeText } from '../numbers.ts';
import { listText, tableNameOf } from '../wording.ts';
import { deltaText, sideText, signedUsd } from './change-wording.ts';
import { nameOfOptionId, purchaseOptionOfId } from './option-id-wording.ts';

/** Decimals of quantities that people read. */
const QUANTITY_DECIMALS = 4;

/** `2 x m7g.large` or `6 x 0.5 vCPU/1 GB`. */
function runningText(running: Running | null): string {
  if (!running) return 'nothing';
  const instances = running.instances.map(({ peak, instanceType }) => `${peak} x ${instanceType}`);
  const sizes = new Map<string, number>();
  for (const { cpuUnits, memoryMiB, taskCount } of running.tasks) {
    const size = taskSizeText(cpuUnits, memoryMiB);
    sizes.set(size, (sizes.get(size) ?? 0) + taskCount);
  }
  const tasks = [...sizes].filter(([, count]) => count > 0).map(([size, count]) => `${count} x ${size}`);
  const text = listText([...instances, ...tasks]);
  return text === '' ? 'nothing' : text;
}

/** What ran and runs, with bound and gap where instances were packed: `3 x m7g.large → 4 x m7g.large (bound ..., gap 2.0 %)`. */
export function packingText({ runs, status }: WorkloadDifference): string {
  const [before, after] = [sideRunText(runs.before, status.before), sideRunText(runs.after, status.after)];
  return before === after ? after : `${before} → ${after}`;
}

function sideRunText(running: Running | null, status: SideStatus): string {
  if (!running && status !== 'absent') return 'not known';
  const packing = running?.packing;
  if (!packing) return runningText(running);
  const gap = packing.gap === null ? '' : `, gap ${percentText(Number(packing.gap))}`;
  return `${runningText(running)} (${perHour(packing.costUsdPerHour)} an hour, bound ${perHour(packing.lowerBoundUsdPerHour)}${gap})`;
}

function perHour(exact: string): string {
  return `$${Number(exact).toFixed(4)}`;
}

/** `Fargate · X86_64 · On-Demand, as today`: of which option the amounts are. */
export function basisText({ basis }: WorkloadDifference): string {
  const { kind, before, after } = basis;
  const names = [...new Set([before, after].flatMap((id) => (id === null ? [] : [nameOfOptionId(id)])))].join(' → ');
  if (names === '') return 'no option, since none has a complete price';
  return kind === 'today' ? `${names}, as the workload file says that it runs` : `${names}, the cheapest`;
}

/** The cheapest option beside what runs today, where amounts are of today's: `Cheapest: ... $301.20 → $320.10 (+6.3 %)`. */
export function cheapestText({ basis, cheapest, status }: WorkloadDifference): string {
  if (basis.kind === 'cheapest') return '';
  if (cheapest.after === null || (cheapest.after === basis.after && cheapest.before === basis.before)) return '';
  const names = [...new Set([cheapest.before, cheapest.after].flatMap((id) => (id === null ? [] : [nameOfOptionId(id)])))].join(' → ');
  const amounts = [sideText(cheapest.total, 'beforeUsd', status.before === 'absent'), sideText(cheapest.total, 'afterUsd', false)];
  return `${names}: ${amounts.join(' → ')}, ${deltaText(cheapest.total, status.before === 'absent' ? 'added' : 'changed')}`;
}

/** Where the best purchase option of all changes, commitments for a term among them. */
export function purchaseChangeText({ cheapestOfAll }: WorkloadDifference): string {
  if (cheapestOfAll.before === null || cheapestOfAll.after === null) return '';
  const [before, after] = [purchaseOptionOfId(cheapestOfAll.before), purchaseOptionOfId(cheapestOfAll.after)];
  return before === after ? '' : `${before} → ${after}`;
}

/** Lines whose amount changes, as texts: service, usage type, before, after, change, origin. */
export function lineCells({ service, usageType, unit, before, after }: LineDifference, shared: string): string[] {
  const origin = (after ?? before)?.origin;
  return [
    service ?? shared,
    usageType,
    lineSideText(before, unit),
    lineSideText(after, unit),
    signedUsd(lineDelta(before, after)),
    origin === undefined ? '' : [origin.table, origin.asOf].filter((part) => part !== null && part !== '').join(' '),
    origin?.source ?? '',
  ];
}

/** The lines that differ; none where a side has no price, since what is not known is no change. */
export function changedLines({ lines, status }: WorkloadDifference): LineDifference[] {
  const isKnown = [status.before, status.after].every((side) => side === 'priced' || side === 'absent');
  return isKnown ? lines.filter((line) => !isSameLine(line)) : [];
}

/** Whether a line is the same on both sides. */
function isSameLine({ before, after }: LineDifference): boolean {
  return (
    before !== null &&
    after !== null &&
    before.costUsd === after.costUsd &&
    before.quantity === after.quantity &&
    before.rateUsd === after.rateUsd
  );
}

/** What a line costs more, exact. */
function lineDelta(before: LineSide | null, after: LineSide | null): string {
  return usd(after?.costUsd ?? '0')
    .minus(usd(before?.costUsd ?? '0'))
    .toFixed();
}

function lineSideText(line: LineSide | null, unit: string): string {
  if (!line) return '-';
  return `${formatUsd(usd(line.costUsd))} = ${shortQuantity(line.quantity)} ${unit} x $${line.rateUsd}`;
}

function shortQuantity(quantity: string): string {
  const [whole = '', decimals = ''] = quantity.split('.');
  if (decimals.length <= QUANTITY_DECIMALS) return quantity;
  return String(Number(`${whole}.${decimals.slice(0, QUANTITY_DECIMALS + 1)}`).toFixed(QUANTITY_DECIMALS)).replace(/\.?0+$/, '');
}

/** What has no amount after the change, or has one no more, each once: `shop: environment.natGateways (not on base)`. */
export function ledgerLines({ workloads }: Difference): string[] {
  const lines = workloads.flatMap(({ name, notPriced, status }) => {
    const prefix = workloads.length > 1 ? `${name}: ` : '';
    const whole = [wholeGap(status.before, 'before'), wholeGap(status.after, 'after')].filter((text) => text !== '').join(', ');
    const gaps = notPriced
      .filter(({ side }) => side !== 'before')
      .map(({ what, why, side }) => `${prefix}${what}${side === 'after' ? ' (new with this change)' : ''}: ${why}`);
    return [...(whole === '' ? [] : [`${prefix}${name} is in no total: ${whole}`]), ...gaps];
  });
  return [...new Set(lines)];
}

function wholeGap(status: WorkloadDifference['status']['before'], side: 'before' | 'after'): string {
  if (status === 'not-priced') return `no option has a complete price ${side} the change`;
  return status === 'not-possible' ? `no option can run it ${side} the change` : '';
}

/** Values left open, and on which side: `operatingSystem LINUX (api, web): not stated`; the same for several services once. */
export function assumptionLines({ assumptions }: WorkloadDifference): string[] {
  const owners = new Map<string, string[]>();
  for (const { service, path, before, after, why } of assumptions) {
    const key = JSON.stringify([path, before, after, why]);
    owners.set(key, [...(owners.get(key) ?? []), ...(service === null ? [] : [service])]);
  }
  return [...owners].map(([key, services]) => {
    const [path, before, after, why] = JSON.parse(key) as [string, string | null, string | null, string];
    const whom = services.length === 0 ? '' : ` (${listText(services)})`;
    if (after === null) return `${path} ${before}${whom}: stated or gone since`;
    if (before === null) return `${path} ${after}${whom}: open since this change: ${why}`;
    return `${path} ${before === after ? after : `${before} → ${after}`}${whom}: ${why}`;
  });
}

/** The tables that the amounts after the change come from: `EC2 2026-03-15, Fargate 2025-10-27`. */
export function tableDatesText({ workloads }: Difference): string {
  const dates = new Map<string, string[]>();
  for (const { name, asOf } of workloads.flatMap(({ tables }) => tables.after)) {
    if (asOf !== null) dates.set(tableNameOf(name), [...(dates.get(tableNameOf(name)) ?? []), asOf]);
  }
  const texts = [...dates].map(([name, all]) => {
    const [first, last] = [all.toSorted(compareText)[0], all.toSorted(compareText).at(-1)];
    return `${name} ${first === last ? first : `${first} to ${last}`}`;
  });
  return texts.toSorted(compareText).join(', ');
}
