import type { CallLimit } from '../comparison/difference/judge-budgets.ts';
import { percentAsShare } from '../units/decimal-text.ts';
import { isPlainDecimal } from '../units/money.ts';
import { readChoice, readMonth, readPage, readPricesDirectory, readRegions, type Surroundings } from './call-options.ts';
import type { DiffCall, PricesOfSide } from './diff/compare-pairs.ts';
import { DIFFERENCE_FORMATS, type DifferenceFormat } from './render-difference.ts';
import { type OptionReader, type ParsedCall, readOptions } from './usage.ts';
import { STANDARD_INPUT } from './workload-files.ts';

/** A checked call of `diff`. */
export interface CheckedDiffCall {
  readonly diff: DiffCall;
  readonly format: DifferenceFormat;
  readonly output?: string;
  readonly table: { readonly width: number; readonly color: boolean; readonly details: boolean };
}

/** The options that say what is compared and by what it is judged, for every command that compares. */
export const DIFF_OPTIONS = {
  region: { type: 'string', describe: "Instead of the files' Regions; repeatable" },
  month: { type: 'string', describe: 'Hours (730, the default) or a calendar month (2026-11)' },
  option: { type: 'string', describe: 'Only options whose id matches, as "fargate:*"; repeatable' },
  prices: { type: 'string', describe: 'Directory of price tables instead of the bundled ones' },
  'prices-as-of': { type: 'string', describe: 'The newest tables that were there on this day, as 2026-11-22' },
  'base-prices': { type: 'string', describe: 'Directory of price tables for the base' },
  'base-prices-as-of': { type: 'string', describe: 'Tables of this day for the base' },
  'base-optional': { type: 'boolean', describe: 'A base that is not there counts as empty' },
  'fail-above': { type: 'string', describe: 'Exit with 1 when the cost after is above: USD, or SCOPE=USD; repeatable' },
  'fail-increase': { type: 'string', describe: 'Exit with 1 when more is added: USD or "10 %", or SCOPE=...; repeatable' },
  'warn-above': { type: 'string', describe: 'As --fail-above, without failing' },
  'warn-increase': { type: 'string', describe: 'As --fail-increase, without failing' },
} as const;

const KNOWN = ['format', 'output', 'details', 'width', 'quiet', 'no-color', ...Object.keys(DIFF_OPTIONS)];

/**
 * Checks the arguments of `diff`.
 *
 * @throws EcsCostError `USAGE_INVALID` with everything that is wrong with the call.
 */
export function readDiffCall(call: ParsedCall, surroundings: Surroundings, operands: readonly string[]): CheckedDiffCall {
  const reader = readOptions(call, KNOWN);
  const output = reader.one('output');
  const checked: CheckedDiffCall = {
    diff: readCompared(reader, operands, { command: 'diff' }),
    format: readChoice(reader, 'format', { what: 'a format', choices: DIFFERENCE_FORMATS, absent: 'table' }),
    ...(output === undefined ? {} : { output }),
    table: {
      ...readPage(reader, surroundings, output),
      details: reader.flag('details'),
    },
  };
  reader.check();
  return checked;
}

/** What a command that compares was told about both sides and the limits. */
export function readCompared(reader: OptionReader, operands: readonly string[], { command }: { command: string }): DiffCall {
  const [base = '', head = '', ...paths] = operands;
  const isRange = base.includes('...') && !base.startsWith('...') && !base.includes('/...');
  // `origin/main...HEAD` names both sides, and everything behind it is a path.
  const sides = isRange ? { base, head: '', paths: operands.slice(1) } : { base, head, paths };
  if (base === '' || (head === '' && !isRange)) {
    reader.problem({
      path: 'BASE HEAD',
      problem: 'two sides are needed',
      hint: `as in ecs-cost ${command} base.yaml head.yaml, or ecs-cost ${command} origin/main...HEAD`,
    });
  }
  if (base === STANDARD_INPUT && head === STANDARD_INPUT)
    reader.problem({ path: '-', problem: 'standard input is named twice', hint: 'it can be read once' });
  const month = readMonth(reader);
  const pricesDirectory = readPricesDirectory(reader);
  const basePricesDirectory = readPricesDirectory(reader, 'base-prices');
  const headPrices = pricesOf(pricesDirectory, reader.one('prices-as-of'));
  const basePrices = pricesOf(basePricesDirectory, reader.one('base-prices-as-of'));
  return {
    ...sides,
    isBaseOptional: reader.flag('base-optional'),
    regions: readRegions(reader, pricesDirectory),
    ...(month === undefined ? {} : { month }),
    patterns: reader.many('option'),
    prices: { base: Object.keys(basePrices).length === 0 ? headPrices : basePrices, head: headPrices },
    limits: readLimits(reader),
    quiet: reader.flag('quiet'),
  };
}

function pricesOf(directory: string | undefined, asOf: string | undefined): PricesOfSide {
  return { ...(directory === undefined ? {} : { directory }), ...(asOf === undefined ? {} : { asOf }) };
}

const LIMIT_OPTIONS = [
  { name: 'fail-above', isIncrease: false, action: 'fail' },
  { name: 'fail-increase', isIncrease: true, action: 'fail' },
  { name: 'warn-above', isIncrease: false, action: 'warn' },
  { name: 'warn-increase', isIncrease: true, action: 'warn' },
] as const;

/** `400`, `api=20`, `shop/*=10 %`: a limit, and whom it is for. */
function readLimits(reader: OptionReader): CallLimit[] {
  return LIMIT_OPTIONS.flatMap((option) => reader.many(option.name).flatMap((text) => readLimit(reader, option, text)));
}

function readLimit(reader: OptionReader, { name, isIncrease, action }: (typeof LIMIT_OPTIONS)[number], text: string): CallLimit[] {
  const at = text.lastIndexOf('=');
  const scope = at < 0 ? {} : { scope: text.slice(0, at) };
  const limit = text.slice(at + 1).trim();
  if (isPlainDecimal(limit)) return [{ ...scope, rule: isIncrease ? 'increase' : 'monthly', limit, action }];
  const percent = isIncrease ? /^(\d{1,6}(?:\.\d{1,6})?) ?%$/.exec(limit)?.[1] : undefined;
  if (percent !== undefined) return [{ ...scope, rule: 'increase-share', limit: percentAsShare(percent) ?? '0', action }];
  const expected = isIncrease ? 'an amount of USD or a percentage' : 'an amount of USD';
  const hint = isIncrease ? 'as 50, "10 %" or api=20' : 'write a plain decimal, as 400 or api=99.50';
  reader.problem({ path: `--${name}`, problem: `"${limit}" is not ${expected}`, hint });
  return [];
}
