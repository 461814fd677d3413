import { createHash } from 'node:crypto';
import process from 'node:process';
import type { ArgumentsCamelCase, CommandModule } from 'yargs';
import type { Difference } from '../../comparison/difference/difference.ts';
import { printable } from '../../report/printable.ts';
import { EcsCostError } from '../../units/errors.ts';
import { type CodeHost, type HostTarget, PATIENCE } from '../code-hosts/code-host.ts';
import { HOSTS } from '../code-hosts/detect-target.ts';
import { HostProblem, withoutSecrets } from '../code-hosts/host-problem.ts';
import { type Marker, markerLine } from '../code-hosts/marker.ts';
import type { Posted } from '../code-hosts/post-comment.ts';
import { COMMENT_OPTIONS, type CommentCall, readCommentCall } from '../comment-call.ts';
import { DIFF_OPTIONS } from '../diff-call.ts';
import { differenceOutcome } from '../difference-outcome.ts';
import type { ExitCode } from '../exit-codes.ts';
import { printMessage, printReport } from '../output.ts';
import { reportTime } from '../report-time.ts';
import { warnOfOldPricesIn } from './diff.ts';

/** `ecs-cost comment HOST BASE HEAD [-- PATH...]` */
export function commentCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'comment',
    describe: 'HOST BASE HEAD  Posts what a change costs as one comment of a pull request',
    builder: (yargs) =>
      yargs
        .usage(
          `ecs-cost comment HOST BASE HEAD [-- PATH...]\n\nCompares as diff does, and posts or updates one comment of the pull request. HOST is ${HOSTS.join(', ')}.`,
        )
        .options({ ...COMMENT_OPTIONS, ...DIFF_OPTIONS })
        .example('ecs-cost comment github origin/main...HEAD', 'in GitHub Actions: everything else comes from the environment')
        .example('ecs-cost comment gitlab --report diff.json', 'a difference that another job saved')
        .example('ecs-cost comment github base.yaml head.yaml --dry-run', 'what would be posted'),
    handler: async (argv: ArgumentsCamelCase) => finish(await comment(argv)),
  };
}

async function comment(argv: ArgumentsCamelCase): Promise<ExitCode> {
  const call = readCommentCall(argv, process);
  const difference = await differenceOf(call);
  // Everything about code hosts is loaded here and nowhere else.
  const { createHost } = await import('../code-hosts/create-host.ts');
  const host = createHost(call.host, targetOf(call));
  const marker: Marker = { tag: call.tag, validAt: call.validAt, digest: digestOf(difference) };
  const { commentTexts } = await import('../comment-texts.ts');
  const shorter = commentTexts(
    difference,
    { ...host.room, ...(call.runUrl === undefined ? {} : { pointer: call.runUrl }) },
    markerLine(marker).length,
  );
  if (call.isDryRun) {
    await printReport(`${markerLine(marker)}\n\n${shorter() ?? ''}`);
    if (!call.quiet) printMessage(dryRunText(host, call));
  } else {
    const posted = await post(host, call, { marker, shorter, isNoChange: isNoChange(difference) });
    if (!call.quiet) printMessage(`${printable(postedText(posted, host, call))}\n`);
  }
  if (!call.quiet && call.source.kind === 'diff') warnOfOldPricesIn(difference, reportTime(process.env));
  const { exitCode, messages } = differenceOutcome(difference);
  for (const message of messages) printMessage(`${message}\n`);
  return exitCode;
}

async function differenceOf({ source }: CommentCall): Promise<Difference> {
  if (source.kind === 'diff') return (await import('../diff/diff-files.ts')).diffFiles(source.diff);
  return (await import('../diff/read-difference.ts')).readDifferenceFile(source.file);
}

function targetOf({ repository, pullRequest, token, baseUrl, user }: CommentCall): HostTarget {
  return { repository, pullRequest, token, baseUrl, ...(user === undefined ? {} : { user }), env: process.env, patience: PATIENCE };
}

