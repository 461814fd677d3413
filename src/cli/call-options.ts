import { knownRegions } from '../catalog/load-catalog.ts';
import type { Month } from '../demand/demand.ts';
import { parseMonth } from '../demand/month.ts';
import { EcsCostError } from '../units/errors.ts';
import { choiceHint, type OptionReader, operandsOf, type ParsedCall } from './usage.ts';
import { STANDARD_INPUT } from './workload-files.ts';

/** What a call depends on besides its arguments: a part of Node's `process`. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
}

const WIDTH = 100;
const WIDTH_MIN = 40;
const WIDTH_MAX = 1000;

/** The workload files that a call names, in its order. */
export function readPaths(call: ParsedCall, { problem }: OptionReader, command: string): string[] {
  const paths = operandsOf(call);
  if (paths.length === 0) problem({ path: 'WORKLOAD', problem: 'no workload file is named', hint: `as in ecs-cost ${command} shop.yaml` });
  if (paths.filter((path) => path === STANDARD_INPUT).length > 1) {
    problem({ path: 'WORKLOAD', problem: 'standard input (-) is named twice', hint: 'it can be read once' });
  }
  return paths;
}

/** One of a few words, the first when the option was not given. */
export function readChoice<Choice extends string>(
  { one, problem }: OptionReader,
  name: string,
  { what, choices, absent }: { what: string; choices: readonly Choice[]; absent: Choice },
): Choice {
  const wanted = one(name);
  const choice = wanted === undefined ? absent : choices.find((each) => each === wanted);
  if (choice === undefined) {
    problem({ path: `--${name}`, problem: `"${wanted}" is not ${what}`, hint: choiceHint(wanted ?? '', choices) });
  }
  return choice ?? absent;
}

/** Hours or a calendar month; absent when the call does not say. */
export function readMonth({ one, problem }: OptionReader): Month | undefined {
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

/** The month and the tables that a call asks for; what it does not say is absent. */
export function readPricing(reader: OptionReader): {
  readonly month?: Month;
  readonly pricesDirectory?: string;
  readonly pricesAsOf?: string;
} {
  const [month, pricesDirectory, pricesAsOf] = [readMonth(reader), readPricesDirectory(reader), reader.one('prices-as-of')];
  return {
    ...(month === undefined ? {} : { month }),
    ...(pricesDirectory === undefined ? {} : { pricesDirectory }),
    ...(pricesAsOf === undefined ? {} : { pricesAsOf }),
  };
}

/** A directory with price tables; absent when the call does not name one. */
export function readPricesDirectory({ one, problem }: OptionReader, name = 'prices'): string | undefined {
  const directory = one(name);
  if (directory !== undefined && knownRegions(directory).length === 0) {
    problem({
      path: `--${name}`,
      problem: `there are no price tables in "${directory}"`,
      hint: 'name a directory that has prices/<region>.json',
    });
  }
  return directory;
}

/** Regions instead of the file's own, each once; empty when the call names none. */
export function readRegions({ many, problem }: OptionReader, pricesDirectory: string | undefined): string[] {
  const regions = [...new Set(many('region'))];
  if (regions.length === 0) return [];
  const known = [...knownRegions(), ...(pricesDirectory === undefined ? [] : knownRegions(pricesDirectory))];
  for (const region of regions) {
    if (!known.includes(region)) problem({ path: '--region', problem: `"${region}" is not a region`, hint: choiceHint(region, known) });
  }
  return regions;
}

/** Columns of a table: as the call says, or the terminal's, at most 100. */
function readWidth({ one, problem }: OptionReader, { stdout }: Surroundings, isFile: boolean): number {
  const text = one('width');
  if (text === undefined) return stdout.isTTY && !isFile ? Math.min(WIDTH, stdout.columns || WIDTH) : WIDTH;
  const width = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (width < WIDTH_MIN || width > WIDTH_MAX) {
    problem({ path: '--width', problem: `"${text}" is not a width`, hint: `write a whole number from ${WIDTH_MIN} to ${WIDTH_MAX}` });
  }
  return width;
}

/** How a report is laid out: for the file that the call names, or for standard output. */
export function readPage(
  reader: OptionReader,
  surroundings: Surroundings,
  output: string | undefined,
): { readonly width: number; readonly color: boolean } {
  return {
    width: readWidth(reader, surroundings, output !== undefined),
    color: output === undefined && wantsColor(reader, surroundings),
  };
}

/** Whether standard output takes colours, and they are wanted. @see https://no-color.org */
function wantsColor({ flag }: OptionReader, { env, stdout }: Surroundings): boolean {
  return stdout.isTTY === true && !flag('no-color') && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

/** Whether the terminal or the locale says that it cannot show more than ASCII; one that says nothing can. */
export function wantsAscii({ env }: Surroundings): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return env['TERM'] === 'dumb' || (locale !== '' && !/utf-?8/i.test(locale));
}
