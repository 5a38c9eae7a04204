/**
 * Everything that is built: what proves that it was (written last), and what it is made from. Sources are files, or
 * folders with the ending that counts in them.
 */
export const parts = {
  agents: {
    proof: 'agents/build/.complete',
    sources: ['package-lock.json', 'scripts/build/gradients.mjs', 'scripts/build/kernels.mjs', ['agents', '.as.ts']],
  },
  page: {
    proof: 'renderer/dist/.complete',
    sources: ['package-lock.json', 'scripts/build/page.mjs', ['renderer', ''], ['contracts', '.ts']],
  },
  desktop: {
    proof: 'main/window/build/.complete',
    sources: [
      'package-lock.json',
      'scripts/build/desktop.mjs',
      ...['contracts', 'main/window', 'main/shell', 'main/transport', 'main/server'].map((folder) => [folder, '.ts']),
    ],
  },
};
