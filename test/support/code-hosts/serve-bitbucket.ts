import { commentWith, type HostAnswer, type HostRequest, type HostServer, type KeptComment, startHost } from './host-server.ts';

const LIMIT = 32_768;

/** Bitbucket Cloud's API for comments of pull request 7 in `o/r`; a deleted comment stays in the list without its text. */
export function serveBitbucket(): Promise<HostServer> {
  return startHost(route, ({ headers }) => headers.authorization?.replace('Bearer ', ''));
}

const COMMENTS = '/repositories/o/r/pullrequests/7/comments';

function route({ method, path, query, body, user }: HostRequest, server: HostServer): HostAnswer {
  if (path === '/user') return { status: 200, json: { uuid: `{${user}}`, display_name: user } };
  if (path === COMMENTS && method === 'GET') return page(server, Number(query.get('pagelen') ?? 10), Number(query.get('page') ?? 1));
  if (path === COMMENTS) return written(body, (text) => ({ status: 201, json: shown(server.post(text, user ?? '')) }));
  const comment = path.startsWith(`${COMMENTS}/`) ? commentWith(server, path.slice(COMMENTS.length + 1)) : undefined;
  if (!comment) return { status: 404, json: { type: 'error', error: { message: 'Resource not found' } } };
  if (method === 'GET') return { status: 200, json: shown(comment) };
  if (method === 'DELETE') {
    comment.isDeleted = true;
    return { status: 204 };
  }
  return written(body, (text) => {
    comment.body = text;
    return { status: 200, json: shown(comment) };
  });
}

function page(server: HostServer, length: number, number: number): HostAnswer {
  const values = server.comments.slice((number - 1) * length, number * length).map(shown);
  const rest = server.comments.length > number * length;
  return { status: 200, json: { values, ...(rest ? { next: `${server.url}${COMMENTS}?pagelen=${length}&page=${number + 1}` } : {}) } };
}

function written(body: unknown, write: (text: string) => HostAnswer): HostAnswer {
  const { content } = body as { content: { raw: string } };
  if (content.raw.length > LIMIT)
    return { status: 400, json: { type: 'error', error: { message: 'content.raw: exceeds the maximum length' } } };
  return write(content.raw);
}

function shown({ id, body, author, isDeleted }: KeptComment): object {
  return { id, deleted: isDeleted, content: { raw: isDeleted ? '' : body }, user: { uuid: `{${author}}` } };
}
