import { EcsCostError, invariant } from '../units/errors.ts';
import { nearestWord } from '../units/nearest-word.ts';
import { findTaskDefinitions } from './find-task-definition.ts';
import { findTraces } from './find-trace.ts';
import type { KeyOf } from './keys.ts';
import { collectProblems } from './problems.ts';
import { readBudget } from './read-budget.ts';
import { readCluster } from './read-cluster.ts';
import { readName } from './read-common.ts';
import { readDocument } from './read-document.ts';
import { readEnvironment } from './read-environment.ts';
import { readJob } from './read-job.ts';
import { readOperations } from './read-operations.ts';
import { readPurchasing } from './read-purchasing.ts';
import { readRates } from './read-rates.ts';
import { readService } from './read-service.ts';
import {
  type Field,
  type Fields,
  type Reading,
  readFields,
  readList,
  readText,
  reportMissing,
  reportProblem,
  reportWrong,
  shown,
  type Unpriced,
} from './reading.ts';
import type { NotPriced, NotStated, Workload } from './workload.ts';

/**
 * What a caller may tell the reader of a workload file.
 *
 * @public
 */
export interface ParseWorkloadOptions {
  /** The name of the file, for messages. */
  readonly file?: string;
  /** Gives the text of a task definition file that the workload names; what it throws becomes a problem at that place. */
  readonly readTaskDefinition?: (path: string) => string;
  /** Gives the text of a CSV trace that the workload names; what it throws becomes a problem at that place. */
  readonly readTrace?: (path: string) => string;
  /** The Region codes there are prices for; without it any code of the right form is taken. */
  readonly regions?: readonly string[];
  /** The Region the caller has decided on. It wins over the file's, which may then be left out. */
  readonly region?: string;
}

/**
 * Reads a workload file, YAML or JSON, and checks all of it.
 *
 * @throws EcsCostError `WORKLOAD_INVALID` with every problem in `issues`, each with its place and path.
 * @public
 */
export function parseWorkload(text: string, options: ParseWorkloadOptions = {}): Workload {
  const problems = collectProblems();
  const reading: Reading = { problems, assumptions: [], unpriced: [], notStated: [] };
  const root = readDocument(text, { file: options.file, problems });
  const workload = root && readWorkload(reading, { path: '', node: root }, options);
  const issues = problems.inOrder();
  if (issues.length > 0) throw new EcsCostError('WORKLOAD_INVALID', issues);
  invariant(workload !== undefined, 'a workload without problems is complete');
  return workload;
}

function readWorkload(reading: Reading, field: Field, options: ParseWorkloadOptions): Workload | undefined {
  const fields = readFields(reading, field, 'workload');
  if (!fields) return undefined;
  const { stated } = fields;
  checkVersion(reading, fields);
  if (stated.$schema) readText(reading, stated.$schema, { expected: 'the path of a JSON Schema' });
  const name = stated.name
    ? readName(reading, stated.name)
    : reportMissing(reading, fields, { key: 'name', hint: 'write a name, as "shop"' });
  const region = readRegion(reading, fields, options);
  const findTaskDefinition = findTaskDefinitions(reading, options);
  const traces = findTraces(reading, options);
  const services = readEach(reading, stated.services, (item) => readService(reading, item, { findTaskDefinition, findTrace: traces.find }));
  traces.checkOverlap();
  const jobs = readEach(reading, stated.jobs, (item) => readJob(reading, item, findTaskDefinition));
  if (!stated.services && !stated.jobs) reportMissing(reading, fields, { key: 'services', hint: 'write at least one service or job' });
  else if (services.length + jobs.length === 0) checkNotEmpty(reading, fields);
  checkNames(reading, fields);
  const cluster = readCluster(reading, stated.cluster, services);
  const rates = stated.rates ? readRates(reading, stated.rates) : {};
  const environment = readEnvironment(reading, stated.environment, { zones: cluster.availabilityZones });
  const { discounts, purchasing } = readPurchasing(reading, fields);
  const operations = stated.operations && readOperations(reading, stated.operations);
  const budget =
    stated.budget &&
    readBudget(
      reading,
      stated.budget,
      [...services, ...jobs].map((owner) => owner.name),
    );
  if (name === undefined || region === undefined) return undefined;
  return {
    version: 1,
    name,
    region,
    services,
    jobs,
    cluster,
    ...(environment === undefined ? {} : { environment }),
    rates,
    discounts,
    ...(purchasing ? { purchasing } : {}),
    ...(budget === undefined ? {} : { budget }),
    ...(operations === undefined ? {} : { operations }),
    assumptions: reading.assumptions,
    notPriced: notPricedOf(reading.unpriced),
    notStated: notStatedOf(reading.notStated),
  };
}

