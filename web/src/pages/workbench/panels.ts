/** The panels of a case, in the order of their tabs: first what needs no weights, then what does. */
export const PANELS = ['said', 'judged', 'odds', 'plane', 'packages', 'roadmap', 'exchange', 'talks', 'text'] as const;
export type PanelName = (typeof PANELS)[number];

export function isPanel(name: string): name is PanelName {
  return (PANELS as readonly string[]).includes(name);
}
