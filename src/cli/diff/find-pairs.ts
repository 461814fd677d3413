import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, posix } from 'node:path';
import { compareText } from '../../units/order.ts';
import { matcher } from '../select-options.ts';
import { usageError } from '../usage.ts';
import { readStandardInput, STANDARD_INPUT, STANDARD_INPUT_NAME } from '../workload-files.ts';
import { directoryTree } from './directory-tree.ts';
import { revisionUnreadable } from './git.ts';
import { looksLikeInput } from './looks-like-input.ts';
import { findRevision, mergeBase, revisionTree } from './revision-tree.ts';
import type { SourceFile, Tree } from './tree.ts';

/** What a call compares. */
export interface SidesCall {
  /** A file, a directory, a revision, `REVISION:path` or `-`. */
  readonly base: string;
  readonly head: string;
  /** Names, folders or globs in both sides; empty: everything that looks like a workload file or report. */
  readonly paths: readonly string[];
  /** A base that is not there counts as empty. */
  readonly isBaseOptional: boolean;
}

/** Two files to compare; one of them may be missing. */
export interface FilePair {
  /** For people: the name that both have, or that of the head. */
  readonly file: string;
  readonly base?: SourceFile;
  readonly head?: SourceFile;
}

/** The pairs of a call, and how its sides are called in a report. */
export interface FoundPairs {
  readonly base: string;
  readonly head: string;
  readonly pairs: readonly FilePair[];
}

/** A larger file that nobody named is data of something else, and not read. */
const LOOKED_INTO_BYTES_MAX = 4 * 2 ** 20;

const INPUT_NAME = /\.(ya?ml|json)$/;

type SideOfCall =
  | { readonly kind: 'tree'; readonly tree: Tree }
  | { readonly kind: 'file'; readonly label: string; readonly source?: SourceFile };

/** Resolves both sides and matches their files by name, without the ending of the name. */
export function findPairs(call: SidesCall): FoundPairs {
  const [base, head] = resolveSides(call);
  if (base.kind === 'file' && head.kind === 'file') {
    const pair = { file: head.label, ...(base.source ? { base: base.source } : {}), ...(head.source ? { head: head.source } : {}) };
    return { base: base.label, head: head.label, pairs: [pair] };
  }
  if (base.kind === 'tree' && head.kind === 'tree') return pairTrees(base.tree, head.tree, call.paths);
  // A base that is not there is an empty tree as well.
  if (base.kind === 'file' && !base.source && head.kind === 'tree')
    return pairTrees({ ...emptyTree, label: base.label }, head.tree, call.paths);
  throw usageError([
    {
      path: 'HEAD',
      problem: 'one side is a file and the other is not',
      hint: 'compare files with files, directories or revisions with each other',
    },
  ]);
}

const emptyTree: Tree = { label: '', names: () => [], sizeOf: () => 0, read: () => new Uint8Array(), prepare: () => undefined };

function resolveSides({ base, head, paths, isBaseOptional }: SidesCall): [SideOfCall, SideOfCall] {
  const range = head === '' ? /^(.*)\.\.\.(.*)$/.exec(base) : null;
  if (range) {
    const names = [range[1] || 'HEAD', range[2] || 'HEAD'] as const;
    const [from, to] = names.map((name) => findRevision(name) ?? unknownRevision(name));
    if (from && to)
      return [
        { kind: 'tree', tree: revisionTree(mergeBase(from, to)) },
        { kind: 'tree', tree: revisionTree(to) },
      ];
  }
  return [
    resolveSide(base, { isTree: paths.length > 0, isOptional: isBaseOptional }),
    resolveSide(head, { isTree: paths.length > 0, isOptional: false }),
  ];
}

