import type { CostState } from '../../comparison/difference/cost-state.ts';
import { isReport, readReports } from '../../comparison/difference/read-report.ts';
import { EcsCostError } from '../../units/errors.ts';
import { decodeWorkloadText } from '../../workload/decode-workload-text.ts';
import { parseWorkload } from '../../workload/parse-workload.ts';
import type { Workload } from '../../workload/workload.ts';
import { systemReason } from '../system-error.ts';
import { unreadable } from '../workload-files.ts';
import type { SourceFile } from './tree.ts';

/** What a file of one side holds: one workload, or the reports that were saved in it. */
export type FileContent =
  | { readonly kind: 'workload'; readonly text: string; readonly beside: ReadonlyMap<string, string>; readonly workload: Workload }
  | { readonly kind: 'reports'; readonly states: readonly CostState[] };

/** Regions that a workload file may name, and the one that the caller has decided on. */
export interface KnownRegions {
  readonly regions: readonly string[];
  readonly region?: string;
}

/**
 * Reads a workload file with all that it names, or a saved report. `twin` is the same file of the other side: where both say
 * the same, down to the files they name, it is not read a second time.
 */
export function readSideFile(source: SourceFile, known: KnownRegions, twin?: FileContent): FileContent {
  const text = decodeWorkloadText(contentOf(source), { file: source.file });
  if (twin?.kind === 'workload' && twin.text === text && isSameBeside(source, twin.beside)) return twin;
  const report = reportIn(text);
  if (report !== undefined) return { kind: 'reports', states: readReports(report, source.file) };
  const beside = new Map<string, string>();
  const readBeside = (wanted: string): string => {
    const own = besideText(source, wanted);
    beside.set(wanted, own);
    return own;
  };
  const workload = parseWorkload(text, { file: source.file, ...known, readTaskDefinition: readBeside, readTrace: readBeside });
  return { kind: 'workload', text, beside, workload };
}

function contentOf(source: SourceFile): Uint8Array {
  try {
    return source.read();
  } catch (error) {
    throw error instanceof EcsCostError ? error : unreadable(source.file, error);
  }
}

/** What this throws stands in the problem of the key that names the file. */
function besideText(source: SourceFile, wanted: string): string {
  try {
    return decodeWorkloadText(source.readBeside(wanted));
  } catch (error) {
    if (error instanceof EcsCostError) throw new Error(error.issues.map(({ problem }) => problem).join('; '), { cause: error });
    throw new Error(systemReason(error), { cause: error });
  }
}

function isSameBeside(source: SourceFile, beside: ReadonlyMap<string, string>): boolean {
  try {
    return [...beside].every(([wanted, text]) => besideText(source, wanted) === text);
  } catch {
    return false;
  }
}

/** A JSON report; nothing where the text is a workload file, which may be JSON too. */
function reportIn(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isReport(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
