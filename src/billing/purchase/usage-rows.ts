import type { Horizon } from '../../demand/demand.ts';
import { addQuantities, multiplyQuantities, type Quantity, quantityOf } from '../../units/quantity.ts';
import { evenly, sumOfProfiles } from '../hourly-profile.ts';
import type { HourlyRun, Usage } from '../usage.ts';

const MINUTES_PER_HOUR = 60;

/** Usage of one kind, whoever causes it: commitments cover kinds, not services. */
export interface UsageRow {
  readonly usageType: string;
  readonly operation?: string;
  /** The rows of usage it is the sum of. */
  readonly members: readonly Usage[];
  readonly quantity: Quantity;
}

/** Rows with their quantities hour by hour: equal neighbours of all rows are one column. */
export interface HourlyRows {
  readonly rows: readonly UsageRow[];
  /** Hours of the month that each column stands for. */
  readonly hours: readonly Quantity[];
  /** Minutes of the horizon at which each column ends. */
  readonly ends: readonly number[];
  /** By row, then by column: what is used in each hour. */
  readonly quantities: readonly (readonly Quantity[])[];
}

/** Usage by kind, in the order in which the kinds first appear, hour by hour over the horizon; columns end at the cuts, too. */
export function hourlyRowsOf(usage: readonly Usage[], horizon: Horizon, cuts: readonly number[]): HourlyRows {
  const byKind = new Map<string, Usage[]>();
  for (const row of usage) {
    const key = JSON.stringify([row.usageType, row.operation]);
    byKind.set(key, [...(byKind.get(key) ?? []), row]);
  }
  const rows = [...byKind.values()].flatMap((members): UsageRow[] => {
    const [first] = members;
    if (!first) return [];
    const { usageType, operation } = first;
    const quantity = members.map((member) => member.quantity).reduce(addQuantities);
    return [{ usageType, ...(operation === undefined ? {} : { operation }), members, quantity }];
  });
  const profiles = rows.map(({ members }) => sumOfProfiles(members.map(({ hourly, quantity }) => hourly ?? evenly(quantity, horizon))));
  const ends = [...new Set([...cuts, ...profiles.flatMap(endsOf)])].sort((a, b) => a - b);
  return {
    rows,
    ends,
    hours: ends.map((end, index) => multiplyQuantities(quantityOf(end - (ends[index - 1] ?? 0), MINUTES_PER_HOUR), horizon.perMonth)),
    quantities: profiles.map((profile) => quantitiesUpTo(profile, ends)),
  };
}

/** Minutes at which the runs of a profile end. */
function endsOf(profile: readonly HourlyRun[]): number[] {
  let end = 0;
  return profile.map(({ minutes }) => {
    end += minutes;
    return end;
  });
}

function quantitiesUpTo(profile: readonly HourlyRun[], ends: readonly number[]): Quantity[] {
  const own = endsOf(profile);
  let at = 0;
  return ends.map((end) => {
    while ((own[at] ?? Number.POSITIVE_INFINITY) < end) at += 1;
    return profile[at]?.perHour ?? quantityOf(0);
  });
}
