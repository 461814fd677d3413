import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HostProblem } from '../../../src/cli/code-hosts/host-problem.ts';
import { markerLine } from '../../../src/cli/code-hosts/marker.ts';
import { type Behavior, type Posted, postComment } from '../../../src/cli/code-hosts/post-comment.ts';
import { type HostServer, once, TOKENS } from '../../support/code-hosts/host-server.ts';
import { hostFor, QUICK, TEST_HOSTS } from '../../support/code-hosts/hosts.ts';

/** After every scenario there is exactly one right comment, or a clear error and no damage. */

const SOMEBODY = Object.keys(TOKENS).find((token) => TOKENS[token] === 'somebody') ?? '';

const marker = (minute: number, tag = 'default') => ({ tag, validAt: new Date(Date.UTC(2026, 10, 28, 7, minute)), digest: 'sha256:00' });
const bodyOf = (text: string, minute: number, tag = 'default'): string => `${markerLine(marker(minute, tag))}\n\n${text}`;

describe.each(TEST_HOSTS)('$title', (host) => {
  let server: HostServer;
  beforeEach(async () => {
    server = await host.serve();
  });
  afterEach(() => server.close());

  interface Wanted {
    readonly minute?: number;
    readonly tag?: string;
    readonly behavior?: Behavior;
    readonly isSkipped?: boolean;
    readonly shorter?: readonly string[];
    readonly token?: string;
  }

  function post(
    text: string,
    { minute = 10, tag = 'default', behavior = 'update', isSkipped = false, shorter = [], token }: Wanted = {},
  ): Promise<Posted> {
    const texts = [text, ...shorter];
    return postComment(hostFor(host, server, token), {
      marker: marker(minute, tag),
      behavior,
      isSkipped,
      shorter: () => texts.shift(),
      patience: QUICK,
    });
  }

  const writes = (): string[] => server.requests.filter((request) => !request.startsWith('GET') && !request.endsWith('/graphql'));

  test('the first run posts, the second updates the same comment', async () => {
    expect(await post('one')).toBe('created');
    expect(await post('two', { minute: 11 })).toBe('updated');
    expect(server.shown()).toEqual([bodyOf('two', 11)]);
  });

  test('an equal text is not written again, whatever line ends the host keeps', async () => {
    server.post(bodyOf('one\ntwo\n', 5).replaceAll('\n', '\r\n'), 'ecs-bot');
    expect(await post('one\ntwo\n')).toBe('unchanged');
    expect(writes()).toEqual([]);
  });

  test('an older run overwrites nothing newer', async () => {
    server.post(bodyOf('newer', 30), 'ecs-bot');
    expect(await post('older', { minute: 10 })).toBe('skipped-newer');
    expect(server.shown()).toEqual([bodyOf('newer', 30)]);
  });

  test('the comment is found behind hundreds of others', async () => {
    for (let index = 0; index < 250; index += 1) server.post(`talk ${index}`, 'somebody');
    server.post(bodyOf('one', 5), 'ecs-bot');
    server.post('last word', 'somebody');
    expect(await post('two')).toBe('updated');
    expect(server.comments[250]?.body).toBe(bodyOf('two', 10));
    expect(server.comments).toHaveLength(252);
  });

  test('a person who quotes our comment is left alone, marker and all', async () => {
    const quoted = bodyOf('one', 5).replace(/^/gm, '> ');
    server.post(quoted, 'somebody');
    server.post(bodyOf('copied whole', 50), 'somebody');
    expect(await post('two')).toBe('created');
    expect(server.shown()).toEqual([quoted, bodyOf('copied whole', 50), bodyOf('two', 10)]);
  });

  test('our own comment is found although somebody wrote above it', async () => {
    server.post(`edited by a person\n\n${bodyOf('one', 5)}`, 'ecs-bot');
    expect(await post('two')).toBe('updated');
    expect(server.shown()).toEqual([bodyOf('two', 10)]);
  });

  test('tags keep several comments of one pull request apart', async () => {
    await post('a', { tag: 'a' });
    await post('b', { tag: 'b' });
    await post('a2', { tag: 'a', minute: 12 });
    expect(server.shown()).toEqual([bodyOf('a2', 12, 'a'), bodyOf('b', 10, 'b')]);
  });

  test('new adds a comment to those that are there', async () => {
    await post('one', { behavior: 'new' });
    await post('two', { behavior: 'new', minute: 11 });
    expect(server.shown()).toEqual([bodyOf('one', 10), bodyOf('two', 11)]);
  });

  test('delete-and-new leaves the new comment alone', async () => {
    await post('one', { behavior: 'new' });
    server.post('talk', 'somebody');
    expect(await post('two', { behavior: 'delete-and-new', minute: 11 })).toBe('created');
    expect(server.shown()).toEqual(['talk', bodyOf('two', 11)]);
  });

  test('hide-and-new hides the old comment, or puts a word in its place where the host hides nothing', async () => {
    await post('one', { behavior: 'hide-and-new' });
    expect(await post('two', { behavior: 'hide-and-new', minute: 11 })).toBe('created');
    expect(server.shown().filter((body) => !body.includes('superseded'))).toEqual([bodyOf('two', 11)]);
    expect(await post('three', { behavior: 'hide-and-new', minute: 12 })).toBe('created');
    expect(server.shown().filter((body) => !body.includes('superseded'))).toEqual([bodyOf('three', 12)]);
    expect(server.comments.every(({ isDeleted }) => !isDeleted)).toBe(true);
  });

  test('without a change nothing is posted at first, and a comment that is there is still brought up to date', async () => {
    expect(await post('no change', { isSkipped: true })).toBe('skipped-no-change');
    expect(server.comments).toEqual([]);
    await post('one');
    expect(await post('no change', { isSkipped: true, minute: 11 })).toBe('updated');
    expect(server.shown()).toEqual([bodyOf('no change', 11)]);
  });

  test('a comment that is deleted between list and update is posted anew', async () => {
    const kept = server.post(bodyOf('one', 5), 'ecs-bot');
    server.faults.push(
      once(host.update.method, host.update.path, () => {
        kept.isDeleted = true;
        return undefined;
      }),
    );
    expect(await post('two')).toBe('created');
    expect(server.shown()).toEqual([bodyOf('two', 10)]);
  });

  test('a newer run that posts between list and update wins', async () => {
    const kept = server.post(bodyOf('one', 5), 'ecs-bot');
    server.faults.push(
      once('GET', host.update.path, () => {
        kept.body = bodyOf('newer', 30);
        return undefined;
      }),
    );
    expect(await post('two')).toBe('skipped-newer');
    expect(server.shown()).toEqual([bodyOf('newer', 30)]);
  });

  test('two runs that both find nothing leave one comment, the newer', async () => {
    // Both list before either has posted.
    await Promise.all([post('older', { minute: 10 }), post('newer', { minute: 11 })]);
    expect(server.shown()).toEqual([bodyOf('newer', 11)]);
  });

  test('another run that posted the same moment leaves one comment', async () => {
    await Promise.all([post('same'), post('same'), post('same')]);
    expect(server.shown()).toEqual([bodyOf('same', 10)]);
  });

  test('a comment that is too long for the host is posted in a shorter form', async () => {
    const long = 'x'.repeat(host.limit);
    expect(await post(long, { shorter: [`${long}y`, 'short'] })).toBe('created');
    expect(server.shown()).toEqual([bodyOf('short', 10)]);
  });

  test('a comment that nothing makes short enough is an error, and nothing is posted', async () => {
    await expect(post('x'.repeat(host.limit))).rejects.toMatchObject({ kind: 'too-long' });
    expect(server.comments).toEqual([]);
  });

  test('too many calls: the run waits as long as the host asks', async () => {
    server.faults.push(once('GET', host.list, { status: 429, json: { message: 'slow down' }, headers: { 'retry-after': '1' } }));
    expect(await post('one')).toBe('created');
    expect(server.shown()).toEqual([bodyOf('one', 10)]);
  });

  test('a host that asks to wait longer than anyone would is an error that says so', async () => {
    server.faults.push(() => ({ status: 429, json: { message: 'slow down' }, headers: { 'retry-after': '86400' } }));
    await expect(post('one')).rejects.toMatchObject({ kind: 'busy' });
    expect(server.comments).toEqual([]);
  });

  test('a host that fails for a moment is tried again, and the comment is there once', async () => {
    server.faults.push(
      once('GET', host.list, { status: 502, text: '<html>Bad Gateway</html>' }),
      once('POST', host.list, { status: 503, json: { message: 'unavailable' } }),
    );
    expect(await post('one')).toBe('created');
    expect(server.shown()).toEqual([bodyOf('one', 10)]);
  });

  test('a comment whose answer is lost was posted, and is not posted twice', async () => {
    server.faults.push(
      once('POST', host.list, (own) => {
        own.post(bodyOf('one', 10), 'ecs-bot');
        return 'drop';
      }),
    );
    await post('one');
    expect(server.shown()).toEqual([bodyOf('one', 10)]);
    await post('two', { behavior: 'new', minute: 12 });
    expect(server.shown()).toHaveLength(2);
  });

  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [422, 'refused'],
    [409, 'conflict'],
  ])('a post that is answered by %i is an error of its kind, and nothing else happens', async (status, kind) => {
    server.post(bodyOf('of another tag', 5, 'other'), 'ecs-bot');
    server.faults.push(({ method, path }) => (method === 'POST' && host.list.test(path) ? { status, json: { message: 'no' } } : undefined));
    await expect(post('one')).rejects.toMatchObject({ kind, status });
    expect(server.shown()).toEqual([bodyOf('of another tag', 5, 'other')]);
  });

  test('a token that nobody has is refused, and is in no message', async () => {
    const secret = 'secret-of-nobody-0987654321';
    const error = await post('one', { token: secret }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(HostProblem);
    expect((error as HostProblem).kind).toBe('unauthorized');
    expect(JSON.stringify([String(error), (error as Error).stack, error])).not.toContain(secret);
  });

  test('a token that echoes in an answer is in no message', async () => {
    server.faults.push(({ method }) =>
      method === 'POST' ? { status: 403, json: { message: `the token ${SOMEBODY} may not write` } } : undefined,
    );
    const error: unknown = await post('one', { token: SOMEBODY }).catch((reason: unknown) => reason);
    expect(String(error)).toContain('*** may not write');
    expect(JSON.stringify([String(error), (error as Error).stack])).not.toContain(SOMEBODY);
  });

  test('a token that may not ask who it is still finds its comment by the first line', async () => {
    server.faults.push(({ path }) =>
      /\/user$|connectionData$|graphql$/.test(path) ? { status: 403, json: { message: 'no' } } : undefined,
    );
    await post('one');
    expect(await post('two', { minute: 11 })).toBe('updated');
    expect(server.shown()).toEqual([bodyOf('two', 11)]);
  });

  test('a host that never answers is given up', async () => {
    const gone = server.url;
    await server.close();
    const silent = { ...server, url: gone };
    await expect(
      postComment(hostFor(host, silent), {
        marker: marker(1),
        behavior: 'update',
        isSkipped: false,
        shorter: () => 'one',
        patience: QUICK,
      }),
    ).rejects.toMatchObject({ kind: 'unreachable' });
  });
});

