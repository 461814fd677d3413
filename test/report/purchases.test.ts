import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { estimate } from '../../src/estimate.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderTable } from '../../src/report/render-table.ts';
import type { Estimate } from '../../src/report/report.ts';
import type { Purchasing, SpotExpectations } from '../../src/workload/purchasing.ts';
import { closedReportSchema } from '../support/closed-schema.ts';
import { catalogWith, tableOf } from '../support/commitment-tables.ts';
import { service, task, workload } from '../support/workload-builder.ts';

/** An hour of 1 vCPU and 2 GB on Fargate: $0.048 On-Demand, $0.0384 under the plan, $0.0144 on Spot. m5.large: $0.10, $0.03 on Spot, half upfront 0.06. */
const CATALOG = catalogWith([
  tableOf('spot', { 'Fargate-vCPU-Hours:perCPU': '0.012', 'Fargate-GB-Hours': '0.0012' }),
  tableOf('spot', { 'BoxUsage:m5.large': '0.03' }),
  tableOf('compute-savings-plan-1y-no-upfront', { 'Fargate-vCPU-Hours:perCPU': '0.032', 'Fargate-GB-Hours': '0.0032' }),
  tableOf('reserved-1y-partial-upfront', { 'BoxUsage:m5.large': '0.06' }),
]);

function priced(spot: SpotExpectations, interruptible = true): Estimate {
  const purchasing: Purchasing = { savingsPlans: [], reservedInstances: [], assumedDiscounts: {}, spot };
  const worker = service({ name: 'worker', task: task({ networkModeAssumed: true }), desiredCount: 4, interruptible });
  return estimate(workload({ services: [worker], purchasing }), CATALOG, { splits: true });
}

/** 36.5 interruptions a month of 16 hours each: of 730 hours 584 are lost, and Spot costs 0.0144 / 0.2 = 0.072. */
const DEAR: SpotExpectations = { interruptions: { expected: '36.5' }, restartSeconds: '57600', workLostSeconds: '0' };
/** At most once a month, an hour each. */
const CALM: SpotExpectations = { interruptions: { low: '0', expected: '0.5', high: '1' }, restartSeconds: '3600', workLostSeconds: '0' };

/** Rows of the purchase table in words, blanks as one. */
function rowsOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '));
  return lines.slice(lines.findIndex((line) => line.startsWith('Spot and commitments')));
}

describe('the purchase table', () => {
  test('has Spot with its band and break-even beside commitments with theirs, by launch type', () => {
    const rows = rowsOf(renderTable(priced(CALM), { width: 120 }));
    expect(rows[0]).toBe('Spot and commitments | Commitment | Monthly | Saves | Upfront | Break-even | Interrupted');
    // 4 x 0.0144 x 730 / (1 - 0.5 / 730) = 42.0768; On-Demand 140.16.
    expect(rows).toContain('X86_64 · Spot | none | $42.08 | 70 % | $0.00 | >100 % | 0-100%');
    // 4 x 0.0384 x 730.
    expect(rows).toContain('X86_64 · Compute SP 1y no upfront | $0.1536/h | $112.13 | 20 % | $0.00 | 9.6 mo');
    // Two m5.large: 2 x 0.06 x 730 + 6; half of 525.60 each in whole dollars.
    expect(rows).toContain('+ X86_64 · Reserved 1y partial | 2 x m5.large | $93.60 | 38 % | ≈ $526.00 | 7.2 mo');
  });

  test('says from which rate on others are cheaper: neither up to 100 %, at 511 and at 456 times a month', () => {
    const text = renderTable(priced(CALM), { width: 120 }).replace(/\s+/g, ' ');
    expect(text).toContain(
      'Fargate · X86_64 · Spot: 70.0 % off On-Demand rates, interruptions counted; neither On-Demand (from 511 times a month) nor Fargate X86_64 Compute SP 1y no upfront (from 456 times a month) is cheaper at any rate up to 100 %',
    );
    expect(text).toContain('Interrupted in a month: as the workload file states');
  });

  test('says so where others are cheaper already below it', () => {
    // 16 hours lost each time: On-Demand from 0.7 x 730 / 16 = 31.9, the plan from 28.5 a month; at 1,600 hours from 0.319 and 0.285.
    const long = { ...CALM, restartSeconds: String(1600 * 3600), interruptions: { expected: '0.1' } };
    const text = renderTable(priced(long), { width: 120 }).replace(/\s+/g, ' ');
    expect(text).toContain('On-Demand is cheaper from 32 % a month, Fargate X86_64 Compute SP 1y no upfront from 29 % a month');
    expect(rowsOf(renderTable(priced(DEAR), { width: 120 }))).toContain('X86_64 · Spot | none | $210.24 | +50 % | $0.00 | >100 % | 3650%');
  });

  test('has no column of interruptions where nothing runs on Spot, in either format', () => {
    const estimated = priced({}, false);
    expect(renderTable(estimated)).not.toContain('Interrupted');
    expect(renderMarkdown(estimated)).not.toContain('Interrupted');
    expect(renderMarkdown(priced(CALM))).toContain('| Fargate · X86_64 · Spot | none | $42.08 | 70 % | $0.00 | &gt;100 % | 0-100% |');
  });

  test('with details says when a commitment is paid', () => {
    const text = renderTable(priced(CALM), { details: true, width: 120 }).replace(/\s+/g, ' ');
    expect(text).toContain('paid nothing upfront, $112.13 on the bill of the month');
    // 2 x (525.60 - 263) / 12, and $6 of volumes.
    expect(text).toContain(
      'paid ≈ $526.00 upfront and ≈ $49.77 on the bill of the month; $93.60 with the upfront payment spread over the term',
    );
  });
});

test('the JSON report of Spot, commitments and splits stands in the schema', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(closedReportSchema());
  for (const spot of [{}, CALM, DEAR]) expect(validate(JSON.parse(renderJson(priced(spot)))), JSON.stringify(validate.errors)).toBe(true);
});
