import type { Job, Service, Workload } from '../workload/workload.ts';

/**
 * Something of ECS that has no charge, named so that nobody looks for its line.
 *
 * @public
 */
export type FreePart =
  | { readonly kind: 'control-plane' | 'iam' | 'auto-scaling' | 'network-interfaces' | 'basic-metrics' | 'data-in' }
  | { readonly kind: 'gateway-endpoints'; readonly services: readonly string[] }
  | { readonly kind: 'ecr-pulls' | 'internet-first-tier' | 'gp3-baseline' | 'service-connect' | 'first-rules' };

/** What is free in any case, and what is free of the parts that the file states. */
export function freePartsOf(workload: Workload): FreePart[] {
  const { environment } = workload;
  const owners: readonly (Service | Job)[] = [...workload.services, ...workload.jobs];
  const gateways = (environment?.vpcEndpoints ?? []).filter(({ type }) => type === 'gateway').map(({ service }) => service);
  const some = (test: (owner: Service | Job) => boolean | undefined): boolean => owners.some((owner) => test(owner) === true);
  const when = (
    isSo: boolean,
    kind: 'ecr-pulls' | 'internet-first-tier' | 'gp3-baseline' | 'service-connect' | 'first-rules',
  ): FreePart[] => (isSo ? [{ kind }] : []);
  return [
    { kind: 'control-plane' },
    { kind: 'iam' },
    { kind: 'auto-scaling' },
    { kind: 'network-interfaces' },
    { kind: 'basic-metrics' },
    { kind: 'data-in' },
    ...(gateways.length > 0 ? [{ kind: 'gateway-endpoints', services: gateways } as const] : []),
    ...when(
      some(({ beside }) => beside?.image?.registry === 'ecr'),
      'ecr-pulls',
    ),
    ...when(environment?.internetEgress?.freeTier === true, 'internet-first-tier'),
    ...when(environment?.loadBalancers.some(({ type }) => type === 'application') === true, 'first-rules'),
    ...when(
      some(({ beside }) => beside?.volumes.some((volume) => volume.type === 'ebs' && volume.volumeType === 'gp3')),
      'gp3-baseline',
    ),
    ...when(
      some(({ beside }) => beside?.serviceConnect),
      'service-connect',
    ),
  ];
}
