import { knownRegions } from '../catalog/load-catalog.ts';
import type { Month } from '../demand/demand.ts';
import { parseMonth } from '../demand/month.ts';
import { EcsCostError } from '../units/errors.ts';
import { isPlainDecimal } from '../units/money.ts';
import { choiceHint, type OptionReader, operandsOf, type ParsedCall, readOptions } from './usage.ts';
import { STANDARD_INPUT } from './workload-files.ts';

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
  readonly failAboveUsd?: string;
  readonly quiet: boolean;
  readonly table: { readonly width: number; readonly color: boolean; readonly details: boolean };
}

/** What a call depends on besides its arguments: a part of Node's `process`. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
}

const KNOWN = [
  'workload',
  'format',
  'output',
  'region',
  'month',
  'option',
  'prices',
  'fail-above',
  'details',
  'width',
  'quiet',
  'no-color',
];

const WIDTH = 100;
const WIDTH_MIN = 40;
const WIDTH_MAX = 1000;

/**
 * Checks the arguments of `compare`.
 *
 * @throws EcsCostError `USAGE_INVALID` with everything that is wrong with the call.
 */
export function readCompareCall(call: ParsedCall, surroundings: Surroundings): CompareCall {
  const reader = readOptions(call, KNOWN);
  const output = reader.one('output');
  const month = readMonth(reader);
  const pricesDirectory = readPricesDirectory(reader);
  const failAboveUsd = readAmount(reader, 'fail-above');
  const checked: CompareCall = {
    workloads: readPaths(call, reader),
    format: readFormat(reader),
    ...(output === undefined ? {} : { output }),
    regions: readRegions(reader, pricesDirectory),
    ...(month === undefined ? {} : { month }),
    patterns: reader.many('option'),
    ...(pricesDirectory === undefined ? {} : { pricesDirectory }),
    ...(failAboveUsd === undefined ? {} : { failAboveUsd }),
    quiet: reader.flag('quiet'),
    table: {
      width: readWidth(reader, surroundings, output !== undefined),
      color: output === undefined && wantsColor(reader, surroundings),
      details: reader.flag('details'),
    },
  };
  reader.check();
  return checked;
}

function readPaths(call: ParsedCall, { problem }: OptionReader): string[] {
  const paths = operandsOf(call);
  if (paths.length === 0) problem({ path: 'WORKLOAD', problem: 'no workload file is named', hint: 'as in ecs-cost compare shop.yaml' });
  if (paths.filter((path) => path === STANDARD_INPUT).length > 1) {
    problem({ path: 'WORKLOAD', problem: 'standard input (-) is named twice', hint: 'it can be read once' });
  }
  return paths;
}

function readFormat({ one, problem }: OptionReader): Format {
  const wanted = one('format') ?? 'table';
  const format = FORMATS.find((each) => each === wanted);
  if (format === undefined) problem({ path: '--format', problem: `"${wanted}" is not a format`, hint: choiceHint(wanted, FORMATS) });
  return format ?? 'table';
}

function readMonth({ one, problem }: OptionReader): Month | undefined {
  const text = one('month');
  if (text === undefined) return undefined;
  try {
    return parseMonth(text);
  } catch (error) {
    if (!(error instanceof EcsCostError)) throw error;
    for (const issue of error.issues) problem(issue);
    return undefined;
  }
}

function readPricesDirectory({ one, problem }: OptionReader): string | undefined {
  const directory = one('prices');
  if (directory !== undefined && knownRegions(directory).length === 0) {
    problem({
      path: '--prices',
      problem: `there are no price tables in "${directory}"`,
      hint: 'name a directory that has prices/<region>.json',
    });
  }
  return directory;
}

function readRegions({ many, problem }: OptionReader, pricesDirectory: string | undefined): string[] {
  const regions = [...new Set(many('region'))];
  if (regions.length === 0) return [];
  const known = [...knownRegions(), ...(pricesDirectory === undefined ? [] : knownRegions(pricesDirectory))];
  for (const region of regions) {
    if (!known.includes(region)) problem({ path: '--region', problem: `"${region}" is not a region`, hint: choiceHint(region, known) });
  }
  return regions;
}

function readAmount({ one, problem }: OptionReader, name: string): string | undefined {
  const text = one(name);
  if (text === undefined || isPlainDecimal(text)) return text;
  problem({ path: `--${name}`, problem: `"${text}" is not an amount of USD`, hint: 'write a plain decimal, as 400 or 399.50' });
  return undefined;
}

function readWidth({ one, problem }: OptionReader, { stdout }: Surroundings, isFile: boolean): number {
  const text = one('width');
  if (text === undefined) return stdout.isTTY && !isFile ? Math.min(WIDTH, stdout.columns || WIDTH) : WIDTH;
  const width = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (width < WIDTH_MIN || width > WIDTH_MAX) {
    problem({ path: '--width', problem: `"${text}" is not a width`, hint: `write a whole number from ${WIDTH_MIN} to ${WIDTH_MAX}` });
  }
  return width;
}

/** @see https://no-color.org */
function wantsColor({ flag }: OptionReader, { env, stdout }: Surroundings): boolean {
  return stdout.isTTY === true && !flag('no-color') && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}
