import type { CodeHost, HostComment, HostTarget } from './code-host.ts';
import { fieldOf, listAt, textAt } from './json-fields.ts';
import { presentOf } from './present-of.ts';
import { createRestClient } from './rest-client.ts';

/** What a note may have. @see https://docs.gitlab.com/administration/instance_limits/ */
const CHARACTERS_MAX = 1_000_000;

const PAGE = 100;

/** Notes of a merge request on GitLab or a GitLab of one's own. */
export function gitlabHost(target: HostTarget): CodeHost {
  const { repository, pullRequest, baseUrl, token } = target;
  const client = createRestClient(target, { 'private-token': token });
  const notes = `${baseUrl}/projects/${encodeURIComponent(repository)}/merge_requests/${encodeURIComponent(pullRequest)}/notes`;
  return {
    title: 'GitLab',
    room: { characters: CHARACTERS_MAX, canFold: true },
    list: async () => {
      const all: HostComment[] = [];
      for (let page = '1'; page !== ''; ) {
        const { json, headers } = await client.call('GET', `${notes}?per_page=${PAGE}&page=${page}&order_by=created_at&sort=asc`);
        all.push(
          ...listAt(json)
            .filter((note) => fieldOf(note, 'system') !== true)
            .map(commentOf),
        );
        page = headers.get('x-next-page') ?? (listAt(json).length < PAGE ? '' : String(Number(page) + 1));
      }
      return all;
    },
    self: async () => textAt((await client.call('GET', `${baseUrl}/user`)).json, 'username') || undefined,
    read: (id) => presentOf(async () => commentOf((await client.call('GET', `${notes}/${id}`)).json)),
    create: async (body) => void (await client.call('POST', notes, { body })),
    update: async (id, body) => void (await client.call('PUT', `${notes}/${id}`, { body })),
    remove: async (id) => void (await client.call('DELETE', `${notes}/${id}`)),
    calls: {
      list: `GET ${notes}?per_page=${PAGE}`,
      create: `POST ${notes}`,
      update: `PUT ${notes}/ID`,
      remove: `DELETE ${notes}/ID`,
      hide: `PUT ${notes}/ID`,
    },
  };
}

function commentOf(note: unknown): HostComment {
  const author = textAt(note, 'author', 'username');
  return { id: textAt(note, 'id'), body: textAt(note, 'body'), ...(author === '' ? {} : { author }) };
}
