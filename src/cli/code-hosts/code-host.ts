/** A comment as its host keeps it. */
export interface HostComment {
  readonly id: string;
  readonly body: string;
  /** Whoever wrote it, in the form that {@link CodeHost.self} has; absent where the host does not say. */
  readonly author?: string;
  /** How the host calls it besides its id, where hiding needs that. */
  readonly node?: string;
}

/** A method and an address, as `GET https://api.github.com/...`. */
export type CallText = string;

/** The comments of one pull request on a code host. */
export interface CodeHost {
  /** As people call it. */
  readonly title: string;
  /** What a comment may be: UTF-16 code units, and whether parts of it open and close. */
  readonly room: { readonly characters: number; readonly canFold: boolean };
  /** All comments, oldest first. */
  readonly list: () => Promise<HostComment[]>;
  /** Who the token is; nothing where the host does not tell it. */
  readonly self: () => Promise<string | undefined>;
  /** One comment as it is now; nothing when it is gone. */
  readonly read: (id: string) => Promise<HostComment | undefined>;
  readonly create: (body: string) => Promise<void>;
  readonly update: (id: string, body: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Hides comments; absent where the host cannot, and then their text is replaced. */
  readonly hide?: (comments: readonly HostComment[]) => Promise<void>;
  /** The calls that the functions above make, for people. */
  readonly calls: {
    readonly list: CallText;
    readonly create: CallText;
    readonly update: CallText;
    readonly remove: CallText;
    readonly hide: CallText;
  };
}

/** Where a pull request is, and with which right it is written to. */
export interface HostTarget {
  /** `owner/name`, a project path or id; for Azure DevOps `project/repository`. */
  readonly repository: string;
  readonly pullRequest: string;
  readonly token: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** For hosts that want a name beside the token. */
  readonly user?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly patience: Patience;
}

/** How long calls may take, and how often they are tried. */
export interface Patience {
  /** For one answer. */
  readonly timeoutMs: number;
  readonly tries: number;
  /** Before the second try; it doubles. */
  readonly firstWaitMs: number;
  /** The longest that a host may ask to wait. */
  readonly longestWaitMs: number;
}

/** What a run of the program has. */
export const PATIENCE: Patience = { timeoutMs: 30_000, tries: 4, firstWaitMs: 1000, longestWaitMs: 120_000 };
