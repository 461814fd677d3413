import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BOT_TOKEN, type HostServer } from '../support/code-hosts/host-server.ts';
import { TEST_HOSTS } from '../support/code-hosts/hosts.ts';
import { repository } from '../support/repository.ts';
import { runCli } from '../support/run-cli.ts';
import { runCliBeside } from '../support/run-cli-beside.ts';
import { workloadText } from '../support/workload-text.ts';

/** A task of 1 vCPU and 2 GB costs 36.5 a month at the hand-made rates. */
const PRICES = ['--prices', `${repository}test/cli/fixtures`];

let folder = '';
let sides: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecs-cost-comment-'));
  const file = (name: string, tasks: number): string => {
    const path = join(folder, name);
    writeFileSync(path, workloadText('shop', [{ name: 'api', tasks }], 'budget: { increase: 30 }\n'));
    return path;
  };
  sides = [file('base.yaml', 1), file('head.yaml', 2)];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What each CI system says about the pull request 7, with the address of a server in place of the host's. */
const ENVIRONMENTS: Readonly<Record<string, (url: string) => Readonly<Record<string, string>>>> = {
  github: (url) => {
    const event = join(folder, 'event.json');
    writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
    return {
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_EVENT_PATH: event,
      GITHUB_TOKEN: BOT_TOKEN,
      GITHUB_API_URL: url,
      GITHUB_RUN_ID: '5',
      GITHUB_SERVER_URL: 'https://github.example',
    };
  },
  gitlab: (url) => ({ CI_MERGE_REQUEST_PROJECT_ID: 'g/o/r', CI_MERGE_REQUEST_IID: '7', GITLAB_TOKEN: BOT_TOKEN, CI_API_V4_URL: url }),
  bitbucket: (url) => ({ BITBUCKET_REPO_FULL_NAME: 'o/r', BITBUCKET_PR_ID: '7', BITBUCKET_TOKEN: BOT_TOKEN, BITBUCKET_API_URL: url }),
  'azure-devops': (url) => ({
    SYSTEM_COLLECTIONURI: `${url}/`,
    SYSTEM_TEAMPROJECT: 'o',
    BUILD_REPOSITORY_NAME: 'r',
    SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
    SYSTEM_ACCESSTOKEN: BOT_TOKEN,
  }),
};

