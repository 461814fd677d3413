import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';

/** A git repository of a test's own. */
export interface TestRepository {
  readonly folder: string;
  /** Writes files (nothing: removes them) and commits all of it. */
  readonly commit: (files: Readonly<Record<string, string | undefined>>) => void;
  readonly git: (...args: readonly string[]) => string;
  readonly remove: () => void;
}

/** A new repository with the branch `main`, in a temporary folder. */
export function newRepository(): TestRepository {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-cost-git-'));
  const identity = {
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  };
  const git = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...identity, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  git('init', '--quiet', '--initial-branch', 'main');
  const commit: TestRepository['commit'] = (files) => {
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      if (text === undefined) rmSync(path);
      else writeFileSync(path, text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', 'change');
  };
  return { folder, commit, git, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
