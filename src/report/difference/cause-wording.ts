import type { Attribution, Cause, Edit, WorkloadDifference } from '../../comparison/difference/difference.ts';
import { compareUsd, exactText, sumUsd, usd } from '../../units/money.ts';
import { tableNameOf } from '../wording.ts';
import { signedUsd } from './change-wording.ts';

/** Phrases that a sentence names; the rest is counted. */
const PHRASES_MAX = 2;

const CAUSES: Readonly<Record<Cause, string>> = {
  prices: 'prices',
  assumptions: 'assumptions',
  services: 'services added or removed',
  'task-size': 'task size',
  count: 'task count and times',
  settings: 'other settings',
  code: 'code',
};

/** How a cause is called. */
export function causeText(causes: readonly Cause[]): string {
  const names = causes.map((cause) => CAUSES[cause]);
  return names.length <= 1 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} together`;
}

/** `code +$64.20, prices $0.00, assumptions $0.00`: the three that everybody asks for; parts that cannot be told apart stay together. */
export function attributionSummary({ parts }: Attribution): string {
  const groups = new Map<string, string[]>();
  for (const name of ['code', 'prices', 'assumptions']) groups.set(name, ['0']);
  for (const { causes, deltaUsd } of parts) {
    const names = [...new Set(causes.map((cause) => (cause === 'prices' || cause === 'assumptions' ? cause : 'code')))];
    const key = names.join(' and ');
    groups.set(key, [...(groups.get(key) ?? []), deltaUsd]);
  }
  const mixed = [...groups.keys()].some((key) => key.includes(' and '));
  return [...groups]
    .filter(([key, deltas]) => !mixed || key.includes(' and ') || deltas.length > 1)
    .map(([key, deltas]) => `${key} ${signedUsd(exactText(sumUsd(deltas.map(usd))))}`)
    .join(', ');
}

/** In which order the workload was repriced, or why the parts cannot be told apart. */
export function attributionNote({ method, why }: Attribution): string {
  const order =
    'Each part is the base workload repriced one step further, in this order: prices, assumptions, task size, task count and times, other settings, services.';
  const own = why === undefined ? '' : `${why.slice(0, 1).toUpperCase()}${why.slice(1)}.`;
  if (method === 'repriced') return order;
  return method === 'mixed' ? `${order} ${own}` : own;
}

/** What was changed, in a few phrases: `api goes from 1 GB to 2 GB`. The services whose cost moves most come first. */
export function causePhrases(workload: WorkloadDifference): string {
  const { kind, edits } = workload;
  if (kind === 'added') return `${workload.name} is new`;
  if (kind === 'removed') return `${workload.name} is removed`;
  const phrases = [...phrasesOf(workload, edits), ...(edits.length === 0 ? withoutEdits(workload) : [])];
  const shown = phrases.slice(0, PHRASES_MAX);
  const rest = phrases.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more ${rest === 1 ? 'change' : 'changes'}` : ''}`;
}

function phrasesOf(workload: WorkloadDifference, edits: readonly Edit[]): string[] {
  const byService = new Map<string | null, Edit[]>();
  for (const edit of edits) byService.set(edit.service, [...(byService.get(edit.service) ?? []), edit]);
  const delta = (service: string | null): ReturnType<typeof usd> =>
    usd(workload.services.find((each) => each.service === service)?.cost.deltaUsd ?? '0').abs() as ReturnType<typeof usd>;
  const ordered = [...byService].toSorted(([a], [b]) => compareUsd(delta(b), delta(a)));
  return ordered.flatMap(([service, own]) => (service === null ? filePhrases(own) : [servicePhrase(service, own)]));
}

function servicePhrase(service: string, edits: readonly Edit[]): string {
  const [first] = edits;
  if (first?.key === '') return `${service} is ${first.before === null ? 'new' : 'removed'}`;
  const moves = [movesOf(edits, ['cpu', 'memory', 'architecture', 'ephemeralStorage']), tasksOf(edits)].filter((text) => text !== '');
  const others = edits
    .filter(({ key }) => !['cpu', 'memory', 'architecture', 'ephemeralStorage', ...TASK_KEYS].includes(key))
    .map(otherText);
  const goes = moves.length === 0 ? [] : [`goes ${moves.join(' and ')}`];
  return `${service} ${[...goes, ...(others.length === 0 ? [] : [`changes ${others.join(', ')}`])].join(' and ')}`;
}

/** `from 0.5 vCPU/1 GB to 1 vCPU/2 GB`. */
function movesOf(edits: readonly Edit[], keys: readonly string[]): string {
  const moved = keys.flatMap((key) => edits.filter((edit) => edit.key === key));
  if (moved.length === 0) return '';
  return `from ${moved.map(({ before }) => before ?? 'none').join('/')} to ${moved.map(({ after }) => after ?? 'none').join('/')}`;
}

const TASK_KEYS = ['desiredCount', 'tasksPerRun'];

function tasksOf(edits: readonly Edit[]): string {
  const tasks = edits.find(({ key }) => TASK_KEYS.includes(key));
  return tasks ? `from ${tasks.before} to ${tasks.after} ${tasks.after === '1' ? 'task' : 'tasks'}` : '';
}

function otherText({ key, before, after }: Edit): string {
  return before === null || after === null ? key : `${key} from ${before} to ${after}`;
}

function filePhrases(edits: readonly Edit[]): string[] {
  return edits.map((edit) => `the file changes ${otherText(edit)}`);
}

/** Nothing was edited, or nobody can tell: other tables, or a saved report. */
function withoutEdits({ tables, attribution }: WorkloadDifference): string[] {
  const dates = tableMoves(tables.before, tables.after);
  if (attribution.parts.length === 0 || dates.length === 0) return [];
  return [`prices are of other dates (${dates.join(', ')})`];
}

/** `Fargate 2025-10-27 to 2026-01-31`: tables whose dates differ. */
export function tableMoves(before: WorkloadDifference['tables']['before'], after: WorkloadDifference['tables']['after']): string[] {
  const dates = (tables: WorkloadDifference['tables']['before']): Map<string, string> => {
    const byName = new Map<string, string>();
    for (const { name, asOf } of tables) {
      if (asOf === null) continue;
      const newest = byName.get(tableNameOf(name));
      if (newest === undefined || newest < asOf) byName.set(tableNameOf(name), asOf);
    }
    return byName;
  };
  const [then, now] = [dates(before), dates(after)];
  return [...now].flatMap(([name, asOf]) => {
    const was = then.get(name);
    return was === undefined || was === asOf ? [] : [`${name} ${was} to ${asOf}`];
  });
}
