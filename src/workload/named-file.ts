import { EcsCostError } from '../units/errors.ts';

/** What file systems answer, in words. */
const FILE_PROBLEMS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'reading it is not allowed'],
  ['EISDIR', 'it is a folder'],
]);

/** Why a file could not be read, from what its reader threw. */
export function whyUnreadable(error: unknown): { problem: string; hint?: string } {
  const issue = error instanceof EcsCostError ? error.issues[0] : undefined;
  if (issue) return issue;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return { problem: FILE_PROBLEMS.get(code) ?? (error instanceof Error ? error.message : String(error)) };
}

/** The path as seen from where the workload file was named: `services/shop.yaml` names `services/worker.json`. */
export function besideFile(file: string | undefined, path: string): string {
  const folder = file?.slice(0, file.lastIndexOf('/') + 1) ?? '';
  return path.startsWith('/') ? path : `${folder}${path}`;
}