function checkVersion(reading: Reading, fields: Fields<KeyOf<'workload'>>): void {
  const { version } = fields.stated;
  if (!version) reportMissing(reading, fields, { key: 'version', hint: 'write version: 1' });
  else if (version.node.kind !== 'scalar' || version.node.value !== 1) {
    reportWrong(reading, version, { expected: 'a version this program reads', hint: 'write version: 1' });
  }
}

function readRegion(
  reading: Reading,
  fields: Fields<KeyOf<'workload'>>,
  { regions, region: decided }: ParseWorkloadOptions,
): string | undefined {
  const field = fields.stated.region;
  if (!field) return decided ?? reportMissing(reading, fields, { key: 'region', hint: 'write a Region code, as us-east-1' });
  const value = field.node.kind === 'scalar' && typeof field.node.value === 'string' ? field.node.value : undefined;
  const known = value !== undefined && (regions ? regions.includes(value) : /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(value));
  if (known) return decided ?? value;
  const near = value === undefined ? undefined : nearestWord(value, regions ?? []);
  return reportWrong(reading, field, {
    expected: 'a region',
    hint: near === undefined ? 'write a Region code, as us-east-1' : `did you mean "${near}"?`,
  });
}

function readEach<Item>(reading: Reading, field: Field | undefined, read: (item: Field) => Item | undefined): Item[] {
  const items = field ? (readList(reading, field, 'begin each with "- name: ..."') ?? []) : [];
  return items.flatMap((item) => read(item) ?? []);
}

function checkNotEmpty(reading: Reading, { stated }: Fields<KeyOf<'workload'>>): void {
  const lists = [stated.services, stated.jobs].filter((field) => field !== undefined);
  const empty = lists.every(({ node }) => node.kind === 'list' && node.items.length === 0);
  if (empty && lists[0]) reportProblem(reading, lists[0], { problem: 'is empty', hint: 'write at least one service or job' });
}

/** A name stands once over services and jobs: lines and allocations of a report go by it. */
function checkNames(reading: Reading, { stated }: Fields<KeyOf<'workload'>>): void {
  const first = new Map<string, Field>();
  for (const list of [stated.services, stated.jobs]) {
    if (list?.node.kind !== 'list') continue;
    list.node.items.forEach((item, index) => {
      const entry = item.kind === 'mapping' ? item.entries.get('name') : undefined;
      if (entry?.value.kind !== 'scalar' || typeof entry.value.value !== 'string') return;
      const field = { path: `${list.path}[${index}].name`, node: entry.value };
      const earlier = first.get(entry.value.value);
      if (!earlier) first.set(entry.value.value, field);
      else {
        const { line } = earlier.node.place;
        reportProblem(reading, field, {
          problem: `${shown(entry.value)} is also the name of ${earlier.path.replace(/\.name$/, '')} (line ${line})`,
          hint: 'give each its own name',
        });
      }
    });
  }
}

/** One entry for each kind of thing, naming the services and jobs it stands in. */
function notPricedOf(unpriced: readonly Unpriced[]): NotPriced[] {
  const byKind = new Map<string, { what: string; why: string; of: string[] }>();
  for (const { what, why, of } of unpriced) {
    const key = JSON.stringify([what, why]);
    const entry = byKind.get(key) ?? { what, why, of: [] };
    if (of !== undefined) entry.of.push(of);
    byKind.set(key, entry);
  }
  return [...byKind.values()].map(({ what, why, of }) => ({ what: of.length === 0 ? what : `${what} of ${of.join(', ')}`, why }));
}

/** One entry for each part, those that services share first, naming the services and jobs that do not state it. */
function notStatedOf(parts: Reading['notStated']): NotStated[] {
  const isOfFile = ({ key }: { key: string }): boolean => key.startsWith('environment.');
  const keys = [...new Set([...parts.filter(isOfFile), ...parts.filter((part) => !isOfFile(part))].map(({ key }) => key))];
  return keys.map((key) => ({ key, owners: parts.flatMap((part) => (part.key === key && part.of !== undefined ? [part.of] : [])) }));
}
