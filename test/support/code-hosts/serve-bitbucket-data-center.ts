import { commentWith, type HostAnswer, type HostRequest, type HostServer, type KeptComment, startHost } from './host-server.ts';

const LIMIT = 32_768;

const PULL_REQUEST = '/rest/api/1.0/projects/o/repos/r/pull-requests/7';

/** The API of Bitbucket Data Center for pull request 7 in `o/r`: a write names the version that it replaces. */
export function serveBitbucketDataCenter(): Promise<HostServer> {
  const versions = new Map<number, number>();
  return startHost(
    (request, server) => {
      const answer = route(request, server, versions);
      return { ...answer, headers: { ...answer.headers, 'x-ausername': request.user ?? '' } };
    },
    ({ headers }) => headers.authorization?.replace('Bearer ', ''),
  );
}

function route({ method, path, query, body, user }: HostRequest, server: HostServer, versions: Map<number, number>): HostAnswer {
  const shown = ({ id, body: text, author }: KeptComment): object => ({
    id,
    version: versions.get(id) ?? 0,
    text,
    author: { name: author },
  });
  if (path === `${PULL_REQUEST}/activities`) return page(server, Number(query.get('limit') ?? 25), Number(query.get('start') ?? 0), shown);
  const { text, version } = (body ?? {}) as { text?: string; version?: number };
  if (text !== undefined && text.length > LIMIT)
    return { status: 400, json: { errors: [{ message: `The comment exceeds the maximum length of ${LIMIT}` }] } };
  if (path === `${PULL_REQUEST}/comments`) return { status: 201, json: shown(server.post(text ?? '', user ?? '')) };
  const comment = path.startsWith(`${PULL_REQUEST}/comments/`)
    ? commentWith(server, path.slice(`${PULL_REQUEST}/comments/`.length))
    : undefined;
  if (!comment) return { status: 404, json: { errors: [{ message: 'No such comment' }] } };
  if (method === 'GET') return { status: 200, json: shown(comment) };
  const now = versions.get(comment.id) ?? 0;
  if (Number(version ?? query.get('version')) !== now)
    return { status: 409, json: { errors: [{ message: 'The comment was changed meanwhile' }] } };
  if (method === 'DELETE') {
    comment.isDeleted = true;
    return { status: 204 };
  }
  comment.body = text ?? '';
  versions.set(comment.id, now + 1);
  return { status: 200, json: shown(comment) };
}

/** What happened last comes first; approvals stand among the comments. */
function page(server: HostServer, limit: number, start: number, shown: (comment: KeptComment) => object): HostAnswer {
  const activities = [
    { action: 'APPROVED' },
    ...server.comments
      .filter(({ isDeleted }) => !isDeleted)
      .toReversed()
      .map((comment) => ({ action: 'COMMENTED', commentAction: 'ADDED', comment: shown(comment) })),
  ];
  const isLastPage = activities.length <= start + limit;
  return {
    status: 200,
    json: { values: activities.slice(start, start + limit), isLastPage, ...(isLastPage ? {} : { nextPageStart: start + limit }) },
  };
}
