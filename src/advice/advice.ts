/**
 * What a service or job should run on, with the evidence.
 *
 * @public
 */
export interface Advice {
  /** Name of the service or job. */
  readonly service: string;
  /** What kind of workload it is. */
  readonly class: 'steady' | 'varying' | 'bursty' | 'batch';
  /** Id of the recommended option; absent when no option has a complete bill. */
  readonly recommended?: string;
  readonly findings: readonly Finding[];
}

/**
 * One rule's result: evidence, no prose; the report finds the words.
 *
 * @public
 */
export interface Finding {
  readonly rule: string;
  readonly severity: 'info' | 'warning';
  readonly evidence: Readonly<Record<string, string | number | boolean>>;
}
