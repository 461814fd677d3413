import { readChoice, readPage, readPaths, readPricing, readRegions, type Surroundings, wantsAscii } from './call-options.ts';
import type { EstimateCall } from './estimate-files.ts';
import { type ParsedCall, readOptions } from './usage.ts';

/** Formats that a study of commitments can be printed in. */
export const COMMIT_FORMATS = ['table', 'json'] as const;

/** A checked call of `commit`. */
export interface CommitCall extends EstimateCall {
  readonly format: (typeof COMMIT_FORMATS)[number];
  readonly output?: string;
  /** Globs over ids of On-Demand options; empty: of each launch type the cheapest. */
  readonly patterns: readonly string[];
  /** Globs over purchase options of Savings Plans; empty: all of them. */
  readonly plans: readonly string[];
  readonly table: { readonly width: number; readonly color: boolean; readonly details: boolean; readonly ascii: boolean };
}

const KNOWN = [
  'workload',
  'format',
  'output',
  'region',
  'month',
  'option',
  'plan',
  'prices',
  'prices-as-of',
  'details',
  'width',
  'ascii',
  'quiet',
  'no-color',
];

/**
 * Checks the arguments of `commit`.
 *
 * @throws EcsCostError `USAGE_INVALID` with everything that is wrong with the call.
 */
export function readCommitCall(call: ParsedCall, surroundings: Surroundings): CommitCall {
  const reader = readOptions(call, KNOWN);
  const output = reader.one('output');
  const pricing = readPricing(reader);
  const workloads = readPaths(call, reader, 'commit');
  if (workloads.length > 1) reader.problem({ path: 'WORKLOAD', problem: 'several workload files are named', hint: 'commit takes one' });
  const checked: CommitCall = {
    workloads,
    format: readChoice(reader, 'format', { what: 'a format of commit', choices: COMMIT_FORMATS, absent: 'table' }),
    ...(output === undefined ? {} : { output }),
    regions: readRegions(reader, pricing.pricesDirectory),
    ...pricing,
    patterns: reader.many('option'),
    plans: reader.many('plan'),
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