describe.each(TEST_HOSTS)('$title', (host) => {
  let server: HostServer;
  beforeEach(async () => {
    server = await host.serve();
  });
  afterEach(() => server.close());

  const env = (): Readonly<Record<string, string>> => ENVIRONMENTS[host.name]?.(`${server.url}${host.basePath ?? ''}`) ?? {};

  test('the environment of the CI system is enough; the run ends as diff does, and the token is nowhere', async () => {
    const { exitCode, stdout, stderr } = await runCliBeside(['comment', host.name, ...sides, ...PRICES], { env: env() });
    expect(stderr).toContain('comment posted: ');
    // +36.5 against a limit of 30.
    expect(stderr).toContain('Budget broken: shop: +$36.50 a month is $6.50 above +$30.00');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(server.shown()).toHaveLength(1);
    expect(server.shown()[0]).toMatch(
      /^\[\/\/\]: # \(ecs-cost v1; tag=default; valid-at=[\dTZ:.-]+; digest=sha256:[0-9a-f]{32}\)\n\n\*\*\+\$36\.50 a month \(\+100 %\)\*\* in shop/,
    );
    expect([stderr, ...server.shown()].join()).not.toContain(BOT_TOKEN);
    expect(server.authorizations.every((token) => token === BOT_TOKEN)).toBe(true);
  });

  test('flags win over the environment', async () => {
    const flags = [
      '--repository',
      host.repository,
      '--pull-request',
      '7',
      '--base-url',
      `${server.url}${host.basePath ?? ''}`,
      '--token',
      BOT_TOKEN,
      '--tag',
      'second',
    ];
    const wrong = Object.fromEntries(
      Object.keys(env()).map((name) => [name, name.includes('URL') || name.includes('URI') ? 'https://wrong.invalid' : '1']),
    );
    const { stderr } = await runCliBeside(['comment', host.name, ...sides, ...PRICES, ...flags], { env: wrong });
    expect(stderr).toContain('comment posted: ');
    expect(server.shown()[0]).toContain('tag=second');
  });

  test('a second run with the same result writes nothing', async () => {
    await runCliBeside(['comment', host.name, ...sides, ...PRICES], { env: env() });
    const before = server.shown();
    const { stderr } = await runCliBeside(['comment', host.name, ...sides, ...PRICES], { env: env() });
    expect(stderr).toContain('comment is up to date already: ');
    expect(server.shown()).toEqual(before);
  });

  test('a token that the host refuses is an error with a remedy, and in no output', async () => {
    const secret = 'nobody-has-this-token-42';
    const { exitCode, stdout, stderr } = await runCliBeside(['comment', host.name, ...sides, ...PRICES, '--token', secret], { env: env() });
    expect(exitCode).toBe(4);
    expect(stderr).toContain('the token is not valid');
    expect(stdout + stderr).not.toContain(secret);
    expect(stdout + stderr).not.toContain(Buffer.from(`:${secret}`).toString('base64'));
    expect(server.comments).toEqual([]);
  });

  test('a dry run prints the comment and the calls, and calls nobody', async () => {
    const { stdout, stderr } = await runCliBeside(
      ['comment', host.name, ...sides, ...PRICES, '--dry-run', '--valid-at', '2026-11-28T07:00:00Z'],
      { env: env() },
    );
    expect(stdout).toMatch(/^\[\/\/\]: # \(ecs-cost v1; tag=default; valid-at=2026-11-28T07:00:00\.000Z; /);
    expect(stdout).toContain('**+$36.50 a month (+100 %)**');
    expect(stderr).toContain('dry run: nobody was called');
    expect(stderr).toContain(`GET ${server.url}`);
    expect(stdout + stderr).not.toContain(BOT_TOKEN);
    expect(server.requests).toEqual([]);
  });
});

test('a dry run needs neither a token nor a pull request', () => {
  const { exitCode, stdout, stderr } = runCli(['comment', 'github', ...sides, ...PRICES, '--dry-run'], {
    env: { GITHUB_TOKEN: '', GITHUB_REPOSITORY: '' },
  });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('**+$36.50 a month');
  expect(stderr).toContain('POST https://api.github.com/repos/OWNER/REPOSITORY/issues/PULL_REQUEST/comments');
});

test('a difference that another job saved is posted as it is', () => {
  const saved = join(folder, 'diff.json');
  runCli(['diff', ...sides, ...PRICES, '--format', 'json', '--output', saved, '--quiet']);
  const [fresh, again] = [
    [...sides, ...PRICES],
    ['--report', saved],
  ].map((source) => runCli(['comment', 'github', ...source, '--dry-run', '--valid-at', '2026-11-28T07:00:00Z']).stdout);
  expect(again).toBe(fresh);
});

test.each([
  ['no JSON', '{', 'is no JSON'],
  ['another report', '{"schemaVersion": 1, "options": []}', 'is not "difference"'],
  [
    'an amount that is none',
    '{"schemaVersion": 1, "kind": "difference", "workloads": [], "budgets": [], "total": {"deltaUsd": "1e9"}}',
    'total.deltaUsd  is not an exact decimal text',
  ],
  ['a part that is missing', '{"schemaVersion": 1, "kind": "difference", "workloads": [{}], "budgets": []}', 'is damaged'],
])('a saved difference that is %s is refused', (_what, text, message) => {
  const file = join(folder, 'damaged.json');
  writeFileSync(file, text);
  const { exitCode, stderr } = runCli(['comment', 'github', '--report', file, '--dry-run']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});

test('everything that is missing is told at once, with the variable it comes from', () => {
  const empty = { GITHUB_TOKEN: '', GH_TOKEN: '', GITHUB_REPOSITORY: '', GITHUB_EVENT_PATH: '', GITHUB_REF: '' };
  const { exitCode, stderr } = runCli(['comment', 'github', ...sides], { env: empty });
  expect(exitCode).toBe(2);
  for (const name of ['--repository', '--pull-request', '--token'])
    expect(stderr).toContain(`${name}  is not given, and the environment does not say it`);
  expect(stderr).toContain('in CI it is GITHUB_TOKEN');
});

test.each([
  [['githb', 'a', 'b'], /"githb" is no code host; did you mean "github"\?/],
  [['github', 'a', 'b', '--behavior', 'upsert'], /"upsert" is not a behavior/],
  [['github', 'a', 'b', '--tag', 'a b'], /"a b" is not a tag/],
  [['github', 'a', 'b', '--valid-at', 'now'], /"now" is no moment/],
  [['github', 'a', 'b', '--base-url', 'ftp://x'], /"ftp:\/\/x" is no address/],
  [['github', 'a', 'b', '--pull-request', '../../x'], /is no number of a pull request/],
])('a wrong call is refused: %j', (args, message) => {
  const { exitCode, stderr } = runCli(['comment', ...args]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(message);
});

describe('--skip-no-change', () => {
  test('posts nothing at first where the cost does not change', async () => {
    const [github] = TEST_HOSTS;
    const server = await github?.serve();
    if (!server) throw new Error('there is no GitHub');
    try {
      const [base = ''] = sides;
      const call = ['comment', 'github', base, base, ...PRICES, '--skip-no-change'];
      const { exitCode, stderr } = await runCliBeside(call, { env: ENVIRONMENTS['github']?.(server.url) ?? {} });
      expect({ exitCode, stderr }).toEqual({
        exitCode: 0,
        stderr: 'no comment: the cost does not change (--skip-no-change): o/r 7 on GitHub\n',
      });
      expect(server.comments).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

test('no other command loads the clients of code hosts', () => {
  const trace = `require('module')._load = ((load) => function (name, ...rest) { if (/octokit|undici/.test(name)) process.stderr.write('LOADED ' + name); return load.call(this, name, ...rest); })(require('module')._load);`;
  const hook = join(folder, 'trace.cjs');
  writeFileSync(hook, trace);
  const { stderr } = runCli(['diff', ...sides, ...PRICES, '--quiet', '--format', 'json'], { env: { NODE_OPTIONS: `--require ${hook}` } });
  expect(stderr).not.toContain('LOADED');
});
