/** The popovers below the header: native ones, so that Escape and a click outside close them. */
export const popoverIds = { sources: 'sources-popover', menu: 'menu-popover', person: 'person-popover' } as const;

export function togglePopover(id: string): void {
  document.getElementById(id)?.togglePopover();
}

export function openPopover(id: string): void {
  document.getElementById(id)?.showPopover();
}

export function closePopover(id: string): void {
  document.getElementById(id)?.hidePopover();
}
