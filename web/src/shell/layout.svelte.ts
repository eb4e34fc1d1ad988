/** How the page that is shown wants to be laid out. */
class LayoutState {
  isWide = $state(false);
}

export const layout = new LayoutState();