function resolveSide(name: string, { isTree, isOptional }: { isTree: boolean; isOptional: boolean }): SideOfCall {
  // With paths behind it a name is a revision first: a branch may be called as a folder is.
  const revision = isTree ? findRevision(name) : undefined;
  if (revision) return { kind: 'tree', tree: revisionTree(revision) };
  if (name === STANDARD_INPUT) return { kind: 'file', label: STANDARD_INPUT_NAME, source: standardInput() };
  const stats = statSync(name, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return { kind: 'tree', tree: directoryTree(name) };
  if (stats) return { kind: 'file', label: name, source: plainFile(name) };
  const [, revisionName = '', path = ''] = /^([^:]+):(.+)$/.exec(name) ?? [];
  const ofFile = findRevision(revisionName);
  if (ofFile) return { kind: 'file', label: name, source: treeFile(revisionTree(ofFile), path, name) };
  const found = findRevision(name);
  if (found) return { kind: 'tree', tree: revisionTree(found) };
  return isOptional ? { kind: 'file', label: name } : unknownSide(name);
}

function unknownSide(name: string): never {
  const optional = '--base-optional takes a missing base for empty';
  if (INPUT_NAME.test(name)) throw revisionUnreadable(name, 'there is no such file', optional);
  const fetch = 'a branch that was not fetched is none: git fetch origin (actions/checkout: fetch-depth: 0)';
  throw revisionUnreadable(name, 'is no file, directory or revision', `${fetch}; ${optional}`);
}

function unknownRevision(name: string): never {
  throw revisionUnreadable(
    name,
    'is no revision',
    'a branch that was not fetched is none: git fetch origin (actions/checkout: fetch-depth: 0)',
  );
}

function standardInput(): SourceFile {
  return { file: STANDARD_INPUT_NAME, read: readStandardInput, readBeside: (wanted) => readFileSync(wanted) };
}

function plainFile(path: string): SourceFile {
  const beside = (wanted: string): string => (isAbsolute(wanted) ? wanted : join(dirname(path), wanted));
  return { file: path, read: () => readFileSync(path), readBeside: (wanted) => readFileSync(beside(wanted)) };
}

function treeFile(tree: Tree, name: string, file: string): SourceFile {
  const readBeside = (wanted: string): Uint8Array => {
    if (isAbsolute(wanted)) throw new Error('an absolute path is not part of what is compared');
    return tree.read(posix.join(posix.dirname(name), wanted));
  };
  return { file, read: () => tree.read(name), readBeside };
}

function pairTrees(base: Tree, head: Tree, paths: readonly string[]): FoundPairs {
  const [then, now] = [filesOf(base, paths), filesOf(head, paths)];
  for (const path of paths) checkPath(path, [base, head]);
  const keys = keysOf([then, now]);
  const [fromByKey, toByKey] = [then, now].map((names) => new Map(names.map((name) => [keys(name), name])));
  const pairs = [...new Set([...now, ...then].map(keys))].sort(compareText).map((key): FilePair => {
    const [from, to] = [fromByKey?.get(key), toByKey?.get(key)];
    return {
      file: to ?? from ?? key,
      ...(from === undefined ? {} : { base: treeFile(base, from, `${base.label}:${from}`) }),
      ...(to === undefined ? {} : { head: treeFile(head, to, `${head.label}:${to}`) }),
    };
  });
  return { base: base.label, head: head.label, pairs };
}

/** Files that the call names, or else all that look like input. */
function filesOf(tree: Tree, paths: readonly string[]): string[] {
  const isNamed = nameTest(paths);
  const candidates = tree
    .names()
    .filter((name) => INPUT_NAME.test(name) && (paths.length === 0 || isNamed(name) !== 'no'))
    .filter((name) => isNamed(name) === 'exactly' || tree.sizeOf(name) <= LOOKED_INTO_BYTES_MAX);
  tree.prepare(candidates);
  return candidates.filter((name) => isNamed(name) === 'exactly' || looksLikeInput(name, tree.read(name)));
}

/** Whether paths name a file: itself or by a glob, or only a folder it lies in. */
function nameTest(paths: readonly string[]): (name: string) => 'exactly' | 'folder' | 'no' {
  const cleaned = paths.map((path) => posix.normalize(path.replaceAll('\\', '/')));
  const exact = new Set(cleaned);
  const isGlobbed = matcher(cleaned.filter((path) => /[*?]/.test(path)));
  const folders = cleaned.map((path) => (path === '.' || path === './' ? '' : `${path.replace(/\/$/, '')}/`));
  return (name) => {
    if (exact.has(name) || isGlobbed(name)) return 'exactly';
    return folders.some((folder) => name.startsWith(folder)) ? 'folder' : 'no';
  };
}

/** A path that names nothing on either side is a slip. */
function checkPath(path: string, trees: readonly Tree[]): void {
  const isNamed = nameTest([path]);
  if (trees.some((tree) => tree.names().some((name) => isNamed(name) !== 'no'))) return;
  throw usageError([
    {
      path,
      problem: `is neither in ${trees.map(({ label }) => label).join(' nor in ')}`,
      hint: path.startsWith('-') ? 'options stand before --' : 'paths are relative to the working directory',
    },
  ]);
}

/** The name without its ending, unless that is the name of two files of one side. */
function keysOf(sides: readonly (readonly string[])[]): (name: string) => string {
  const short = (name: string): string => name.replace(INPUT_NAME, '');
  const twice = new Set<string>();
  for (const names of sides) {
    const seen = new Set<string>();
    for (const name of names) (seen.has(short(name)) ? twice : seen).add(short(name));
  }
  return (name) => (twice.has(short(name)) ? name : short(name));
}
