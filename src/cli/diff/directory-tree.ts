import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../units/order.ts';
import { unreadable } from '../workload-files.ts';
import type { Tree } from './tree.ts';

/** Folders in which nobody keeps workload files, and which may be very large. */
const PASSED_OVER = /^(\..*|node_modules)$/;

/** The files below a directory; folders that begin with a dot and node_modules are passed over. */
export function directoryTree(directory: string): Tree {
  let names: readonly string[] | undefined;
  const list = (): readonly string[] => {
    names ??= namesBelow(directory, '').sort(compareText);
    return names;
  };
  return {
    label: directory,
    names: list,
    // A link that leads nowhere is no file, and nobody named it.
    sizeOf: (name) => statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? Number.POSITIVE_INFINITY,
    read: (name) => readFileSync(join(directory, name)),
    prepare: () => undefined,
  };
}

function namesBelow(directory: string, prefix: string): string[] {
  let entries: ReturnType<typeof readDirectory>;
  try {
    entries = readDirectory(join(directory, prefix));
  } catch (error) {
    throw unreadable(join(directory, prefix), error);
  }
  return entries.flatMap((entry) => {
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory()) return PASSED_OVER.test(entry.name) ? [] : namesBelow(directory, `${name}/`);
    return entry.isFile() || entry.isSymbolicLink() ? [name] : [];
  });
}

function readDirectory(path: string) {
  return readdirSync(path, { withFileTypes: true });
}
