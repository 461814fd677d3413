import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { BOT_TOKEN, type HostServer } from '../support/code-hosts/host-server.ts';
import { serveAzureDevOps } from '../support/code-hosts/serve-azure-devops.ts';
import { serveBitbucket } from '../support/code-hosts/serve-bitbucket.ts';
import { serveGithub } from '../support/code-hosts/serve-github.ts';
import { serveGitlab } from '../support/code-hosts/serve-gitlab.ts';
import { newRepository, type TestRepository } from '../support/git-repository.ts';
import { repository } from '../support/repository.ts';
import { workloadText } from '../support/workload-text.ts';

/** What a user pastes is run here as a CI system would, against a server in place of the host and the built program in place of npx. */

const { version } = JSON.parse(readFileSync(`${repository}package.json`, 'utf8')) as { version: string };
const RELEASE = version.split('.').slice(0, 2).join('.');

const read = (name: string): string => readFileSync(`${repository}${name}`, 'utf8');

let tools = '';
let origin: TestRepository;
let clone: TestRepository;

beforeAll(() => {
  tools = mkdtempSync(join(tmpdir(), 'ecs-cost-npx-'));
  // npx --yes ecs-cost@0.1 ARGUMENTS: hand-made prices come from a cache that the environment names.
  const npx = `#!/usr/bin/env bash\n[ "$1 $2" = "--yes ecs-cost@${RELEASE}" ] || { echo "npx $*" >&2; exit 99; }\nshift 2\nexec "${process.execPath}" "${repository}bin/ecs-cost.js" "$@"\n`;
  writeFileSync(join(tools, 'npx'), npx);
  chmodSync(join(tools, 'npx'), 0o755);
  origin = newRepository();
  origin.commit({ 'shop.yaml': workloadText('shop', [{ name: 'api', tasks: 1 }]) });
  clone = newRepository();
  clone.git('remote', 'add', 'origin', origin.folder);
  clone.git('fetch', '--quiet', 'origin');
  clone.git('reset', '--quiet', '--hard', 'origin/main');
  clone.commit({ 'shop.yaml': workloadText('shop', [{ name: 'api', tasks: 2 }]) });
});
afterAll(() => {
  rmSync(tools, { recursive: true, force: true });
  origin.remove();
  clone.remove();
});

interface Ran {
  readonly exitCode: number | null;
  readonly output: string;
}

async function bash(script: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const child = spawn('bash', ['-e', '-c', script], {
    cwd: clone.folder,
    env: { PATH: `${tools}:${process.env['PATH'] ?? ''}`, HOME: '/nonexistent', XDG_CACHE_HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      output += part.toString('utf8');
    });
  }
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exitCode, output };
}

