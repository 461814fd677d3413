import process from 'node:process';
import type { CodeHost, HostComment, HostTarget } from './code-host.ts';
import { createHostFetch } from './host-fetch.ts';
import { HostProblem, kindOfAnswer, withoutSecrets } from './host-problem.ts';
import { listAt, textAt } from './json-fields.ts';
import { presentOf } from './present-of.ts';

/** What GitHub takes. @see https://github.com/orgs/community/discussions/41331 */
const CHARACTERS_MAX = 65_536;

const PAGE = 100;

type Octokit = InstanceType<typeof import('@octokit/core').Octokit>;

/** Comments of a pull request on GitHub or GitHub Enterprise Server. */
export function githubHost(target: HostTarget): CodeHost {
  const { repository, pullRequest, baseUrl } = target;
  const comments = `/repos/${repository}/issues/${pullRequest}/comments`;
  const comment = `/repos/${repository}/issues/comments`;
  let loading: Promise<Octokit> | undefined;
  const request = async (route: string, parameters: Record<string, unknown> = {}): Promise<unknown> => {
    loading ??= loadOctokit(target);
    const octokit = await loading;
    return clean(target, route, async () => (await octokit.request(route, parameters)).data);
  };
  const graphql = async (query: string, variables: object): Promise<unknown> => {
    loading ??= loadOctokit(target);
    const octokit = await loading;
    return clean(target, 'POST /graphql', () => octokit.graphql(query, { ...variables }));
  };
  return {
    title: 'GitHub',
    room: { characters: CHARACTERS_MAX, canFold: true },
    list: async () => {
      const all: HostComment[] = [];
      for (let page = 1; ; page += 1) {
        const answer = listAt(await request(`GET ${comments}`, { per_page: PAGE, page }));
        all.push(...answer.map(commentOf));
        if (answer.length < PAGE) return all;
      }
    },
    self: () => selfOf(request, graphql),
    read: (id) => presentOf(async () => commentOf(await request(`GET ${comment}/${id}`))),
    // A comment that may have been made in spite of a failure is looked for, not made again.
    create: async (body) => void (await request(`POST ${comments}`, { body, request: { retries: 0 } })),
    update: async (id, body) => void (await request(`PATCH ${comment}/${id}`, { body })),
    remove: async (id) => void (await request(`DELETE ${comment}/${id}`)),
    hide: (hidden) => hide(graphql, hidden),
    calls: {
      list: `GET ${baseUrl}${comments}?per_page=${PAGE}`,
      create: `POST ${baseUrl}${comments}`,
      update: `PATCH ${baseUrl}${comment}/ID`,
      remove: `DELETE ${baseUrl}${comment}/ID`,
      hide: `POST ${graphqlBaseUrl(baseUrl)}/graphql minimizeComment`,
    },
  };
}

/** Octokit with its plugins for retries and for both kinds of rate limits. */
async function loadOctokit(target: HostTarget): Promise<Octokit> {
  const [{ Octokit }, { retry }, { throttling }, fetch] = await Promise.all([
    import('@octokit/core'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
    createHostFetch(target),
  ]);
  const { token, baseUrl, patience } = target;
  const isPatient = (retryAfterSeconds: number, _options: object, _octokit: object, retryCount: number): boolean =>
    retryCount < patience.tries - 1 && retryAfterSeconds * 1000 <= patience.longestWaitMs;
  const silent = (): void => undefined;
  return new (Octokit.plugin(retry, throttling))({
    auth: token,
    baseUrl,
    userAgent: 'ecs-cost',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch },
    retry: { retries: patience.tries - 1, retryAfterBaseValue: patience.firstWaitMs },
    throttle: {
      // Limits are counted by instance: two of one process are two runs.
      id: `${process.hrtime.bigint()}`,
      minimalSecondaryRateRetryAfter: 1,
      onRateLimit: isPatient,
      onSecondaryRateLimit: isPatient,
    },
  });
}

/** GraphQL of GitHub Enterprise Server lies beside its REST API: /api/graphql and /api/v3. */
function graphqlBaseUrl(baseUrl: string): string {
  return baseUrl.replace(/\/api\/v3$/, '/api');
}

function commentOf(answer: unknown): HostComment {
  const author = textAt(answer, 'user', 'login');
  const node = textAt(answer, 'node_id');
  return { id: textAt(answer, 'id'), body: textAt(answer, 'body'), ...(author === '' ? {} : { author }), ...(node === '' ? {} : { node }) };
}

/** The token of a workflow may not ask who it is over REST, but over GraphQL. */
async function selfOf(
  request: (route: string) => Promise<unknown>,
  graphql: (query: string, variables: object) => Promise<unknown>,
): Promise<string | undefined> {
  const asks = [
    async () => textAt(await request('GET /user'), 'login'),
    async () => textAt(await graphql('{ viewer { login } }', {}), 'viewer', 'login'),
  ];
  for (const ask of asks) {
    try {
      const login = await ask();
      if (login !== '') return login;
    } catch (error) {
      if (error instanceof HostProblem && error.kind === 'unauthorized') throw error;
    }
  }
  return undefined;
}

/** Comments that are hidden already are left alone. */
async function hide(graphql: (query: string, variables: object) => Promise<unknown>, comments: readonly HostComment[]): Promise<void> {
  const ids = comments.flatMap(({ node }) => node ?? []);
  if (ids.length === 0) return;
  const answer = await graphql('query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Minimizable { isMinimized } } }', { ids });
  for (const node of listAt(answer, 'nodes')) {
    if (textAt(node, 'id') === '' || (node as { isMinimized?: boolean }).isMinimized === true) continue;
    await graphql(
      'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }',
      {
        id: textAt(node, 'id'),
      },
    );
  }
}

/** Octokit's errors as ours: without the request, which carries the token. */
async function clean<T>({ token, baseUrl }: HostTarget, route: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const status = (error as { status?: unknown }).status;
    const words = withoutSecrets(error instanceof Error ? error.message : String(error), [token]);
    const what = route.replace(' /', ` ${baseUrl}/`);
    const headers = (error as { response?: { headers?: Record<string, string> } }).response?.headers;
    // Octokit gives network failures the status 500, without an answer.
    if (typeof status !== 'number' || headers === undefined) throw new HostProblem('unreachable', `${what}: ${words}`);
    const kind = headers['x-ratelimit-remaining'] === '0' && status === 403 ? 'busy' : kindOfAnswer(status, words);
    throw new HostProblem(kind, `${what}: ${status} ${words}`, { status });
  }
}
