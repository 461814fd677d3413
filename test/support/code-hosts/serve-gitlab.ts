import { commentWith, type HostAnswer, type HostRequest, type HostServer, type KeptComment, startHost } from './host-server.ts';

const LIMIT = 1_000_000;

/** GitLab's API for notes of merge request 7 in the project `g/o/r`. */
export function serveGitlab(): Promise<HostServer> {
  return startHost(route, ({ headers }) => (typeof headers['private-token'] === 'string' ? headers['private-token'] : undefined));
}

const NOTES = '/projects/g%2Fo%2Fr/merge_requests/7/notes';

function route({ method, path, query, body, user }: HostRequest, server: HostServer): HostAnswer {
  if (path === '/user') return { status: 200, json: { username: user } };
  if (path === NOTES && method === 'GET') return page(server, Number(query.get('per_page') ?? 20), Number(query.get('page') ?? 1));
  if (path === NOTES) return written(body, (text) => ({ status: 201, json: shown(server.post(text, user ?? '')) }));
  const comment = path.startsWith(`${NOTES}/`) ? commentWith(server, path.slice(NOTES.length + 1)) : undefined;
  if (!comment) return { status: 404, json: { message: '404 Not found' } };
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

function page(server: HostServer, perPage: number, number: number): HostAnswer {
  const all = server.comments.filter(({ isDeleted }) => !isDeleted);
  const rest = all.length > number * perPage;
  return {
    status: 200,
    json: all.slice((number - 1) * perPage, number * perPage).map(shown),
    headers: { 'x-next-page': rest ? String(number + 1) : '' },
  };
}

function written(body: unknown, write: (text: string) => HostAnswer): HostAnswer {
  const { body: text } = body as { body: string };
  if (text.length > LIMIT) return { status: 400, json: { message: { note: [`is too long (maximum is ${LIMIT} characters)`] } } };
  return write(text);
}

function shown({ id, body, author }: KeptComment): object {
  return { id, body, system: false, author: { username: author } };
}
