import type { ArmApi } from '../../../../contracts/arm-api.ts';
import { TWIN_FILE_bytes, TWIN_PIECE_bytes } from '../../../../contracts/arm-twin.ts';
import { WorkbenchError } from '../../../../contracts/errors.ts';

/** A chosen file, as browsers give it. */
type ChosenFile = Pick<File, 'name' | 'size' | 'slice'>;

/**
 * Sends the files of a twin to the arm's host: an MJCF, and what it includes and shows.
 * @returns the URL of the MJCF
 * @throws WorkbenchError `bad-model` if none of the files can be it; as the host
 */
export async function sendTwin(api: ArmApi, files: readonly ChosenFile[]): Promise<string> {
  const main = await mainOf(files);
  const twin = crypto.randomUUID();
  let url = '';
  for (const file of files) {
    const sentTo = await sendFile(api, twin, file);
    if (file === main) url = sentTo;
  }
  return url;
}

async function sendFile(api: ArmApi, twin: string, file: ChosenFile): Promise<string> {
  if (file.size > TWIN_FILE_bytes) {
    const size = `${Math.ceil(file.size / 1e6)} MB`;
    throw new WorkbenchError('bad-model', `${file.name} has ${size}.`, `Reduce it to ${TWIN_FILE_bytes / 1e6} MB.`);
  }
  let url = '';
  for (let offset_bytes = 0; offset_bytes === 0 || offset_bytes < file.size; offset_bytes += TWIN_PIECE_bytes) {
    const bytes = await bytesOf(file, offset_bytes, offset_bytes + TWIN_PIECE_bytes);
    url = await api.sendTwinPiece({ twin, file: file.name, offset_bytes, bytes });
  }
  return url;
}

/** The MJCF among files: an XML of MuJoCo that no other one includes. */
async function mainOf(files: readonly ChosenFile[]): Promise<ChosenFile> {
  const xmls = files.filter(({ name }) => /\.(xml|mjcf)$/i.test(name));
  const texts = await Promise.all(
    xmls.map(async (file) => new TextDecoder().decode(await bytesOf(file, 0, file.size))),
  );
  const isIncluded = (name: string) => texts.some((text) => text.includes(`/${name}"`) || text.includes(`"${name}"`));
  const roots = xmls.filter(({ name }, i) => texts[i]!.includes('<mujoco') && !isIncluded(name));
  if (roots.length === 1) return roots[0]!;
  const found =
    roots.length === 0
      ? 'None of the files is an MJCF'
      : `${roots.map(({ name }) => name).join(', ')} are several MJCFs`;
  throw new WorkbenchError(
    'bad-model',
    `${found}.`,
    'Choose one MJCF, with the files that it includes and its meshes.',
  );
}

async function bytesOf(file: ChosenFile, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}
