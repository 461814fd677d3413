import { readChoice, type Surroundings } from './call-options.ts';
import { type DetectedTarget, detectTarget, HOSTS, type HostName, SOURCES } from './code-hosts/detect-target.ts';
import { TAG } from './code-hosts/marker.ts';
import type { Behavior } from './code-hosts/post-comment.ts';
import { BEHAVIORS } from './code-hosts/post-comment.ts';
import type { DiffCall } from './diff/compare-pairs.ts';
import { DIFF_OPTIONS, readCompared } from './diff-call.ts';
import { reportTime } from './report-time.ts';
import { choiceHint, type OptionReader, operandsOf, type ParsedCall, readOptions } from './usage.ts';

/** A checked call of `comment`. */
export interface CommentCall {
  readonly host: HostName;
  /** What is compared; or the file of a difference that was saved. */
  readonly source: { readonly kind: 'diff'; readonly diff: DiffCall } | { readonly kind: 'saved'; readonly file: string };
  readonly repository: string;
  readonly pullRequest: string;
  readonly token: string;
  readonly user?: string;
  readonly baseUrl: string;
  readonly runUrl?: string;
  readonly tag: string;
  readonly behavior: Behavior;
  readonly isNoChangeSkipped: boolean;
  readonly validAt: Date;
  readonly isDryRun: boolean;
  readonly quiet: boolean;
}

/** Options of `comment` besides those that say what is compared. */
export const COMMENT_OPTIONS = {
  report: { type: 'string', describe: 'A difference saved with diff --format json, in place of BASE HEAD' },
  repository: { type: 'string', describe: 'owner/name; Azure DevOps: project/repository; default: from CI' },
  'pull-request': { type: 'string', describe: 'Its number; default: from CI' },
  token: { type: 'string', describe: 'Better in the environment: GITHUB_TOKEN, GITLAB_TOKEN, BITBUCKET_TOKEN, SYSTEM_ACCESSTOKEN' },
  'base-url': { type: 'string', describe: "The host's API, where it is your own; default: from CI" },
  tag: { type: 'string', describe: 'Tells several comments of one pull request apart; default: default' },
  behavior: { type: 'string', describe: 'update (default), new, hide-and-new or delete-and-new' },
  behaviour: { type: 'string', hidden: true },
  'skip-no-change': { type: 'boolean', describe: 'No first comment where the cost does not change' },
  'valid-at': { type: 'string', describe: 'The moment the report speaks of; default: now. An older run overwrites no newer one' },
  'dry-run': { type: 'boolean', describe: 'Print the comment and the calls, and call nobody' },
  quiet: { type: 'boolean', describe: 'Nothing on standard error but errors' },
} as const;

const KNOWN = [...Object.keys(COMMENT_OPTIONS), ...Object.keys(DIFF_OPTIONS)];

/**
 * Checks the arguments of `comment`; what they leave open comes from the environment of the CI system.
 *
 * @throws EcsCostError `USAGE_INVALID` with everything that is wrong with the call. The token is in no message.
 */
export function readCommentCall(call: ParsedCall, { env }: Surroundings): CommentCall {
  const reader = readOptions(call, KNOWN);
  const [hostName = '', ...operands] = operandsOf(call);
  const host = HOSTS.find((each) => each === hostName);
  if (host === undefined)
    reader.problem({
      path: 'HOST',
      problem: hostName === '' ? 'no code host is named' : `"${hostName}" is no code host`,
      hint: choiceHint(hostName, HOSTS),
    });
  const isDryRun = reader.flag('dry-run');
  const detected = detectTarget(host ?? 'github', env);
  const tag = reader.one('tag') ?? 'default';
  if (!TAG.test(tag))
    reader.problem({ path: '--tag', problem: `"${tag}" is not a tag`, hint: 'at most 64 letters, digits, dots and dashes' });
  const token = reader.one('token') ?? detected.token;
  const checked: CommentCall = {
    host: host ?? 'github',
    source: readSource(reader, operands),
    ...readPlace(reader, host ?? 'github', detected, isDryRun),
    token: token ?? missing(reader, { host: host ?? 'github', name: 'token', isDryRun }),
    ...(detected.user === undefined ? {} : { user: detected.user }),
    ...(detected.runUrl === undefined ? {} : { runUrl: detected.runUrl }),
    tag,
    behavior: readBehavior(reader),
    isNoChangeSkipped: reader.flag('skip-no-change'),
    validAt: readValidAt(reader) ?? reportTime(env),
    isDryRun,
    quiet: reader.flag('quiet'),
  };
  reader.check();
  return checked;
}

