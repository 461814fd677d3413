// At which share of an instance does it cost the same as Fargate? Without overheads, as rules of thumb are worked out, and
// with the memory that Linux keeps and a root volume.
//
//   node break-even.mjs us-east-1 m5.large c5.large
import { breakEvenReservation, loadCatalog, lookUpRate } from 'ecs-cost';

const GIB = 1024;
/** Linux registers at least 92.5 % of the advertised memory: the model of this package where nothing was measured. */
const REGISTERED = 0.925;
const ROOT_VOLUME_GB = 30;

const [region, ...names] = process.argv.slice(2);
const catalog = await loadCatalog({ region });
const rateOf = (usageType) => {
  // The operation tells Linux from Windows, which share the usage types of instances.
  const rate = lookUpRate(catalog, usageType.startsWith('BoxUsage:') ? { usageType, operation: 'RunInstances' } : { usageType });
  if (!rate.found) throw new Error(`${usageType}: ${rate.why}`);
  return rate.usd;
};
const percent = (share) => `${(Number(share) * 100).toFixed(1)} %`.padStart(8);

console.log('instance      against    none      with overheads');
for (const name of names) {
  const type = catalog.instanceTypes.find(({ instanceType }) => instanceType === name);
  const volumeUsd = Number(rateOf('EBS:VolumeUsage.gp3')) * ROOT_VOLUME_GB;
  for (const [architecture, prefix] of [
    ['x86', 'Fargate-'],
    ['ARM', 'Fargate-ARM-'],
  ]) {
    if (architecture === 'ARM' && type.architecture !== 'ARM64') continue;
    const input = {
      vcpus: type.vcpus,
      memoryGiB: type.memoryMiB / GIB,
      instanceUsdPerHour: rateOf(`BoxUsage:${name}`),
      fargateVcpuUsdPerHour: rateOf(`${prefix}vCPU-Hours:perCPU`),
      fargateGBUsdPerHour: rateOf(`${prefix}GB-Hours`),
    };
    const real = { ...input, memoryGiB: (type.memoryMiB * REGISTERED) / GIB, besideUsdPerMonth: volumeUsd.toFixed(10) };
    const [plain, full] = [breakEvenReservation(input), breakEvenReservation(real)];
    console.log(`${name.padEnd(12)}  ${architecture}      ${percent(plain.breakEvenReservation)}  ${percent(full.breakEvenReservation)}`);
  }
}
