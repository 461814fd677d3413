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

/** Keys of a service or a job. */
type BesideFields = Fields<Extract<KeyOf<'service'>, KeyOf<'job'>>>;

/** Notes what a service or job states about its placement and this version does not model; whether it has a `memberOf` constraint. */
export function notePlacement(reading: Reading, { stated }: BesideFields, of: string): boolean {
  const { placementConstraints, capacityProviderStrategy } = stated;
  const note = (what: string, why: string): void => void reading.unpriced.push({ what, of, why });
  const memberOf = placementConstraints !== undefined && readPlacementConstraints(reading, placementConstraints).memberOf;
  if (memberOf) note('placementConstraints memberOf', 'not modelled: any instance that holds the task may be chosen');
  if (capacityProviderStrategy) {
    checkStrategy(reading, capacityProviderStrategy);
    note('capacityProviderStrategy', 'this version prices each launch type and purchase option on its own, not a split between them');
  }
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

function checkStrategy(reading: Reading, field: Field): void {
  for (const item of readList(reading, field, 'write a list, as [{ capacityProvider: FARGATE_SPOT, weight: 1 }]') ?? []) {
    const fields = readFields(reading, item, 'capacityProviderStrategyItem');
    if (!fields) continue;
    const { capacityProvider, base, weight } = fields.stated;
    if (capacityProvider) readText(reading, capacityProvider, { expected: 'the name of a capacity provider' });
    else reportMissing(reading, fields, { key: 'capacityProvider', hint: 'write its name, as FARGATE_SPOT' });
    if (base) readWholeNumber(reading, base, { min: 0, max: 100_000, what: 'a number of tasks' });
    if (weight) readWholeNumber(reading, weight, { min: 0, max: 1000, what: 'a number from 0 to 1,000' });
  }
}
