import type { CodeHost, HostComment, HostTarget } from './code-host.ts';
import { HostProblem } from './host-problem.ts';
import { fieldOf, listAt, textAt } from './json-fields.ts';
import { presentOf } from './present-of.ts';
import { createRestClient } from './rest-client.ts';

/** What a comment may have. @see https://jira.atlassian.com/browse/BCLOUD-20915 */
const CHARACTERS_MAX = 32_768;

const PAGE = 100;

/** Comments of a pull request on Bitbucket Cloud. It folds nothing. */
export function bitbucketHost(target: HostTarget): CodeHost {
  const { repository, pullRequest, baseUrl, token, user } = target;
  const authorization = user === undefined ? `Bearer ${token}` : `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;
  const client = createRestClient(target, { authorization });
  const comments = `${baseUrl}/repositories/${repository}/pullrequests/${encodeURIComponent(pullRequest)}/comments`;
  return {
    title: 'Bitbucket',
    room: { characters: CHARACTERS_MAX, canFold: false },
    list: async () => {
      const all: HostComment[] = [];
      for (let url: string = `${comments}?pagelen=${PAGE}&sort=created_on`; url !== ''; ) {
        const { json } = await client.call('GET', url);
        all.push(...listAt(json, 'values').filter(isThere).map(commentOf));
        url = sameOrigin(textAt(json, 'next'), baseUrl);
      }
      return all;
    },
    self: async () => {
      const { json } = await client.call('GET', `${baseUrl}/user`);
      return textAt(json, 'uuid') || undefined;
    },
    read: (id) =>
      presentOf(async () => {
        const { json } = await client.call('GET', `${comments}/${id}`);
        if (!isThere(json)) throw new HostProblem('not-found', `the comment ${id} was deleted`);
        return commentOf(json);
      }),
    create: async (body) => void (await client.call('POST', comments, { content: { raw: body } })),
    update: async (id, body) => void (await client.call('PUT', `${comments}/${id}`, { content: { raw: body } })),
    remove: async (id) => void (await client.call('DELETE', `${comments}/${id}`)),
    calls: {
      list: `GET ${comments}?pagelen=${PAGE}`,
      create: `POST ${comments}`,
      update: `PUT ${comments}/ID`,
      remove: `DELETE ${comments}/ID`,
      hide: `PUT ${comments}/ID`,
    },
  };
}

/** A deleted comment stays in the list as an empty one, and comments on lines of code are not ours. */
function isThere(comment: unknown): boolean {
  return fieldOf(comment, 'deleted') !== true && fieldOf(comment, 'inline') === undefined;
}

function commentOf(comment: unknown): HostComment {
  const author = textAt(comment, 'user', 'uuid');
  return { id: textAt(comment, 'id'), body: textAt(comment, 'content', 'raw'), ...(author === '' ? {} : { author }) };
}

/** The next page only where it is of the same host: the token goes nowhere else. */
function sameOrigin(next: string, baseUrl: string): string {
  return next !== '' && new URL(next).origin === new URL(baseUrl).origin ? next : '';
}
