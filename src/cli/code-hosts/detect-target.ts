import { readFileSync } from 'node:fs';
import { fieldOf, textAt } from './json-fields.ts';

/** Environment variables of a run. */
type Environment = Readonly<Record<string, string | undefined>>;

/** The hosts that `comment` knows. */
export const HOSTS = ['github', 'gitlab', 'bitbucket', 'azure-devops'] as const;

/** @see HOSTS */
export type HostName = (typeof HOSTS)[number];

/** What the CI system says about the pull request; absent where it says nothing. */
export interface DetectedTarget {
  readonly repository?: string;
  readonly pullRequest?: string;
  readonly token?: string;
  readonly user?: string;
  readonly baseUrl: string;
  /** The page of this run, for what a comment leaves out. */
  readonly runUrl?: string;
}

/** Variables that were looked at, for messages. */
export const SOURCES: Readonly<Record<HostName, { readonly repository: string; readonly pullRequest: string; readonly token: string }>> = {
  github: { repository: 'GITHUB_REPOSITORY', pullRequest: 'GITHUB_EVENT_PATH or GITHUB_REF', token: 'GITHUB_TOKEN' },
  gitlab: { repository: 'CI_MERGE_REQUEST_PROJECT_ID or CI_PROJECT_ID', pullRequest: 'CI_MERGE_REQUEST_IID', token: 'GITLAB_TOKEN' },
  bitbucket: { repository: 'BITBUCKET_REPO_FULL_NAME', pullRequest: 'BITBUCKET_PR_ID', token: 'BITBUCKET_TOKEN' },
  'azure-devops': {
    repository: 'SYSTEM_TEAMPROJECT and BUILD_REPOSITORY_NAME',
    pullRequest: 'SYSTEM_PULLREQUEST_PULLREQUESTID',
    token: 'SYSTEM_ACCESSTOKEN',
  },
};

/** Finds repository, pull request, token and base URL in the environment of GitHub Actions, GitLab CI, Bitbucket Pipelines or Azure Pipelines. */
export function detectTarget(host: HostName, env: Environment): DetectedTarget {
  const found = DETECT[host](env);
  const given = Object.entries(found).filter(([, value]) => value !== undefined && value !== '');
  return { ...Object.fromEntries(given), baseUrl: (found.baseUrl || DEFAULT_BASE_URLS[host]).replace(/\/+$/, '') } as DetectedTarget;
}

type Found = { readonly [key in keyof DetectedTarget]: string | undefined };

const DEFAULT_BASE_URLS: Readonly<Record<HostName, string>> = {
  github: 'https://api.github.com',
  gitlab: 'https://gitlab.com/api/v4',
  bitbucket: 'https://api.bitbucket.org/2.0',
  'azure-devops': 'https://dev.azure.com',
};

const DETECT: Readonly<Record<HostName, (env: Environment) => Found>> = {
  github: (env) => ({
    repository: env['GITHUB_REPOSITORY'],
    pullRequest: githubPullRequest(env),
    token: env['GITHUB_TOKEN'] || env['GH_TOKEN'],
    user: undefined,
    baseUrl: env['GITHUB_API_URL'],
    runUrl: env['GITHUB_RUN_ID'] && `${env['GITHUB_SERVER_URL']}/${env['GITHUB_REPOSITORY']}/actions/runs/${env['GITHUB_RUN_ID']}`,
  }),
  gitlab: (env) => ({
    // A merge request of a fork belongs to the project it goes to.
    repository: env['CI_MERGE_REQUEST_PROJECT_ID'] || env['CI_PROJECT_ID'] || env['CI_PROJECT_PATH'],
    pullRequest: env['CI_MERGE_REQUEST_IID'] || /!(\d+)/.exec(env['CI_OPEN_MERGE_REQUESTS'] ?? '')?.[1],
    token: env['GITLAB_TOKEN'],
    user: undefined,
    baseUrl: env['CI_API_V4_URL'],
    runUrl: env['CI_JOB_URL'],
  }),
  bitbucket: (env) => ({
    repository:
      env['BITBUCKET_REPO_FULL_NAME'] ||
      (env['BITBUCKET_WORKSPACE'] && env['BITBUCKET_REPO_SLUG'] && `${env['BITBUCKET_WORKSPACE']}/${env['BITBUCKET_REPO_SLUG']}`),
    pullRequest: env['BITBUCKET_PR_ID'],
    token: env['BITBUCKET_TOKEN'] || env['BITBUCKET_APP_PASSWORD'],
    user: env['BITBUCKET_TOKEN'] ? env['BITBUCKET_USERNAME'] : env['BITBUCKET_USERNAME'],
    baseUrl: env['BITBUCKET_API_URL'],
    runUrl: env['BITBUCKET_BUILD_NUMBER'] && `${env['BITBUCKET_GIT_HTTP_ORIGIN']}/pipelines/results/${env['BITBUCKET_BUILD_NUMBER']}`,
  }),
  'azure-devops': (env) => ({
    repository: azureRepository(env),
    pullRequest: env['SYSTEM_PULLREQUEST_PULLREQUESTID'],
    token: env['SYSTEM_ACCESSTOKEN'] || env['AZURE_DEVOPS_EXT_PAT'],
    user: undefined,
    baseUrl: env['SYSTEM_COLLECTIONURI'] || env['SYSTEM_TEAMFOUNDATIONCOLLECTIONURI'],
    runUrl:
      env['BUILD_BUILDID'] &&
      `${env['SYSTEM_COLLECTIONURI'] ?? ''}${env['SYSTEM_TEAMPROJECT']}/_build/results?buildId=${env['BUILD_BUILDID']}`,
  }),
};

/** The event of a workflow names the pull request; so does the ref of a merge commit. */
function githubPullRequest(env: Environment): string | undefined {
  const event = readEvent(env['GITHUB_EVENT_PATH']);
  const number =
    textAt(event, 'pull_request', 'number') || (fieldOf(event, 'issue', 'pull_request') ? textAt(event, 'issue', 'number') : '');
  return number || /^refs\/pull\/(\d+)\//.exec(env['GITHUB_REF'] ?? '')?.[1];
}

function readEvent(path: string | undefined): unknown {
  if (!path) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function azureRepository(env: Environment): string | undefined {
  const repository = env['BUILD_REPOSITORY_NAME'] || env['BUILD_REPOSITORY_ID'];
  return env['SYSTEM_TEAMPROJECT'] && repository ? `${env['SYSTEM_TEAMPROJECT']}/${repository}` : undefined;
}
