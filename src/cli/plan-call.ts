import type { Effort } from '../packing/problem.ts';
import { readChoice, readPage, readPaths, readPricing, readRegions, type Surroundings, wantsAscii } from './call-options.ts';
import type { EstimateCall } from './estimate-files.ts';
import { type ParsedCall, readOptions } from './usage.ts';

/** Formats that a plan can be printed in. */
export const PLAN_FORMATS = ['table', 'json'] as const;

/** How much work packing may take. */
export const EFFORTS: readonly Effort[] = ['instant', 'normal', 'thorough'];

/** A checked call of `plan`. */
export interface PlanCall extends EstimateCall {
  readonly effort: Effort;
  readonly format: (typeof PLAN_FORMATS)[number];
  readonly output?: string;
  /** Globs over ids of EC2 options; empty: all of them. */
  readonly patterns: readonly string[];
  readonly table: { readonly width: number; readonly color: boolean; readonly details: boolean; readonly ascii: boolean };
}

const KNOWN = [
  'workload',
  'format',
  'output',
  'region',
  'month',
  'option',
  'prices',
  'prices-as-of',
  'effort',
  'details',
  'width',
  'ascii',
  'quiet',
  'no-color',
];

/**
 * Checks the arguments of `plan`.
 *
 * @throws EcsCostError `USAGE_INVALID` with everything that is wrong with the call.
 */
export function readPlanCall(call: ParsedCall, surroundings: Surroundings): PlanCall {
  const reader = readOptions(call, KNOWN);
  const output = reader.one('output');
  const pricing = readPricing(reader);
  const workloads = readPaths(call, reader, 'plan');
  if (workloads.length > 1) reader.problem({ path: 'WORKLOAD', problem: 'several workload files are named', hint: 'plan takes one' });
  const checked: PlanCall = {
    workloads,
    format: readChoice(reader, 'format', { what: 'a format of plan', choices: PLAN_FORMATS, absent: 'table' }),
    effort: readChoice(reader, 'effort', { what: 'an effort', choices: EFFORTS, absent: 'normal' }),
    ...(output === undefined ? {} : { output }),
    regions: readRegions(reader, pricing.pricesDirectory),
    ...pricing,
    patterns: reader.many('option'),
    quiet: reader.flag('quiet'),
    table: {
      ...readPage(reader, surroundings, output),
      details: reader.flag('details'),
      ascii: reader.flag('ascii') || (output === undefined && wantsAscii(surroundings)),
    },
  };
  reader.check();
  return checked;
}
