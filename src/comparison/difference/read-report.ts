import { EcsCostError } from '../../units/errors.ts';
import { type Usd, usd } from '../../units/money.ts';
import type { Budget, BudgetLimits } from '../../workload/workload.ts';
import type { CostState, LineState, OptionState } from './cost-state.ts';
import type { Running, TableDate } from './difference.ts';

/** A JSON value whose shape is not known yet. */
type Json = unknown;

/** Gives what is wrong with a report an address. */
interface Reader {
  readonly file: string;
}

const SCHEMA_VERSION = 1;

/**
 * Reads the JSON reports of `compare --format json`: one, or the `reports` of several.
 *
 * @throws EcsCostError `REPORT_INVALID` when it is no such report, or of a version this program does not read.
 *
 * @public
 */
export function readReports(report: Json, file: string): CostState[] {
  const reader = { file };
  const root = mapping(reader, report, '');
  const reports = root['reports'];
  if (reports === undefined) return [stateOf(reader, root, '')];
  return list(reader, reports, 'reports').map((each, index) =>
    stateOf(reader, mapping(reader, each, `reports[${index}]`), `reports[${index}].`),
  );
}

/** Whether a JSON value looks like a report rather than a workload file. */
export function isReport(value: Json): boolean {
  return typeof value === 'object' && value !== null && ('schemaVersion' in value || 'reports' in value);
}

function stateOf(reader: Reader, report: Record<string, Json>, at: string): CostState {
  if (report['schemaVersion'] !== SCHEMA_VERSION) {
    throw invalid(
      reader,
      `${at}schemaVersion`,
      'is not the version of a report that this program reads',
      'make it with ecs-cost compare --format json',
    );
  }
  if (!Array.isArray(report['options'])) {
    throw invalid(
      reader,
      `${at}options`,
      'is missing: this is not a report of ecs-cost compare',
      'make it with ecs-cost compare --format json',
    );
  }
  if (report['currency'] !== 'USD') throw invalid(reader, `${at}currency`, 'is not USD', 'compare reports in USD');
  const workload = mapping(reader, report['workload'], `${at}workload`);
  const month = mapping(reader, report['month'], `${at}month`);
  const prices = mapping(reader, report['prices'], `${at}prices`);
  const told = (key: string): Record<string, Json>[] => mappings(reader, report[key], `${at}${key}`);
  return {
    name: text(reader, workload['name'], `${at}workload.name`),
    region: text(reader, workload['region'], `${at}workload.region`),
    month: { hours: text(reader, month['hours'], `${at}month.hours`), label: text(reader, month['label'], `${at}month.label`) },
    tables: mappings(reader, prices['tables'], `${at}prices.tables`).map(tableOf),
    assumptions: told('assumptions').map(({ path, value, why, service }) => {
      const owner = textOrNull(service);
      return { path: belowOwner(words(path), owner), value: words(value), why: words(why), service: owner };
    }),
    notPriced: told('notPriced').map(({ what, why }) => ({ what: words(what), why: words(why) })),
    options: told('options').map((option, index) => optionOf(reader, option, `${at}options[${index}]`)),
    cheapest: textOrNull(report['cheapestWithoutCommitment'] ?? report['cheapest']),
    cheapestOfAll: textOrNull(report['cheapest']),
    today: textOrNull(report['today']),
    ...(report['budget'] === undefined ? {} : { budget: budgetOf(reader, report['budget'], `${at}budget`) }),
    verdicts: told('advice').map(({ service, recommended }) => ({ service: words(service), recommended: textOrNull(recommended) })),
  };
}

function optionOf(reader: Reader, option: Record<string, Json>, at: string): OptionState {
  const status = option['status'];
  if (status !== 'complete' && status !== 'incomplete' && status !== 'impossible') throw invalid(reader, `${at}.status`, 'is not a status');
  const total = option['monthlyUsd'] === null ? undefined : amount(reader, option['monthlyUsd'], `${at}.monthlyUsd`);
  const range = rangeOf(reader, option['range'], `${at}.range`);
  const ranges = isMapping(option['range']) ? mappings(reader, option['range']['perService'] ?? [], `${at}.range.perService`) : [];
  const rangeByService = new Map(ranges.map((each) => [words(each['service']), rangeOf(reader, each, `${at}.range.perService`)]));
  const reasons = mappings(reader, option['reasons'] ?? [], `${at}.reasons`);
  return {
    id: text(reader, option['id'], `${at}.id`),
    status,
    ...(total === undefined ? {} : { total }),
    ...(range === undefined ? {} : { range }),
    perService: mappings(reader, option['perService'] ?? [], `${at}.perService`).map((each) => {
      const service = words(each['service']);
      const own = rangeByService.get(service);
      return { service, cost: amount(reader, each['costUsd'], `${at}.perService`), ...(own === undefined ? {} : { range: own }) };
    }),
    lines: mappings(reader, option['lines'] ?? [], `${at}.lines`).map((line, index) => lineOf(reader, line, `${at}.lines[${index}]`)),
    gaps: mappings(reader, option['notPriced'] ?? [], `${at}.notPriced`).map(({ what, why }) => ({ what: words(what), why: words(why) })),
    isCommitment: isMapping(option['commitment']),
    lacksRatesOnly: reasons.length > 0 && reasons.every(({ code }) => code === 'no-rate'),
    running: runningOf(reader, option, at),
  };
}

