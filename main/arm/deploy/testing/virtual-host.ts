import { armApi } from '../../../../contracts/arm-api.ts';
import type { Port } from '../../../../contracts/port.ts';
import { portPair } from '../../../transport/port-pair.ts';
import { serveApi } from '../../../transport/rpc.ts';
import { CALIBRATION, CONNECTION, serviceOnVirtualArm } from '../../host/testing/service-on-virtual-arm.ts';

/** An arm's host with a virtual SO-101; and a person's window to it. */
export async function virtualHost() {
  const { clock, virtual, service, open } = await serviceOnVirtualArm();
  const { call, last } = open();
  return {
    clock,
    virtual,
    call,
    last,
    /** As the lab connects to it. */
    connect(): Port {
      const [port, host] = portPair();
      serveApi(host, armApi, service.connect());
      return port;
    },
    async connectArm(): Promise<void> {
      await call('connect', CONNECTION);
    },
    async calibrate(): Promise<void> {
      await call('importCalibration', CALIBRATION);
    },
  };
}
