import { armMove } from './arm-move.ts';
import { burstableInstances } from './burstable-instances.ts';
import { cheaperIfPriced } from './cheaper-if-priced.ts';
import { commitmentSaves } from './commitment-saves.ts';
import { commitmentUnused } from './commitment-unused.ts';
import { cpuBoundPacking } from './cpu-bound-packing.ts';
import { crossZoneShare } from './cross-zone-share.ts';
import { daemonOverhead } from './daemon-overhead.ts';
import { deploymentSurge } from './deployment-surge.ts';
import { distinctInstanceCost } from './distinct-instance-cost.ts';
import { endpointPaysOff } from './endpoint-pays-off.ts';
import { ephemeralStorageCost } from './ephemeral-storage-cost.ts';
import { estimatedRates } from './estimated-rates.ts';
import { fargateMinimumCharge } from './fargate-minimum-charge.ts';
import { fargateSizeRounding } from './fargate-size-rounding.ts';
import { fargateStartup } from './fargate-startup.ts';
import { fargateVcpuQuota } from './fargate-vcpu-quota.ts';
import { hostPortLimit } from './host-port-limit.ts';
import { idleCapacity } from './idle-capacity.ts';
import { logsAboveCompute } from './logs-above-compute.ts';
import { memoryBoundPacking } from './memory-bound-packing.ts';
import { minimumInstancesCost } from './minimum-instances-cost.ts';
import { mixedSaves } from './mixed-saves.ts';
import { networkInterfaceLimit } from './network-interface-limit.ts';
import { oversizedTask } from './oversized-task.ts';
import { previousGenerationInstances } from './previous-generation-instances.ts';
import { publicAddresses } from './public-addresses.ts';
import { rootVolumeCost } from './root-volume-cost.ts';
import type { Rule } from './rule.ts';
import { singleInstanceRisk } from './single-instance-risk.ts';
import { singleTaskService } from './single-task-service.ts';
import { slowStart } from './slow-start.ts';
import { spotCandidate } from './spot-candidate.ts';
import { stalePrices } from './stale-prices.ts';
import { taskQuota } from './task-quota.ts';
import { undersizedTask } from './undersized-task.ts';
import { unequalCpuOnFargate } from './unequal-cpu-on-fargate.ts';
import { unpricedParts } from './unpriced-parts.ts';
import { waitingTasks } from './waiting-tasks.ts';
import { windowsLicence } from './windows-licence.ts';
import { zoneSpreadCost } from './zone-spread-cost.ts';

/** Every rule by its id, in the order in which findings are listed: what saves money first, then risks, then limits. */
export const RULES: readonly (readonly [string, Rule])[] = [
  ['mixed-saves', mixedSaves],
  ['commitment-saves', commitmentSaves],
  ['commitment-unused', commitmentUnused],
  ['oversized-task', oversizedTask],
  ['arm-move', armMove],
  ['spot-candidate', spotCandidate],
  ['fargate-size-rounding', fargateSizeRounding],
  ['fargate-minimum-charge', fargateMinimumCharge],
  ['fargate-startup', fargateStartup],
  ['deployment-surge', deploymentSurge],
  ['network-interface-limit', networkInterfaceLimit],
  ['host-port-limit', hostPortLimit],
  ['distinct-instance-cost', distinctInstanceCost],
  ['memory-bound-packing', memoryBoundPacking],
  ['cpu-bound-packing', cpuBoundPacking],
  ['idle-capacity', idleCapacity],
  ['minimum-instances-cost', minimumInstancesCost],
  ['zone-spread-cost', zoneSpreadCost],
  ['root-volume-cost', rootVolumeCost],
  ['daemon-overhead', daemonOverhead],
  ['ephemeral-storage-cost', ephemeralStorageCost],
  ['public-addresses', publicAddresses],
  ['endpoint-pays-off', endpointPaysOff],
  ['logs-above-compute', logsAboveCompute],
  ['cross-zone-share', crossZoneShare],
  ['windows-licence', windowsLicence],
  ['previous-generation-instances', previousGenerationInstances],
  ['burstable-instances', burstableInstances],
  ['undersized-task', undersizedTask],
  ['single-instance-risk', singleInstanceRisk],
  ['single-task-service', singleTaskService],
  ['waiting-tasks', waitingTasks],
  ['slow-start', slowStart],
  ['unequal-cpu-on-fargate', unequalCpuOnFargate],
  ['fargate-vcpu-quota', fargateVcpuQuota],
  ['task-quota', taskQuota],
  ['stale-prices', stalePrices],
  ['estimated-rates', estimatedRates],
  ['cheaper-if-priced', cheaperIfPriced],
  ['unpriced-parts', unpricedParts],
];
