/** How much the picture may cost. */
export interface Quality {
  readonly antialias: boolean;
  readonly maxPixelRatio: number;
  readonly shadowMapSize: number;
  /** Soft edges, and a second, broad shadow from above. */
  readonly softShadows: boolean;
  /** Surfaces reflect a room. */
  readonly reflections: boolean;
  /** Ghosts have rounded edges and outlines, all of them. */
  readonly fineGhosts: boolean;
  /** Pictures per second at most. */
  readonly maxRate_Hz: number;
  /** Moments of an episode beside training per second at most: each is drawn by every panel. */
  readonly watchedRate_Hz: number;
  /** Share of the time that may be spent on pictures. */
  readonly maxShare: number;
}

const WITH_GPU: Quality = {
  antialias: true,
  maxPixelRatio: 2,
  shadowMapSize: 2048,
  softShadows: true,
  reflections: true,
  fineGhosts: true,
  maxRate_Hz: 60,
  watchedRate_Hz: 60,
  maxShare: 1,
};

/** Without a GPU every pixel is computed by the cores that train: fewer of them, less often. */
const WITHOUT_GPU: Quality = {
  antialias: false,
  maxPixelRatio: 0.75,
  shadowMapSize: 512,
  softShadows: false,
  reflections: false,
  fineGhosts: false,
  maxRate_Hz: 4,
  watchedRate_Hz: 2,
  maxShare: 0.03,
};

export type QualityName = 'auto' | 'full' | 'frugal';

/** @param driver what the graphics driver calls itself, which decides where `name` leaves it to. */
export function qualityFor(driver: string, name: QualityName = 'auto'): Quality {
  const isSoftware = /swiftshader|llvmpipe|softpipe|software|basic render/i.test(driver);
  return name === 'frugal' || (name === 'auto' && isSoftware) ? WITHOUT_GPU : WITH_GPU;
}

let driver: string | null = null;

/** The driver's name, asked once of a context of its own; null where there is no WebGL 2. */
export function graphicsDriver(): string | null {
  driver ??= askDriver();
  return driver;
}

function askDriver(): string | null {
  const context = document.createElement('canvas').getContext('webgl2');
  if (!context) return null;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name = String(context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}
