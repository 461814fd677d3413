import { posix } from 'node:path';
import { git, revisionUnreadable, runGit } from './git.ts';
import type { Tree } from './tree.ts';

/** A commit by the name that the caller gave it. */
export interface Revision {
  readonly name: string;
  readonly commit: string;
}

/** The commit that a name stands for; nothing where git knows no such commit or there is no repository. */
export function findRevision(name: string): Revision | undefined {
  // A name that begins with a dash would be an option of git.
  if (name === '' || name.startsWith('-')) return undefined;
  const answer = runGit(['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  return answer.ok ? { name, commit: answer.output.toString('utf8').trim() } : undefined;
}

/**
 * The commit at which two branches parted, as in `origin/main...HEAD`: what came to the base branch since is not part of the
 * change. Throws `REVISION_UNREADABLE` when the history at hand does not go back that far.
 */
export function mergeBase(base: Revision, head: Revision): Revision {
  const answer = runGit(['merge-base', base.commit, head.commit]);
  if (answer.ok) return { name: base.name, commit: answer.output.toString('utf8').trim() };
  throw revisionUnreadable(
    `${base.name}...${head.name}`,
    'no common ancestor is known',
    'fetch the whole history: git fetch --unshallow (actions/checkout: fetch-depth: 0)',
  );
}

/** One regular file of a commit. */
interface Blob {
  readonly object: string;
  readonly bytes: number;
}

/** The files of a commit, by their names as seen from the working directory. */
export function revisionTree({ name: label, commit }: Revision): Tree {
  const what = (name: string): string => `${label}:${name}`;
  const prefix = git(['rev-parse', '--show-prefix'], { what: label }).toString('utf8').trim();
  let blobs: ReadonlyMap<string, Blob> | undefined;
  const list = (): ReadonlyMap<string, Blob> => {
    blobs ??= listBlobs(label, commit, prefix);
    return blobs;
  };
  const contents = new Map<string, Buffer>();
  const prepare = (names: readonly string[]): void => {
    const objects = names.flatMap((name) => list().get(name)?.object ?? []).filter((object) => !contents.has(object));
    for (const [object, content] of readObjects(label, [...new Set(objects)])) contents.set(object, content);
  };
  const read = (name: string): Uint8Array => {
    const blob = list().get(posix.normalize(name));
    if (!blob) throw revisionUnreadable(what(name), 'there is no such file in this revision');
    if (!contents.has(blob.object)) prepare([posix.normalize(name)]);
    return contents.get(blob.object) ?? Buffer.alloc(0);
  };
  const sizeOf = (name: string): number => list().get(name)?.bytes ?? Number.POSITIVE_INFINITY;
  return { label, names: () => [...list().keys()], sizeOf, read, prepare };
}

function listBlobs(label: string, commit: string, prefix: string): Map<string, Blob> {
  const listed = git(['ls-tree', '-r', '-l', '-z', '--full-tree', commit], { what: label }).toString('utf8');
  const entries = listed.split('\0').flatMap((entry): [string, Blob][] => {
    // Links (120000) and submodules (160000) are no files here.
    const [, object, bytes, path] = /^100\d+ blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(entry) ?? [];
    return object === undefined || path === undefined ? [] : [[posix.relative(prefix, path), { object, bytes: Number(bytes) }]];
  });
  return new Map(entries);
}

/** Contents of objects, all from one call of git. */
function readObjects(label: string, objects: readonly string[]): Map<string, Buffer> {
  if (objects.length === 0) return new Map();
  const output = git(['cat-file', '--batch'], { what: label, input: `${objects.join('\n')}\n` });
  const contents = new Map<string, Buffer>();
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf('\n', at);
    const [object = '', kind, size] = output.toString('utf8', at, end).split(' ');
    if (kind !== 'blob')
      throw revisionUnreadable(label, `the object ${object} cannot be read`, 'a partial clone may lack it: fetch the whole history');
    contents.set(object, output.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return contents;
}