describe('action.yml', () => {
  const action = parse(read('action.yml')) as {
    inputs: Record<string, { description: string; default?: string }>;
    outputs: Record<string, { value: string }>;
    runs: { using: string; steps: { id: string; run: string; env: Record<string, string> }[] };
  };
  const [step] = action.runs.steps;
  let server: HostServer;
  let temp = '';
  beforeEach(async () => {
    server = await serveGithub();
    temp = mkdtempSync(join(tmpdir(), 'ecs-cost-action-'));
  });
  afterEach(async () => {
    rmSync(temp, { recursive: true, force: true });
    await server.close();
  });

  /** Runs the step as GitHub does: expressions of its environment replaced by the inputs. */
  function run(inputs: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const expand = (text: string): string =>
      text
        .replace(/\$\{\{ github\.action_path \}\}/, repository.replace(/\/$/, ''))
        .replace(
          /\$\{\{ inputs\.([\w-]+) \}\}/,
          (_, name: string) => inputs[name] ?? (action.inputs[name]?.default ?? '').replace(/^.*github\.token.*$/, BOT_TOKEN),
        );
    const env = Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, value]) => [name, expand(value)]));
    return bash(step?.run ?? '', {
      ...env,
      RUNNER_TEMP: temp,
      GITHUB_OUTPUT: join(temp, 'output'),
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      GITHUB_BASE_REF: 'main',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_API_URL: server.url,
    });
  }

  test('comments, tells outputs and a summary, and passes', async () => {
    const { exitCode, output } = await run();
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringContaining('comment posted: o/r 7 on GitHub') });
    expect(server.shown()[0]).toContain('in shop: api goes from 1 to 2 tasks.');
    const outputs = Object.fromEntries(
      readFileSync(join(temp, 'output'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s)),
    );
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(action.outputs).sort());
    // A second task of 1 vCPU and 2 GB at the bundled rates: 730 x (0.04048 + 2 x 0.004445).
    expect(outputs).toMatchObject({ before: '36.0401', after: '72.0802', delta: '36.0401', 'exit-code': '0' });
    expect(readFileSync(join(temp, 'summary'), 'utf8')).toMatch(/^\*\*\+\$36\.04 a month \(\+100 %\)\*\* in shop/);
    expect(output).not.toContain(BOT_TOKEN);
  });

  test('fails where a budget is broken, unless that is not wanted', async () => {
    expect((await run({ arguments: '--fail-increase=10\n' })).exitCode).toBe(1);
    expect(server.shown()[0]).toContain('**Budget broken:**');
    expect((await run({ arguments: '--fail-increase=10', 'fail-on-budget': 'false' })).exitCode).toBe(0);
  });

  test('comments nowhere when that is not wanted', async () => {
    expect((await run({ comment: 'false' })).exitCode).toBe(0);
    expect(server.requests).toEqual([]);
  });

  test('text of an input never becomes a command', async () => {
    const mark = join(temp, 'pwned');
    await run({ paths: `$(touch ${mark})`, arguments: `; touch ${mark}`, tag: `"; touch ${mark}; "`, head: `HEAD; touch ${mark}` });
    expect(existsSync(mark)).toBe(false);
  });

  test('every input is used, every value of a variable comes from the environment alone', () => {
    const used = [...read('action.yml').matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map((match) => match[1]);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
    expect(action.runs.using).toBe('composite');
    expect(step?.run).not.toContain('${{');
    expect(action.inputs['version']?.default).toBe(RELEASE);
  });
});

interface GitlabJob {
  readonly script: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** The scripts of the other systems, and the environment that each of them gives to a job of a pull request. */
const TEMPLATES = [
  {
    file: 'integrations/gitlab-ci.yml',
    serve: serveGitlab,
    script: (text: string) => (parse(text) as Record<string, GitlabJob>)['ecs-cost']?.script.join('\n') ?? '',
    env: (url: string) => ({
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_MERGE_REQUEST_PROJECT_ID: 'g/o/r',
      CI_MERGE_REQUEST_IID: '7',
      GITLAB_TOKEN: BOT_TOKEN,
      CI_API_V4_URL: url,
    }),
  },
  {
    file: 'integrations/bitbucket-pipelines.yml',
    serve: serveBitbucket,
    script: (text: string) =>
      (parse(text) as { pipelines: { 'pull-requests': Record<string, { step: { script: string[] } }[]> } }).pipelines['pull-requests'][
        '**'
      ]?.[0]?.step.script.join('\n') ?? '',
    env: (url: string) => ({
      BITBUCKET_PR_DESTINATION_BRANCH: 'main',
      BITBUCKET_REPO_FULL_NAME: 'o/r',
      BITBUCKET_PR_ID: '7',
      BITBUCKET_TOKEN: BOT_TOKEN,
      BITBUCKET_API_URL: url,
    }),
  },
  {
    file: 'integrations/azure-pipelines.yml',
    serve: serveAzureDevOps,
    script: (text: string) => (parse(text) as { steps: { bash?: string }[] }).steps.flatMap((each) => each.bash ?? []).join('\n'),
    env: (url: string) => ({
      SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
      SYSTEM_COLLECTIONURI: `${url}/`,
      SYSTEM_TEAMPROJECT: 'o',
      BUILD_REPOSITORY_NAME: 'r',
      SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
      SYSTEM_ACCESSTOKEN: BOT_TOKEN,
    }),
  },
];

test.each(TEMPLATES)('$file runs as it is and leaves one comment', async ({ file, serve, script, env }) => {
  const server = await serve();
  try {
    const { exitCode, output } = await bash(script(read(file)), env(server.url));
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringContaining('comment posted: ') });
    expect(server.shown()).toHaveLength(1);
    expect(output).not.toContain(BOT_TOKEN);
  } finally {
    await server.close();
  }
});

test.each(TEMPLATES)('$file and the pages that quote it name this release', ({ file }) => {
  const named = [...read(file).matchAll(/ecs-cost@([\d.]+)/g)].map((match) => match[1]);
  expect(new Set(named)).toEqual(new Set([RELEASE]));
});