describe('GitHub', () => {
  const [github] = TEST_HOSTS;

  test('a secondary rate limit is waited for', async () => {
    if (!github) throw new Error('there is no GitHub');
    const server = await github.serve();
    try {
      server.faults.push(
        once('POST', github.list, {
          status: 403,
          json: { message: 'You have exceeded a secondary rate limit' },
          headers: { 'retry-after': '1' },
        }),
      );
      const posting = { marker: marker(1), behavior: 'update', isSkipped: false, shorter: () => 'one', patience: QUICK } as const;
      expect(await postComment(hostFor(github, server), posting)).toBe('created');
      expect(server.shown()).toEqual([bodyOf('one', 1)]);
    } finally {
      await server.close();
    }
  });

  test('the token of a workflow, which may not ask who it is over REST, asks over GraphQL', async () => {
    if (!github) throw new Error('there is no GitHub');
    const server = await github.serve();
    try {
      server.faults.push(({ path }) =>
        path === '/user' ? { status: 403, json: { message: 'Resource not accessible by integration' } } : undefined,
      );
      server.post(bodyOf('of somebody', 5), 'somebody');
      server.post(bodyOf('ours', 5), 'ecs-bot');
      const posting = { marker: marker(9), behavior: 'update', isSkipped: false, shorter: () => 'new', patience: QUICK } as const;
      expect(await postComment(hostFor(github, server), posting)).toBe('updated');
      expect(server.shown()).toEqual([bodyOf('of somebody', 5), bodyOf('new', 9)]);
    } finally {
      await server.close();
    }
  });
});
