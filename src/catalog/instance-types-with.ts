import type { Architecture } from '../units/capacity.ts';
import type { Catalog, InstanceType } from './catalog.ts';

/**
 * What instance types to list; an attribute that is not stated does not matter.
 *
 * @public
 */
export interface InstanceTypeAttributes {
  readonly family?: string;
  readonly architecture?: Architecture;
  readonly bareMetal?: boolean;
  readonly burstable?: boolean;
  readonly currentGeneration?: boolean;
  readonly vcpusMin?: number;
  readonly vcpusMax?: number;
  readonly memoryMiBMin?: number;
  readonly memoryMiBMax?: number;
  readonly gpusMin?: number;
}

/**
 * The instance types of a catalog that have all the attributes, ordered by name. A type for which no source states an
 * attribute that is asked for is not listed: unknown is not a match.
 *
 * @public
 */
export function instanceTypesWith({ instanceTypes }: Catalog, attributes: InstanceTypeAttributes): InstanceType[] {
  const { vcpusMin = 0, vcpusMax = Number.POSITIVE_INFINITY, memoryMiBMin = 0, memoryMiBMax = Number.POSITIVE_INFINITY } = attributes;
  return instanceTypes.filter(
    (type) =>
      type.vcpus >= vcpusMin &&
      type.vcpus <= vcpusMax &&
      type.memoryMiB >= memoryMiBMin &&
      type.memoryMiB <= memoryMiBMax &&
      (attributes.gpusMin === undefined || (type.gpus !== undefined && type.gpus >= attributes.gpusMin)) &&
      EQUAL_ATTRIBUTES.every((name) => attributes[name] === undefined || type[name] === attributes[name]),
  );
}

const EQUAL_ATTRIBUTES = ['family', 'architecture', 'bareMetal', 'burstable', 'currentGeneration'] as const;