function lineOf(reader: Reader, line: Record<string, Json>, at: string): LineState {
  const origin = mapping(reader, line['origin'], `${at}.origin`);
  const [operation, resource] = [textOrNull(line['operation']), textOrNull(line['resource'])];
  return {
    service: textOrNull(line['service']),
    usageType: text(reader, line['usageType'], `${at}.usageType`),
    ...(operation === null ? {} : { operation }),
    ...(resource === null ? {} : { resource }),
    unit: words(line['unit']),
    quantity: decimal(reader, line['quantity'], `${at}.quantity`),
    rateUsd: decimal(reader, line['rateUsd'], `${at}.rateUsd`),
    costUsd: decimal(reader, line['costUsd'], `${at}.costUsd`),
    origin: { table: words(origin['table']), asOf: textOrNull(origin['asOf']), source: words(origin['source']) },
  };
}

function runningOf(reader: Reader, option: Record<string, Json>, at: string): Running {
  const packing = option['packing'];
  const counted = (value: Json): number => (typeof value === 'number' ? value : 0);
  return {
    instances: mappings(reader, option['instances'] ?? [], `${at}.instances`).map(({ instanceType, peak }) => ({
      instanceType: words(instanceType),
      peak: counted(peak),
    })),
    tasks: mappings(reader, option['tasks'] ?? [], `${at}.tasks`).map(({ cpuUnits, memoryMiB, taskCount }) => ({
      cpuUnits: counted(cpuUnits),
      memoryMiB: counted(memoryMiB),
      taskCount: counted(taskCount),
    })),
    ...(isMapping(packing)
      ? {
          packing: {
            costUsdPerHour: words(packing['costUsdPerHour']),
            lowerBoundUsdPerHour: words(packing['lowerBoundUsdPerHour']),
            gap: textOrNull(packing['gap']),
          },
        }
      : {}),
  };
}

/** The limits of the workload file, as a report carries them. */
function budgetOf(reader: Reader, value: Json, at: string): Budget {
  const stated = mapping(reader, value, at);
  const services = Object.entries(isMapping(stated['services']) ? stated['services'] : {});
  return {
    ...limitsOf(reader, stated, at),
    ...(services.length === 0
      ? {}
      : { services: Object.fromEntries(services.map(([name, own]) => [name, limitsOf(reader, mapping(reader, own, at), at)])) }),
    ...(stated['action'] === 'warn' ? { action: 'warn' } : {}),
  };
}

function limitsOf(reader: Reader, stated: Record<string, Json>, at: string): BudgetLimits {
  const names = ['monthlyUsd', 'increaseUsd', 'increaseShare'] as const;
  return Object.fromEntries(
    names.flatMap((name) => (stated[name] === undefined ? [] : [[name, decimal(reader, stated[name], `${at}.${name}`)]])),
  );
}

/** `services[0].operatingSystem` of a known service is `operatingSystem`. */
function belowOwner(path: string, owner: string | null): string {
  return owner === null ? path : path.replace(/^(?:services|jobs)\[\d+\]\./, '');
}

function tableOf({ name, asOf }: Record<string, Json>): TableDate {
  return { name: words(name), asOf: textOrNull(asOf) };
}

function rangeOf(reader: Reader, range: Json, at: string): { low: Usd; high: Usd } | undefined {
  if (!isMapping(range) || range['lowUsd'] === undefined || range['lowUsd'] === null) return undefined;
  return { low: amount(reader, range['lowUsd'], `${at}.lowUsd`), high: amount(reader, range['highUsd'], `${at}.highUsd`) };
}

function isMapping(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapping(reader: Reader, value: Json, at: string): Record<string, Json> {
  if (!isMapping(value)) throw invalid(reader, at, 'is not a mapping');
  return value;
}

function list(reader: Reader, value: Json, at: string): readonly Json[] {
  if (!Array.isArray(value)) throw invalid(reader, at, 'is not a list');
  return value;
}

function mappings(reader: Reader, value: Json, at: string): Record<string, Json>[] {
  return list(reader, value, at).map((each, index) => mapping(reader, each, `${at}[${index}]`));
}

function text(reader: Reader, value: Json, at: string): string {
  if (typeof value !== 'string') throw invalid(reader, at, 'is not a text');
  return value;
}

/** Prose that nothing depends on. */
function words(value: Json): string {
  return typeof value === 'string' ? value : '';
}

function textOrNull(value: Json): string | null {
  return typeof value === 'string' ? value : null;
}

function decimal(reader: Reader, value: Json, at: string): string {
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) throw invalid(reader, at, 'is not an exact decimal text');
  return value;
}

function amount(reader: Reader, value: Json, at: string): Usd {
  return usd(decimal(reader, value, at));
}

function invalid({ file }: Reader, path: string, problem: string, hint?: string): EcsCostError {
  return new EcsCostError('REPORT_INVALID', [{ file, path, problem, ...(hint === undefined ? {} : { hint }) }]);
}
