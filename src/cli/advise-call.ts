import { readChoice, readPage, readPaths, readPricing, readRegions, type Surroundings } from './call-options.ts';
import type { EstimateCall } from './estimate-files.ts';
import { type ParsedCall, readOptions } from './usage.ts';

/** Formats that advice can be printed in. */
export const ADVICE_FORMATS = ['table', 'json', 'markdown'] as const;

/** A checked call of `advise`. */
export interface AdviseCall extends EstimateCall {
  readonly format: (typeof ADVICE_FORMATS)[number];
  readonly output?: string;
  readonly table: { readonly width: number; readonly color: boolean };
}

const KNOWN = ['workload', 'format', 'output', 'region', 'month', 'prices', 'prices-as-of', 'width', 'quiet', 'no-color'];

/**
 * Checks the arguments of `advise`.
 *
 * @throws EcsCostError `USAGE_INVALID` with everything that is wrong with the call.
 */
export function readAdviseCall(call: ParsedCall, surroundings: Surroundings): AdviseCall {
  const reader = readOptions(call, KNOWN);
  const output = reader.one('output');
  const pricing = readPricing(reader);
  const checked: AdviseCall = {
    workloads: readPaths(call, reader, 'advise'),
    format: readChoice(reader, 'format', { what: 'a format of advise', choices: ADVICE_FORMATS, absent: 'table' }),
    advice: 'full',
    ...(output === undefined ? {} : { output }),
    regions: readRegions(reader, pricing.pricesDirectory),
    ...pricing,
    quiet: reader.flag('quiet'),
    table: readPage(reader, surroundings, output),
  };
  reader.check();
  return checked;
}
