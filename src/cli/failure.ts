import { printable } from '../report/printable.ts';
import { describeIssue, EcsCostError, type ErrorCode } from '../units/errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** What a failed run prints on standard error, and how it ends. */
export interface Failure {
  readonly text: string;
  readonly exitCode: ExitCode;
}

const EXIT_CODES: Readonly<Record<ErrorCode, ExitCode>> = {
  WORKLOAD_INVALID: EXIT.wrongInput,
  USAGE_INVALID: EXIT.wrongInput,
  FILE_UNREADABLE: EXIT.wrongInput,
  REGION_UNKNOWN: EXIT.pricesMissing,
  PRICES_MISSING: EXIT.pricesMissing,
  PRICES_INVALID: EXIT.pricesMissing,
  REPORT_INVALID: EXIT.wrongInput,
  REVISION_UNREADABLE: EXIT.wrongInput,
  CODE_HOST: EXIT.hostFailed,
  NETWORK: EXIT.pricesMissing,
};

/**
 * One line a problem for what the user can mend; for a bug of ours a request to report it, with the stack only where it
 * was asked for (`ECS_COST_DEBUG=1`).
 */
export function failureOf(error: unknown, { version, debug }: { version: string; debug: boolean }): Failure {
  if (error instanceof EcsCostError) {
    const lines = [...error.issues.map((issue) => printable(describeIssue(issue))), lastLine(error)];
    return { text: lines.map((line) => `${line}\n`).join(''), exitCode: EXIT_CODES[error.code] };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = debug && error instanceof Error ? `${error.stack}\n` : '';
  const report = `This is a bug in ecs-cost ${version}, not in your input. Please report it with the call and the workload file.`;
  const more = debug ? '' : ' ECS_COST_DEBUG=1 prints where it happened.';
  return { text: `ecs-cost: ${printable(message)}\n${report}${more}\n${stack}`, exitCode: EXIT.bug };
}

function lastLine({ code, issues }: EcsCostError): string {
  if (code === 'USAGE_INVALID') return 'See ecs-cost --help.';
  const count = `${issues.length} problem${issues.length === 1 ? '' : 's'}`;
  if (code === 'CODE_HOST') return `${count} with the code host.`;
  return code === 'NETWORK' ? `${count}; the tables are as they were.` : `${count}; nothing was priced.`;
}
