import type { KeyOf } from './keys.ts';
import {
  type Field,
  type Fields,
  type Reading,
  readFields,
  readList,
  readOneOf,
  readText,
  readWholeNumber,
  reportMissing,
} from './reading.ts';
import type { CapacityProviderItem } from './workload.ts';

/** Keys of a service or a job. */
type BesideFields = Fields<Extract<KeyOf<'service'>, KeyOf<'job'>>>;

/** Notes what a service or job states about its placement and this version does not model; whether it has a `memberOf` constraint. */
export function notePlacement(reading: Reading, { stated }: BesideFields, of: string): boolean {
  const { placementConstraints, capacityProviderStrategy } = stated;
  const note = (what: string, why: string): void => void reading.unpriced.push({ what, of, why });
  const memberOf = placementConstraints !== undefined && readPlacementConstraints(reading, placementConstraints).memberOf;
  if (memberOf) note('placementConstraints memberOf', 'not modelled: any instance that holds the task may be chosen');
  if (capacityProviderStrategy && !readStrategy(reading, capacityProviderStrategy).every(isOnFargate))
    note('capacityProviderStrategy', 'capacity providers of your own: EC2 options price their instances, not a split between providers');
  return memberOf;
}

/** Reads `placementConstraints`; an unknown type is a problem. */
export function readPlacementConstraints(reading: Reading, field: Field): { distinctInstance: boolean; memberOf: boolean } {
  const types = (readList(reading, field, 'write a list, as [{ type: distinctInstance }]') ?? []).map((item) => {
    const fields = readFields(reading, item, 'placementConstraint');
    if (!fields) return undefined;
    const { type, expression } = fields.stated;
    if (!type) return reportMissing(reading, fields, { key: 'type', hint: 'write distinctInstance or memberOf' });
    const named = readOneOf(reading, type, ['distinctInstance', 'memberOf'] as const);
    if (named === 'memberOf' && !expression)
      reportMissing(reading, fields, { key: 'expression', hint: 'memberOf needs a cluster query expression' });
    if (expression) readText(reading, expression, { expected: 'a cluster query expression' });
    return named;
  });
  return { distinctInstance: types.includes('distinctInstance'), memberOf: types.includes('memberOf') };
}

/** Reads a strategy of Fargate and Fargate Spot; nothing where a provider is another one. */
export function readFargateStrategy(reading: Reading, field: Field): readonly CapacityProviderItem[] | undefined {
  const items = readStrategy(reading, field);
  return items.length > 0 && items.every(isOnFargate) ? items : undefined;
}

function isOnFargate({ capacityProvider }: CapacityProviderItem): boolean {
  return capacityProvider === 'FARGATE' || capacityProvider === 'FARGATE_SPOT';
}

function readStrategy(reading: Reading, field: Field): CapacityProviderItem[] {
  const list = readList(reading, field, 'write a list, as [{ capacityProvider: FARGATE_SPOT, weight: 1 }]') ?? [];
  return list.flatMap((item) => {
    const fields = readFields(reading, item, 'capacityProviderStrategyItem');
    if (!fields) return [];
    const { capacityProvider, base, weight } = fields.stated;
    const name = capacityProvider
      ? readText(reading, capacityProvider, { expected: 'the name of a capacity provider' })
      : reportMissing(reading, fields, { key: 'capacityProvider', hint: 'write its name, as FARGATE_SPOT' });
    const tasks = base && readWholeNumber(reading, base, { min: 0, max: 100_000, what: 'a number of tasks' });
    const share = weight && readWholeNumber(reading, weight, { min: 0, max: 1000, what: 'a number from 0 to 1,000' });
    if (name === undefined) return [];
    return [{ capacityProvider: name, ...(tasks === undefined ? {} : { base: tasks }), ...(share === undefined ? {} : { weight: share }) }];
  });
}
