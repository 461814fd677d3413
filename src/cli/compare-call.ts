import type { Month } from '../demand/demand.ts';
import { isPlainDecimal } from '../units/money.ts';
import { readChoice, readPage, readPaths, readPricing, readRegions, type Surroundings } from './call-options.ts';
import { type OptionReader, type ParsedCall, readOptions } from './usage.ts';

/** Formats that a report can be printed in. */
export const FORMATS = ['table', 'json', 'markdown', 'csv'] as const;

/** @see FORMATS */
export type Format = (typeof FORMATS)[number];

/** A checked call of `compare`. */
export interface CompareCall {
  /** Paths as they were written; `-` is standard input. */
  readonly workloads: readonly string[];
  readonly format: Format;
  readonly output?: string;
  /** Empty: each file's own. */
  readonly regions: readonly string[];
  readonly month?: Month;
  /** Globs over option ids; empty: all options. */
  readonly patterns: readonly string[];
  readonly pricesDirectory?: string;
  /** `YYYY-MM-DD`: the newest tables that were there on that day. */
  readonly pricesAsOf?: string;
  readonly failAboveUsd?: string;
  readonly quiet: boolean;
  readonly table: { readonly width: number; readonly color: boolean; readonly details: boolean };
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
  'fail-above',
  'details',
  'width',
  'quiet',
  'no-color',
];

/**
 * Checks the arguments of `compare`.
 *
 * @throws EcsCostError `USAGE_INVALID` with everything that is wrong with the call.
 */
export function readCompareCall(call: ParsedCall, surroundings: Surroundings): CompareCall {
  const reader = readOptions(call, KNOWN);
  const output = reader.one('output');
  const pricing = readPricing(reader);
  const failAboveUsd = readAmount(reader, 'fail-above');
  const checked: CompareCall = {
    workloads: readPaths(call, reader, 'compare'),
    format: readChoice(reader, 'format', { what: 'a format', choices: FORMATS, absent: 'table' }),
    ...(output === undefined ? {} : { output }),
    regions: readRegions(reader, pricing.pricesDirectory),
    ...pricing,
    patterns: reader.many('option'),
    ...(failAboveUsd === undefined ? {} : { failAboveUsd }),
    quiet: reader.flag('quiet'),
    table: {
      ...readPage(reader, surroundings, output),
      details: reader.flag('details'),
    },
  };
  reader.check();
  return checked;
}

function readAmount({ one, problem }: OptionReader, name: string): string | undefined {
  const text = one(name);
  if (text === undefined || isPlainDecimal(text)) return text;
  problem({ path: `--${name}`, problem: `"${text}" is not an amount of USD`, hint: 'write a plain decimal, as 400 or 399.50' });
  return undefined;
}
