import { azureDevOpsHost } from './azure-devops.ts';
import { bitbucketHost } from './bitbucket.ts';
import { bitbucketDataCenterHost } from './bitbucket-data-center.ts';
import type { CodeHost, HostTarget } from './code-host.ts';
import type { HostName } from './detect-target.ts';
import { githubHost } from './github.ts';
import { gitlabHost } from './gitlab.ts';

const CREATE: Readonly<Record<HostName, (target: HostTarget) => CodeHost>> = {
  github: githubHost,
  gitlab: gitlabHost,
  // The API of one's own Bitbucket lies under /rest/api, that of the cloud under /2.0.
  bitbucket: (target) => (/\/rest\/api\/[\w.]+$/.test(target.baseUrl) ? bitbucketDataCenterHost(target) : bitbucketHost(target)),
  'azure-devops': azureDevOpsHost,
};

/** The comments of a pull request on a host. No call is made before one of its functions is. */
export function createHost(name: HostName, target: HostTarget): CodeHost {
  return CREATE[name](target);
}
