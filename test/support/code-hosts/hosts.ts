import type { CodeHost } from '../../../src/cli/code-hosts/code-host.ts';
import { createHost } from '../../../src/cli/code-hosts/create-host.ts';
import type { HostName } from '../../../src/cli/code-hosts/detect-target.ts';
import { BOT_TOKEN, type HostServer } from './host-server.ts';
import { serveAzureDevOps } from './serve-azure-devops.ts';
import { serveBitbucket } from './serve-bitbucket.ts';
import { serveBitbucketDataCenter } from './serve-bitbucket-data-center.ts';
import { serveGithub } from './serve-github.ts';
import { serveGitlab } from './serve-gitlab.ts';

/** Every host with its server, the repository that the server knows, and the request that each kind of call makes. */
export interface TestHost {
  readonly name: HostName;
  readonly repository: string;
  readonly serve: () => Promise<HostServer>;
  readonly update: { readonly method: string; readonly path: RegExp };
  readonly list: RegExp;
  /** Where the API lies on the server, where not at its root. */
  readonly basePath?: string;
  readonly title: string;
  /** Characters of a comment. */
  readonly limit: number;
}

export const TEST_HOSTS: readonly TestHost[] = [
  {
    name: 'github',
    title: 'github',
    repository: 'o/r',
    serve: serveGithub,
    update: { method: 'PATCH', path: /\/issues\/comments\// },
    list: /\/issues\/7\/comments$/,
    limit: 65_536,
  },
  {
    name: 'gitlab',
    title: 'gitlab',
    repository: 'g/o/r',
    serve: serveGitlab,
    update: { method: 'PUT', path: /\/notes\// },
    list: /\/notes$/,
    limit: 1_000_000,
  },
  {
    name: 'bitbucket',
    title: 'bitbucket',
    repository: 'o/r',
    serve: serveBitbucket,
    update: { method: 'PUT', path: /\/comments\// },
    list: /\/comments$/,
    limit: 32_768,
  },
  {
    name: 'azure-devops',
    title: 'azure-devops',
    repository: 'o/r',
    serve: serveAzureDevOps,
    update: { method: 'PATCH', path: /\/threads\// },
    list: /\/threads$/,
    limit: 150_000,
  },
  {
    name: 'bitbucket',
    title: 'bitbucket data center',
    repository: 'o/r',
    basePath: '/rest/api/1.0',
    serve: serveBitbucketDataCenter,
    update: { method: 'PUT', path: /\/comments\// },
    list: /\/(activities|comments)$/,
    limit: 32_768,
  },
];

/** Short waits, so that a test of many tries is quick. */
export const QUICK = { timeoutMs: 2000, tries: 3, firstWaitMs: 5, longestWaitMs: 2000 };

/** The program's side of a host, talking to a server. */
export function hostFor({ name, repository, basePath = '' }: TestHost, server: HostServer, token: string = BOT_TOKEN): CodeHost {
  return createHost(name, { repository, pullRequest: '7', token, baseUrl: `${server.url}${basePath}`, env: {}, patience: QUICK });
}
