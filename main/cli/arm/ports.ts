import { listSerialPorts, type SerialPortInfo } from '../../arm/links/serial-ports.ts';
import type { Output } from '../output.ts';
import { table } from '../table.ts';

/** Lists the serial ports, by what their USB adapters say of themselves. */
export async function listPorts(output: Output): Promise<number> {
  const ports = await listSerialPorts();
  if (ports.length === 0) output.note("No serial port was found. Plug the arm's adapter in, and switch its supply on.");
  for (const port of ports) output.event({ type: 'port', ...port });
  if (!output.json && ports.length > 0) output.text(table(ports.map(rowOf)));
  return 0;
}

function rowOf({ path, manufacturer, usb }: SerialPortInfo): string[] {
  const serial = usb?.serialNumber ? `serial ${usb.serialNumber}` : '';
  return [path, usb ? `USB ${usb.vendor}:${usb.product}` : '', manufacturer ?? '', serial];
}
