/** Why an attempt to download failed, in words; and whether another one could succeed. */
export class TransferProblem extends Error {
  readonly isPassing: boolean;
  /** How long the server asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** Whether what came so far cannot be trusted, so that the next attempt starts at the first byte. */
  readonly isSpoiled: boolean;

  constructor(
    message: string,
    {
      isPassing,
      retryAfterMs,
      isSpoiled = false,
      cause,
    }: { isPassing: boolean; retryAfterMs?: number | undefined; isSpoiled?: boolean; cause?: unknown },
  ) {
    super(message, { cause });
    this.name = 'TransferProblem';
    this.isPassing = isPassing;
    this.retryAfterMs = retryAfterMs;
    this.isSpoiled = isSpoiled;
  }
}

/** What a failure of the connection means for a person. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known (no network, or a proxy is needed)',
  EAI_AGAIN: 'its name cannot be looked up now',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed',
  ENETUNREACH: 'the network cannot be reached',
  EHOSTUNREACH: 'it cannot be reached',
  ETIMEDOUT: 'it did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'the connection was not made in time',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'it fell silent in the middle of the answer',
  UND_ERR_SOCKET: 'the connection was closed in the middle of the answer',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is not as long as it says',
};

/** An error of the connection as a problem that may pass. */
export function connectionProblem(error: unknown): TransferProblem {
  if (error instanceof TransferProblem) return error;
  const { code, message, cause } = error as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException };
  const words = REASONS[code ?? ''] ?? REASONS[cause?.code ?? ''] ?? message;
  // Certificates and protocols do not mend themselves.
  const isPassing = !/^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HPE_INVALID_CONSTANT)/.test(code ?? '');
  return new TransferProblem(words, { isPassing, cause: error });
}
