import type { InstanceType } from './catalog.ts';

/**
 * How many tasks with a network interface of their own (`awsvpc`) fit on an instance: AWS's published number where
 * there is one, else the rule it follows. Without trunking every interface but the primary takes one task; with
 * trunking the trunk itself takes one more and the branch interfaces join. `undefined` when the limits are not known.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-eni.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/eni-trunking-supported-instance-types.html
 */
export function awsvpcTasksMax(type: InstanceType, eniTrunking: boolean): number | undefined {
  const without = type.awsvpcTasksWithoutTrunking ?? (type.networkInterfacesMax === undefined ? undefined : type.networkInterfacesMax - 1);
  if (!eniTrunking) return without;
  if (type.awsvpcTasksWithTrunking !== undefined) return type.awsvpcTasksWithTrunking;
  if (type.trunkingSupportedByEcs !== true || type.branchNetworkInterfaces === undefined) return without;
  return type.networkInterfacesMax === undefined ? undefined : type.branchNetworkInterfaces + type.networkInterfacesMax - 2;
}
