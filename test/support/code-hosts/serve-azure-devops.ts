import { commentWith, type HostAnswer, type HostRequest, type HostServer, type KeptComment, startHost } from './host-server.ts';

const LIMIT = 150_000;

/** Azure DevOps' API for threads of pull request 7 in the repository `r` of the project `o`; a wrong token gets the sign-in page. */
export function serveAzureDevOps(): Promise<HostServer> {
  return startHost(route, ({ headers }) =>
    Buffer.from(headers.authorization?.replace('Basic ', '') ?? '', 'base64')
      .toString('utf8')
      .replace(/^:/, ''),
  );
}

const THREADS = '/o/_apis/git/repositories/r/pullRequests/7/threads';

function route({ method, path, query, body, user }: HostRequest, server: HostServer): HostAnswer {
  if (path === '/_apis/connectionData') return { status: 200, json: { authenticatedUser: { id: `id-${user}` } } };
  if (query.get('api-version') === null) return { status: 400, json: { message: 'No api-version was supplied' } };
  if (path === THREADS && method === 'GET') return { status: 200, json: { value: server.comments.map(thread) } };
  if (path === THREADS) {
    const [first] = (body as { comments: { content: string }[] }).comments;
    return written(first?.content ?? '', (text) => ({ status: 200, json: thread(server.post(text, user ?? '')) }));
  }
  const [, id = '', inner] = /^\/threads\/(\d+)(\/comments\/1)?$/.exec(path.replace(THREADS, '/threads')) ?? [];
  const comment = commentWith(server, id);
  if (!comment) return { status: 404, json: { message: 'TF401180: The requested comment was not found.' } };
  if (method === 'GET') return { status: 200, json: thread(comment) };
  if (inner === undefined) return { status: 405, json: { message: 'not here' } };
  if (method === 'DELETE') {
    comment.isDeleted = true;
    return { status: 200, json: {} };
  }
  return written((body as { content: string }).content, (text) => {
    comment.body = text;
    return { status: 200, json: thread(comment) };
  });
}

function written(text: string, write: (text: string) => HostAnswer): HostAnswer {
  if (text.length > LIMIT) return { status: 400, json: { message: 'The comment content exceeds the maximum length.' } };
  return write(text);
}

function thread({ id, body, author, isDeleted }: KeptComment): object {
  return {
    id,
    isDeleted: false,
    comments: [{ id: 1, commentType: 'text', isDeleted, content: isDeleted ? undefined : body, author: { id: `id-${author}` } }],
  };
}
