import { commentWith, type HostAnswer, type HostRequest, type HostServer, type KeptComment, startHost } from './host-server.ts';

const LIMIT = 65_536;

/** GitHub's REST API for comments of `o/r` 7, and the parts of its GraphQL API that hide comments. */
export function serveGithub(): Promise<HostServer> {
  return startHost(route, ({ headers }) => headers.authorization?.replace(/^(token|Bearer) /i, ''));
}

function route(request: HostRequest, server: HostServer): HostAnswer {
  const { method, path, query, body } = request;
  if (path === '/user') return { status: 200, json: { login: request.user } };
  if (path === '/graphql') return graphql(request, server);
  if (path === '/repos/o/r/issues/7/comments') {
    if (method === 'GET') return page(server, Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1));
    return written(body, (text) => ({ status: 201, json: shown(server.post(text, request.user ?? '')) }));
  }
  const [, id = ''] = /^\/repos\/o\/r\/issues\/comments\/(\d+)$/.exec(path) ?? [];
  const comment = commentWith(server, id);
  if (!comment) return { status: 404, json: { message: 'Not Found' } };
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

/** Pages of at most 100, the oldest comments first. */
function page(server: HostServer, perPage: number, number: number): HostAnswer {
  const all = server.comments.filter(({ isDeleted }) => !isDeleted);
  const size = Math.min(perPage, 100);
  return { status: 200, json: all.slice((number - 1) * size, number * size).map(shown) };
}

function written(body: unknown, write: (text: string) => HostAnswer): HostAnswer {
  const text = (body as { body?: unknown }).body;
  if (typeof text !== 'string' || text === '') return { status: 422, json: { message: 'Validation Failed' } };
  if (text.length > LIMIT)
    return {
      status: 422,
      json: {
        message: 'Validation Failed',
        errors: [
          { resource: 'IssueComment', code: 'unprocessable', field: 'data', message: `Body is too long (maximum is ${LIMIT} characters)` },
        ],
      },
    };
  return write(text);
}

function shown({ id, body, author }: KeptComment): object {
  return { id, node_id: `IC_${id}`, body, user: { login: author } };
}

function graphql({ body, user }: HostRequest, server: HostServer): HostAnswer {
  const { query, variables } = body as { query: string; variables?: { id?: string; ids?: string[] } };
  if (query.includes('viewer')) return { status: 200, json: { data: { viewer: { login: user } } } };
  const find = (node = ''): KeptComment | undefined => commentWith(server, node.replace('IC_', ''));
  if (query.includes('minimizeComment')) {
    const comment = find(variables?.id);
    if (comment) comment.isHidden = true;
    return { status: 200, json: { data: { minimizeComment: { minimizedComment: { isMinimized: true } } } } };
  }
  const nodes = (variables?.ids ?? []).map((id) => ({ id, isMinimized: find(id)?.isHidden ?? false }));
  return { status: 200, json: { data: { nodes } } };
}
