import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capacityUnitHours } from '../../../src/billing/beside/capacity-units.ts';
import { demandOf } from '../../../src/demand/demand-of.ts';
import { parseMonth } from '../../../src/demand/month.ts';
import { quantityText } from '../../../src/units/money.ts';
import { compareQuantities, quantityOf } from '../../../src/units/quantity.ts';
import type { CapacityDimension, LoadBalancer, TrafficFigure } from '../../../src/workload/beside.ts';
import { service, workload } from '../../support/workload-builder.ts';

const mean = (amount: string): TrafficFigure => ({ kind: 'mean', amount });
const daily = (amounts: readonly string[]): TrafficFigure => ({ kind: 'course', course: { kind: 'hourly', amounts, timeZone: 'UTC' } });

function unitHours(traffic: LoadBalancer['traffic'], wanted: Partial<LoadBalancer> = {}, hourlyTasks?: readonly string[]): string {
  return quantityText(unitsOf(traffic, wanted, hourlyTasks));
}

function unitsOf(traffic: LoadBalancer['traffic'], wanted: Partial<LoadBalancer> = {}, hourlyTasks?: readonly string[]) {
  const demand = hourlyTasks ? { course: { kind: 'hourly', amounts: hourlyTasks, timeZone: 'UTC' } as const } : undefined;
  const file = workload({ services: [service({ desiredCount: 2, ...(demand ? { demand } : {}) })] });
  return capacityUnitHours({ name: 'public', type: 'application', protocol: 'tcp', traffic, ...wanted }, demandOf(file, parseMonth('730')));
}

/** 24 hours, of which the first `count` have one amount and the others another. */
const split = (count: number, first: string, then: string): string[] =>
  Array.from({ length: 24 }, (_, hour) => (hour < count ? first : then));

describe('an Application Load Balancer', () => {
  test('that is at exactly one unit in three dimensions takes one unit, not three', () => {
    const traffic = { newConnectionsPerSecond: mean('25'), activeConnections: mean('3000'), processed: mean('730') };
    expect(unitHours(traffic)).toBe('730');
  });

  test.each([
    ['newConnectionsPerSecond', '50'],
    ['activeConnections', '6000'],
    ['processed', '1460'],
    ['ruleEvaluationsPerSecond', '2000'],
  ] as const)('at %s %s takes two units in every hour', (dimension, amount) => {
    expect(unitHours({ [dimension]: mean(amount) })).toBe('1460');
  });

  test('whose connections and data peak at different hours takes in each hour the dimension that binds', () => {
    // Hours 0-11: 2 units of connections against 1 of data; hours 12-23: 1 against 3. The means alone would say 2 units.
    const traffic = { newConnectionsPerSecond: daily(split(12, '50', '25')), processed: daily(split(12, '1', '3')) };
    expect(unitHours(traffic)).toBe('1825');
  });

  test('follows the number of tasks with a mean, hour by hour, against a course of another dimension', () => {
    // Tasks 3 in twelve hours and 1 in twelve: a mean of one unit is 1.5 and 0.5; data is one unit all the time.
    const traffic = { newConnectionsPerSecond: mean('25'), processed: daily(split(24, '1', '1')) };
    expect(unitHours(traffic, {}, split(12, '3', '1'))).toBe('912.5');
  });
});

test.each([
  ['tcp', '800', '730'],
  ['udp', '800', '1460'],
  ['tls', '800', '11680'],
] as const)('800 new flows a second of a Network Load Balancer with %s take %s unit-hours', (protocol, flows, expected) => {
  expect(unitHours({ newConnectionsPerSecond: mean(flows) }, { type: 'network', protocol })).toBe(expected);
});

const amount = fc.nat(10_000).map(String);
const figure = fc.oneof(amount.map(mean), fc.array(amount, { minLength: 24, maxLength: 24 }).map(daily));
const traffic: fc.Arbitrary<Partial<Record<CapacityDimension, TrafficFigure>>> = fc.record(
  { newConnectionsPerSecond: figure, activeConnections: figure, processed: figure, ruleEvaluationsPerSecond: figure },
  { requiredKeys: [] },
);

test('capacity units are never below those of any single dimension, and never above their sum', () => {
  fc.assert(
    fc.property(traffic, fc.array(fc.nat(9).map(String), { minLength: 24, maxLength: 24 }), (all, tasks) => {
      const units = unitsOf(all, {}, tasks);
      let sum = quantityOf(0);
      for (const [dimension, one] of Object.entries(all)) {
        const alone = unitsOf({ [dimension]: one }, {}, tasks);
        expect(compareQuantities(alone, units)).toBeLessThanOrEqual(0);
        sum = quantityOf(sum.numerator * alone.denominator + alone.numerator * sum.denominator, sum.denominator * alone.denominator);
      }
      expect(compareQuantities(units, sum)).toBeLessThanOrEqual(0);
    }),
    { seed: 9, numRuns: 60 },
  );
});
