import { session } from 'electron';

const filters: Record<string, string> = { onnx: 'Policy (ONNX)', csv: 'Table (CSV)', png: 'Picture (PNG)' };

/** What the page exports is saved where a file dialog says. */
export function serveDownloads(): void {
  session.defaultSession.on('will-download', (_, item) => {
    const name = item.getFilename();
    const extension = name.slice(name.lastIndexOf('.') + 1);
    const kind = filters[extension];
    item.setSaveDialogOptions({
      title: 'Export',
      defaultPath: name,
      ...(kind && { filters: [{ name: kind, extensions: [extension] }] }),
    });
  });
}
