/** The header's two popovers: native ones, so that Escape and a click outside close them. */
export const popoverIds = { sources: 'sources-popover', menu: 'menu-popover' } as const;

export function togglePopover(id: string): void {
  document.getElementById(id)?.togglePopover();
}

export function closePopover(id: string): void {
  document.getElementById(id)?.hidePopover();
}
