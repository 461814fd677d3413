/**
 * One placement strategy of a service, in ECS's words.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html
 * @public
 */
export interface PlacementStrategy {
  readonly type: 'random' | 'spread' | 'binpack';
  /** `cpu` or `memory` to binpack; `instanceId`, `host` or `attribute:<name>` to spread. */
  readonly field?: string;
}

/** The attribute that services are spread over by default. */
export const ZONE_ATTRIBUTE = 'ecs.availability-zone';

/** What a strategy looks at, its spellings resolved. */
export type PlacementKey =
  | { readonly kind: 'least-cpu' }
  | { readonly kind: 'least-memory' }
  | { readonly kind: 'fewest-on-instance' }
  | { readonly kind: 'fewest-by-attribute'; readonly attribute: string }
  | { readonly kind: 'random' };

/**
 * Resolves strategies in their order. A service that states none is spread over zones, and within the best zone goes to the
 * instance with the fewest of its tasks; one that states the spread over zones alone is taken the same way, since nothing
 * else is documented for it. Gives nothing for a strategy that ECS does not know.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
export function placementKeys(strategy: readonly PlacementStrategy[]): PlacementKey[] | undefined {
  const keys = strategy.map(placementKey);
  if (!keys.every((key) => key !== undefined)) return undefined;
  const onlyZones = keys.every((key) => key.kind === 'fewest-by-attribute' && key.attribute === ZONE_ATTRIBUTE);
  return onlyZones ? [{ kind: 'fewest-by-attribute', attribute: ZONE_ATTRIBUTE }, { kind: 'fewest-on-instance' }] : keys;
}

function placementKey({ type, field = '' }: PlacementStrategy): PlacementKey | undefined {
  if (type === 'random') return { kind: 'random' };
  if (type === 'binpack') return BINPACK_KEYS[field.toLowerCase()];
  if (type !== 'spread') return undefined;
  if (field === 'instanceId' || field === 'host') return { kind: 'fewest-on-instance' };
  return field.startsWith('attribute:') ? { kind: 'fewest-by-attribute', attribute: field.slice('attribute:'.length) } : undefined;
}

const BINPACK_KEYS: Readonly<Record<string, PlacementKey>> = { cpu: { kind: 'least-cpu' }, memory: { kind: 'least-memory' } };