interface Text {
  readonly marker: Marker;
  readonly shorter: () => string | undefined;
  readonly isNoChange: boolean;
}

async function post(host: CodeHost, call: CommentCall, { marker, shorter, isNoChange: noChange }: Text): Promise<Posted> {
  const { postComment } = await import('../code-hosts/post-comment.ts');
  const { behavior, isNoChangeSkipped, token } = call;
  try {
    return await postComment(host, { marker, behavior, isSkipped: isNoChangeSkipped && noChange, shorter, patience: PATIENCE });
  } catch (error) {
    if (!(error instanceof HostProblem)) throw error;
    const problem = withoutSecrets(error.message, [token]);
    throw new EcsCostError('CODE_HOST', [{ path: host.title, problem, hint: hintOf(error, call) }]);
  }
}

/** Nothing to discuss: no amount moves, no verdict turns round, and no budget is broken. */
function isNoChange({ workloads, budgets }: Difference): boolean {
  return (
    workloads.every(({ kind }) => kind === 'unchanged') && budgets.every(({ status }) => status === 'kept' || status === 'broken-before')
  );
}

/** Fingerprint of what the comment is made from. */
function digestOf(difference: Difference): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(difference)).digest('hex').slice(0, 32)}`;
}

function postedText(posted: Posted, { title }: CodeHost, { repository, pullRequest }: CommentCall): string {
  const where = `${repository} ${pullRequest} on ${title}`;
  switch (posted) {
    case 'created':
      return `comment posted: ${where}`;
    case 'updated':
      return `comment updated: ${where}`;
    case 'unchanged':
      return `comment is up to date already: ${where}`;
    case 'skipped-no-change':
      return `no comment: the cost does not change (--skip-no-change): ${where}`;
    case 'skipped-newer':
      return `no comment: a newer run has posted already: ${where}`;
    default:
      return posted satisfies never;
  }
}

function dryRunText({ title, calls }: CodeHost, { behavior }: CommentCall): string {
  const writes: Readonly<Record<CommentCall['behavior'], readonly string[]>> = {
    update: [`if a comment of this tag is there, older and different: ${calls.update}`, `if none is there: ${calls.create}`],
    new: [calls.create],
    'hide-and-new': [`unless the newest of this tag is the same: ${calls.create}`, `and for each older one: ${calls.hide}`],
    'delete-and-new': [`unless the newest of this tag is the same: ${calls.create}`, `and for each older one: ${calls.remove}`],
  };
  const lines = [
    `dry run: nobody was called. On ${title} (${behavior}):`,
    `  ${calls.list}`,
    ...writes[behavior].map((line) => `  ${line}`),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

const SCOPES: Readonly<Record<CommentCall['host'], string>> = {
  github:
    'the workflow needs permissions: pull-requests: write; for a pull request from a fork, save the difference and comment in a second workflow (docs/pull-requests.md)',
  gitlab: 'the token needs the scope api and at least the role Reporter; CI_JOB_TOKEN cannot comment',
  bitbucket: 'the token needs the scope pullrequest:write',
  'azure-devops':
    'the build service needs the right "Contribute to pull requests", and the step env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)',
};

function hintOf({ kind, waitMs }: HostProblem, { host }: CommentCall): string {
  switch (kind) {
    case 'unauthorized':
      return 'the token is not valid; is it the one for this host, and not expired?';
    case 'forbidden':
      return SCOPES[host];
    case 'not-found':
      return `there is no such repository or pull request, or the token may not see it; ${SCOPES[host]}`;
    case 'busy':
      return waitMs === undefined
        ? 'the host is busy or out of order; run it again later'
        : `the host asks to wait ${Math.ceil(waitMs / 1000)} seconds; run it again then`;
    case 'unreachable':
      return 'the host did not answer; is --base-url right, and is it reachable from here?';
    case 'too-long':
      return 'even the shortest form of the comment is too long for this host';
    case 'conflict':
      return 'somebody changed the comment at the same time; run it again';
    case 'refused':
      return 'nothing was changed';
    default:
      return kind satisfies never;
  }
}
