import { SerialPort } from 'serialport';

/** A serial port, with what its USB adapter says of itself; null where it is no USB adapter or does not say. */
export interface SerialPortInfo {
  readonly path: string;
  readonly manufacturer: string | null;
  readonly usb: UsbIdentity | null;
}

/** Stays the same when the ports are renumbered. */
export interface UsbIdentity {
  /** Four hexadecimal digits in small letters, as the product. */
  readonly vendor: string;
  readonly product: string;
  readonly serialNumber: string | null;
}

/** The serial ports of this machine, those of USB adapters first. */
export async function listSerialPorts(): Promise<SerialPortInfo[]> {
  const ports = (await SerialPort.list()).map(({ path, manufacturer, vendorId, productId, serialNumber }) => ({
    path,
    manufacturer: manufacturer ?? null,
    usb:
      vendorId && productId
        ? { vendor: vendorId.toLowerCase(), product: productId.toLowerCase(), serialNumber: serialNumber ?? null }
        : null,
  }));
  return ports.sort((a, b) => Number(b.usb !== null) - Number(a.usb !== null) || a.path.localeCompare(b.path));
}

/** The port of the adapter with that identity, wherever it is plugged in now. */
export async function findSerialPort(identity: UsbIdentity): Promise<SerialPortInfo | null> {
  const same = ({ usb }: SerialPortInfo) =>
    usb?.vendor === identity.vendor && usb.product === identity.product && usb.serialNumber === identity.serialNumber;
  return (await listSerialPorts()).find(same) ?? null;
}
