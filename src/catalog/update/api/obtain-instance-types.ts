import type { InstanceTypeInfo } from '@aws-sdk/client-ec2';
import type { InstanceType } from '../../catalog.ts';
import type { ListRun, ObtainedList, WantedList } from '../list-run.ts';
import { type ApiAccess, callApi, clientSettings } from './aws-client-settings.ts';

const PAGE_SIZE = 100;

/** The only GPUs that ECS can pin to a container. */
const PINNED_GPU = 'NVIDIA';

/** Reads what instance types have with DescribeInstanceTypes. */
export async function obtainInstanceTypes(run: ListRun, { region }: WantedList, access: ApiAccess): Promise<ObtainedList> {
  const what = `instance types of ${region.code}`;
  const { EC2Client, paginateDescribeInstanceTypes } = await import('@aws-sdk/client-ec2');
  const client = new EC2Client(clientSettings(run.downloads, access, region.code));
  const instanceTypes: InstanceType[] = [];
  await callApi(what, 'ec2:DescribeInstanceTypes', async () => {
    for await (const { InstanceTypes = [] } of paginateDescribeInstanceTypes({ client, pageSize: PAGE_SIZE }, {})) {
      for (const info of InstanceTypes) instanceTypes.push(...instanceTypeOf(info));
      run.onBytes(`${what}: ${instanceTypes.length} types`, 0, undefined);
    }
  });
  if (instanceTypes.length === 0) return { kind: 'absent', why: `AWS describes no instance types in ${region.code}` };
  const address = 'DescribeInstanceTypes';
  return {
    kind: 'read',
    list: {
      origin: { source: 'api', address, words: 'Amazon EC2 API', version: '', publishedOn: '', readOn: run.today },
      rates: [],
      instanceTypes,
    },
  };
}

/** An instance type in our words; nothing when AWS leaves out its size. What AWS does not say stays absent. */
function instanceTypeOf(info: InstanceTypeInfo): InstanceType[] {
  const {
    InstanceType: instanceType,
    BareMetal: bareMetal = false,
    BurstablePerformanceSupported: burstable = false,
    NetworkInfo: network,
  } = info;
  const [vcpus, memoryMiB] = [info.VCpuInfo?.DefaultVCpus, info.MemoryInfo?.SizeInMiB];
  if (instanceType === undefined || vcpus === undefined || memoryMiB === undefined) return [];
  const gpus = (info.GpuInfo?.Gpus ?? []).filter(({ Manufacturer }) => Manufacturer === PINNED_GPU);
  const type: { readonly [Name in keyof InstanceType]: InstanceType[Name] | undefined } = {
    instanceType,
    family: instanceType.split('.')[0] ?? '',
    vcpus,
    memoryMiB,
    architecture: architectureOf(info),
    bareMetal,
    gpus: sum(gpus.map(({ Count }) => Count)),
    gpuName: gpus[0]?.Name,
    accelerators: otherAccelerators(info),
    burstable,
    networkInterfacesMax: network?.MaximumNetworkInterfaces,
    networkCards: network?.MaximumNetworkCards,
    instanceStorageGB: info.InstanceStorageInfo?.TotalSizeInGB ?? (info.InstanceStorageSupported === false ? 0 : undefined),
    ebsAttachmentsMax: info.EbsInfo?.MaximumEbsAttachments,
    ebsAttachmentLimitType: info.EbsInfo?.AttachmentLimitType,
    currentGeneration: info.CurrentGeneration,
  };
  return [Object.fromEntries(Object.entries(type).filter(([, value]) => value !== undefined)) as unknown as InstanceType];
}

function architectureOf({ ProcessorInfo }: InstanceTypeInfo): InstanceType['architecture'] {
  const architectures: readonly string[] = ProcessorInfo?.SupportedArchitectures ?? [];
  if (architectures.includes('arm64')) return 'ARM64';
  return architectures.includes('x86_64') ? 'X86_64' : undefined;
}

function otherAccelerators({ GpuInfo, InferenceAcceleratorInfo, NeuronInfo }: InstanceTypeInfo): number {
  const others = (GpuInfo?.Gpus ?? []).filter(({ Manufacturer }) => Manufacturer !== PINNED_GPU);
  // AWS describes Inferentia chips twice, in the older form and as Neuron devices.
  const chips = NeuronInfo?.NeuronDevices ?? InferenceAcceleratorInfo?.Accelerators ?? [];
  return sum(others.map(({ Count }) => Count)) + sum(chips.map(({ Count }) => Count));
}

function sum(counts: readonly (number | undefined)[]): number {
  return counts.reduce((total: number, count) => total + (count ?? 0), 0);
}
