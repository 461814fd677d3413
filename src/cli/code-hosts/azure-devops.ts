import type { CodeHost, HostComment, HostTarget } from './code-host.ts';
import { fieldOf, listAt, textAt } from './json-fields.ts';
import { presentOf } from './present-of.ts';
import { createRestClient } from './rest-client.ts';

/** What a comment may have. @see https://learn.microsoft.com/en-us/azure/devops/organizations/settings/work/object-limits */
const CHARACTERS_MAX = 150_000;

const VERSION = 'api-version=7.0';

/** Of a thread: text by a person, as opposed to what the system says. */
const TEXT = 1;

/** Comments of a pull request on Azure DevOps: each is a thread with one comment. */
export function azureDevOpsHost(target: HostTarget): CodeHost {
  const { pullRequest, baseUrl, token } = target;
  const [project = '', ...repository] = target.repository.split('/');
  // Tokens of a job are JSON Web Tokens, those of persons are not.
  const isJobToken = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token);
  const client = createRestClient(target, {
    authorization: isJobToken ? `Bearer ${token}` : `Basic ${Buffer.from(`:${token}`).toString('base64')}`,
  });
  const threads = `${baseUrl}/${encodeURIComponent(project)}/_apis/git/repositories/${encodeURIComponent(repository.join('/'))}/pullRequests/${encodeURIComponent(pullRequest)}/threads`;
  const commentUrl = (id: string): string => {
    const [thread = '', comment = ''] = id.split('/');
    return `${threads}/${thread}/comments/${comment}?${VERSION}`;
  };
  return {
    title: 'Azure DevOps',
    room: { characters: CHARACTERS_MAX, canFold: true },
    list: async () => listAt((await client.call('GET', `${threads}?${VERSION}`)).json, 'value').flatMap(firstComment),
    self: async () => textAt((await client.call('GET', `${baseUrl}/_apis/connectionData`)).json, 'authenticatedUser', 'id') || undefined,
    read: (id) =>
      presentOf(async () => {
        const [thread = ''] = id.split('/');
        return firstComment((await client.call('GET', `${threads}/${thread}?${VERSION}`)).json)[0];
      }),
    // A closed thread stands in the way of nobody who has to resolve all comments.
    create: async (body) =>
      void (await client.call('POST', `${threads}?${VERSION}`, {
        comments: [{ parentCommentId: 0, content: body, commentType: TEXT }],
        status: 'closed',
      })),
    update: async (id, body) => void (await client.call('PATCH', commentUrl(id), { content: body })),
    remove: async (id) => void (await client.call('DELETE', commentUrl(id))),
    calls: {
      list: `GET ${threads}?${VERSION}`,
      create: `POST ${threads}?${VERSION}`,
      update: `PATCH ${threads}/THREAD/comments/ID?${VERSION}`,
      remove: `DELETE ${threads}/THREAD/comments/ID?${VERSION}`,
      hide: `PATCH ${threads}/THREAD/comments/ID?${VERSION}`,
    },
  };
}

/** The comment that a thread begins with; none where it was deleted or is of the system. */
function firstComment(thread: unknown): HostComment[] {
  const [first] = listAt(thread, 'comments');
  if (first === undefined || fieldOf(thread, 'isDeleted') === true || fieldOf(first, 'isDeleted') === true) return [];
  const type = fieldOf(first, 'commentType');
  if (type === 'system' || type === 3) return [];
  const author = textAt(first, 'author', 'id');
  return [{ id: `${textAt(thread, 'id')}/${textAt(first, 'id')}`, body: textAt(first, 'content'), ...(author === '' ? {} : { author }) }];
}
