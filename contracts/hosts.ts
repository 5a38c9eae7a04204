/** The processes that serve windows, as ports to them are named: the lab trains, the arm's host moves real arms. */
export const hostNames = ['lab', 'arm'] as const;
export type HostName = (typeof hostNames)[number];
