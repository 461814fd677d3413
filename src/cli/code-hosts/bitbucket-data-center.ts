import type { CodeHost, HostComment, HostTarget } from './code-host.ts';
import { HostProblem } from './host-problem.ts';
import { fieldOf, listAt, textAt } from './json-fields.ts';
import { presentOf } from './present-of.ts';
import { createRestClient } from './rest-client.ts';

/** What a comment may have. @see https://jira.atlassian.com/browse/BSERV-10255 */
const CHARACTERS_MAX = 32_768;

const PAGE = 100;

/**
 * Comments of a pull request on a Bitbucket Data Center of one's own, whose API is not the one of the cloud. Each write names the
 * version it replaces, so that of two writers one is refused.
 *
 * @see https://developer.atlassian.com/server/bitbucket/rest/v906/api-group-pull-requests/
 */
export function bitbucketDataCenterHost(target: HostTarget): CodeHost {
  const { pullRequest, baseUrl, token, user } = target;
  const [project = '', name = ''] = target.repository.split('/');
  const authorization = user === undefined ? `Bearer ${token}` : `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;
  const client = createRestClient(target, { authorization });
  const place = `${baseUrl}/projects/${encodeURIComponent(project)}/repos/${encodeURIComponent(name)}/pull-requests/${encodeURIComponent(pullRequest)}`;
  const comments = `${place}/comments`;
  let self: string | undefined;
  const versionOf = async (id: string): Promise<string> => textAt((await client.call('GET', `${comments}/${id}`)).json, 'version');
  return {
    title: 'Bitbucket Data Center',
    room: { characters: CHARACTERS_MAX, canFold: false },
    list: async () => {
      const newestFirst: HostComment[] = [];
      for (let start = '0'; start !== ''; ) {
        const { json, headers } = await client.call('GET', `${place}/activities?limit=${PAGE}&start=${start}`);
        // Every answer says whose token it was.
        self = headers.get('x-ausername') ?? self;
        newestFirst.push(
          ...listAt(json, 'values')
            .filter(isNewComment)
            .map((activity) => commentOf(fieldOf(activity, 'comment'))),
        );
        start = fieldOf(json, 'isLastPage') === false ? textAt(json, 'nextPageStart') : '';
      }
      return newestFirst.reverse();
    },
    self: async () => self,
    read: (id) => presentOf(async () => commentOf((await client.call('GET', `${comments}/${id}`)).json)),
    create: async (body) => void (await client.call('POST', comments, { text: body })),
    update: async (id, body) => void (await client.call('PUT', `${comments}/${id}`, { text: body, version: Number(await versionOf(id)) })),
    remove: async (id) => void (await client.call('DELETE', `${comments}/${id}?version=${await versionOf(id)}`)),
    calls: {
      list: `GET ${place}/activities?limit=${PAGE}`,
      create: `POST ${comments}`,
      update: `PUT ${comments}/ID`,
      remove: `DELETE ${comments}/ID`,
      hide: `PUT ${comments}/ID`,
    },
  };
}

/** Comments on lines of code, edits and approvals stand in the same list. */
function isNewComment(activity: unknown): boolean {
  return (
    textAt(activity, 'action') === 'COMMENTED' &&
    textAt(activity, 'commentAction') === 'ADDED' &&
    fieldOf(activity, 'commentAnchor') === undefined
  );
}

function commentOf(comment: unknown): HostComment {
  if (textAt(comment, 'id') === '') throw new HostProblem('refused', 'the answer has no comment; is the base URL the one of the API?');
  const author = textAt(comment, 'author', 'name');
  return { id: textAt(comment, 'id'), body: textAt(comment, 'text'), ...(author === '' ? {} : { author }) };
}