function readSource(reader: OptionReader, operands: readonly string[]): CommentCall['source'] {
  const file = reader.one('report');
  if (file === undefined) return { kind: 'diff', diff: readCompared(reader, operands, { command: 'comment HOST' }) };
  if (operands.length > 0) reader.problem({ path: '--report', problem: 'stands in place of BASE HEAD', hint: 'give one of them' });
  return { kind: 'saved', file };
}

function readPlace(
  reader: OptionReader,
  host: HostName,
  detected: DetectedTarget,
  isDryRun: boolean,
): Pick<CommentCall, 'repository' | 'pullRequest' | 'baseUrl'> {
  const repository = reader.one('repository') ?? detected.repository ?? missing(reader, { host, name: 'repository', isDryRun });
  const pullRequest = reader.one('pull-request') ?? detected.pullRequest ?? missing(reader, { host, name: 'pull-request', isDryRun });
  if (/[\s?#]|\.\.|^\/|^-/.test(repository) || (host !== 'gitlab' && repository !== '' && !repository.includes('/') && !isDryRun)) {
    reader.problem({
      path: '--repository',
      problem: `"${repository}" is no repository`,
      hint: host === 'azure-devops' ? 'as project/repository' : 'as owner/name',
    });
  }
  if (pullRequest !== '' && pullRequest !== 'PULL_REQUEST' && !/^\d+$/.test(pullRequest))
    reader.problem({ path: '--pull-request', problem: `"${pullRequest}" is no number of a pull request` });
  return { repository, pullRequest, baseUrl: readBaseUrl(reader) ?? detected.baseUrl };
}

function readBaseUrl({ one, problem }: OptionReader): string | undefined {
  const text = one('base-url');
  if (text === undefined) return undefined;
  try {
    const { protocol } = new URL(text);
    if (protocol === 'https:' || protocol === 'http:') return text.replace(/\/+$/, '');
  } catch {
    // Said below.
  }
  problem({ path: '--base-url', problem: `"${text}" is no address`, hint: 'as https://github.example.com/api/v3' });
  return undefined;
}

/** In a dry run a place holder stands in the printed calls. */
function missing(
  reader: OptionReader,
  { host, name, isDryRun }: { host: HostName; name: 'repository' | 'pull-request' | 'token'; isDryRun: boolean },
): string {
  if (isDryRun) return { repository: 'OWNER/REPOSITORY', 'pull-request': 'PULL_REQUEST', token: '' }[name];
  const source = SOURCES[host][name === 'pull-request' ? 'pullRequest' : name];
  reader.problem({ path: `--${name}`, problem: 'is not given, and the environment does not say it', hint: `in CI it is ${source}` });
  return '';
}

function readBehavior(reader: OptionReader): Behavior {
  const british = reader.one('behaviour');
  const name = british === undefined ? 'behavior' : 'behaviour';
  return readChoice(reader, name, { what: 'a behavior', choices: BEHAVIORS, absent: 'update' });
}

function readValidAt({ one, problem }: OptionReader): Date | undefined {
  const text = one('valid-at');
  if (text === undefined) return undefined;
  const date = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(date.getTime())) return date;
  problem({ path: '--valid-at', problem: `"${text}" is no moment`, hint: 'as 2026-11-28T07:00:00Z' });
  return undefined;
}
