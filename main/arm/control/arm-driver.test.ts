import { expect, it, onTestFinished } from 'vitest';
import { koch } from '../arms/koch.ts';
import { so101 } from '../arms/so101.ts';
import { openBus } from '../bus/open-bus.ts';
import { storeInServos } from '../calibration/store-in-servos.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { connectInProcess } from '../virtual/in-process.ts';
import { startVirtualArm, type VirtualArmId } from '../virtual/virtual-arms.ts';
import { ArmDriver } from './arm-driver.ts';
import { factoryCalibration } from './testing/factory-calibration.ts';

async function connected(id: VirtualArmId) {
  const clock = new ManualClock();
  const virtual = await startVirtualArm(id, { clock });
  onTestFinished(() => virtual.close());
  const bus = await clock.settle(openBus(connectInProcess(virtual), virtual.protocol, { clock }));
  const torques = () => new Set(virtual.servos.map((servo) => servo.memory.get('torqueEnable')));
  return { clock, virtual, bus, torques };
}

it('leaves no servo with torque when one fails on the way', async () => {
  const { clock, virtual, bus, torques } = await connected('so101');
  const driver = await clock.settle(ArmDriver.meet(bus, so101, factoryCalibration(so101)));
  virtual.faults.missing.add(5);
  await expect(clock.settle(driver.engage())).rejects.toThrow('Servo 5');
  expect(torques()).toEqual(new Set([0]));
});

it('names a servo that is silent, another arm’s, or was calibrated by someone else', async () => {
  const { clock, virtual, bus } = await connected('so101');
  const calibration = factoryCalibration(so101);
  const meet = (arm = so101, joints = calibration) => clock.settle(ArmDriver.meet(bus, arm, joints));
  const otherOffset = { ...calibration.elbow_flex!, homingOffset_ticks: 7 };
  await expect(meet(so101, { ...calibration, elbow_flex: otherOffset })).rejects.toThrow('homing offset 0');
  await expect(meet(koch)).rejects.toThrow('Feetech STS3215');
  virtual.faults.missing.add(3);
  await expect(meet()).rejects.toThrow('elbow_flex (servo 3)');
});

it('moves a Dynamixel arm, whose servos count many turns', async () => {
  const { clock, virtual, bus } = await connected('koch');
  const calibration = factoryCalibration(koch);
  await clock.settle(storeInServos(bus, koch, calibration));
  const driver = await clock.settle(ArmDriver.meet(bus, koch, calibration));
  const pose = await clock.settle(driver.engage());
  const goals = pose.map((angle, j) => (j === 0 ? 0.2 : angle));
  for (let tick = 0; tick < 50; tick++) {
    await clock.settle(driver.send(goals));
    await clock.settle(driver.read());
    await clock.advance(20);
  }
  expect(driver.positions_rad[0]).toBeCloseTo(0.2, 1);
  await clock.settle(driver.release());
  expect(virtual.servos.every((servo) => servo.memory.get('torqueEnable') === 0)).toBe(true);
  await expect(clock.settle(driver.damp())).rejects.toThrow('cannot resist');
});
