import type { PackingDimension } from '../capacity/capacity.ts';
import { percentText } from './numbers.ts';
import { type Allocation, approxShareOf, type InterfaceLimit } from './plan-allocation.ts';
import type { FleetView, GroupView } from './plan-view.ts';
import { PLAN_WORDS, SHORT_DIMENSIONS } from './plan-wording.ts';
import { printable } from './printable.ts';

/** Instances of equal content, in one zone or as many in each of several. */
export interface Row extends GroupView {
  readonly zones: readonly number[];
}

/** The texts of a row. */
export interface RowTexts {
  readonly zone: string;
  readonly count: string;
  readonly tasks: readonly { readonly name: string; readonly count: string }[];
  /** One a dimension, in the same order in all rows of a fleet. */
  readonly allocations: readonly string[];
}

const BAR_CELLS = 10;

/** Dimensions with a bar; of the others an instance has a few, and their number says more. */
const AS_BARS: ReadonlySet<PackingDimension> = new Set(['cpu', 'memory', 'sustained-cpu']);

/** The rows of a fleet in words, numbers aligned; the type of the instances only where there are several. */
export function rowTexts(rows: readonly Row[], view: FleetView, { eniTrunking }: { eniTrunking: boolean }): RowTexts[] {
  const isOneType = new Set(view.groups.map(({ group }) => group.instanceType)).size === 1;
  const countWidth = widest(rows.map(({ group }) => String(group.count)));
  const percentWidth = widest(rows.flatMap(({ allocations }) => allocations.filter(hasBar).map(shareText)));
  const limitByType = new Map(view.interfaceLimits.map((limit) => [limit.instanceType, limit]));
  return rows.map(({ group, zones, allocations }) => ({
    zone: zoneText(zones),
    count: [
      String(group.count).padStart(countWidth),
      ...(isOneType ? [] : [`x ${group.instanceType}`]),
      ...(zones.length > 1 ? [PLAN_WORDS.each] : []),
    ].join(' '),
    tasks: group.tasks.map(({ owner, count }) => ({ name: printable(owner), count: ` x${count}` })),
    allocations: allocations.map((allocation) =>
      hasBar(allocation)
        ? barText(allocation, percentWidth)
        : countText(allocation, eniTrunking ? limitByType.get(group.instanceType) : undefined),
    ),
  }));
}

function widest(texts: readonly string[]): number {
  let columns = 0;
  for (const text of texts) columns = Math.max(columns, text.length);
  return columns;
}

function hasBar({ dimension }: Allocation): boolean {
  return AS_BARS.has(dimension);
}

function shareText(allocation: Allocation): string {
  return percentText(approxShareOf(allocation) ?? 0);
}

/** `cpu ███████░░░ 73 %`: all ten cells only when nothing is left, none only when nothing is taken. */
function barText(allocation: Allocation, percentWidth: number): string {
  const share = approxShareOf(allocation) ?? 0;
  const most = share < 1 ? BAR_CELLS - 1 : BAR_CELLS;
  const filled = Math.min(most, Math.max(share > 0 ? 1 : 0, Math.round(share * BAR_CELLS)));
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
  return `${labelOf(allocation)} ${bar} ${shareText(allocation).padStart(percentWidth)}`;
}

/** `GPUs 1 of 1`, `interfaces 3 of 2`, and with trunking `interfaces 3 of 2+8`. */
function countText(allocation: Allocation, trunk: InterfaceLimit | undefined): string {
  const { dimension, reserved, allocatable } = allocation;
  const further = trunk && dimension === 'network-interfaces' ? trunk.withTrunking - trunk.withoutTrunking : 0;
  return `${labelOf(allocation)} ${reserved} of ${trunk && further > 0 ? `${trunk.withoutTrunking}+${further}` : allocatable}`;
}

function labelOf({ dimension }: Allocation): string {
  return SHORT_DIMENSIONS[dimension] ?? dimension;
}

/** `zone a`, `zones a-c`, `zones a, c`; nothing where a fleet is not spread. */
function zoneText(zones: readonly number[]): string {
  const [first = 0] = zones;
  if (first === 0) return '';
  const letters = zones.map(zoneLetter);
  if (letters.length === 1) return `${PLAN_WORDS.zone} ${letters[0]}`;
  const inARow = zones.length > 2 && zones.every((zone, index) => zone === first + index);
  return `${PLAN_WORDS.zones} ${inARow ? `${letters[0]}-${letters.at(-1)}` : letters.join(', ')}`;
}

function zoneLetter(zone: number): string {
  return 'abcdefghijklmnopqrstuvwxyz'[zone - 1] ?? String(zone);
}
