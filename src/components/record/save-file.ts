/** Offers a text as a file to save, without sending it anywhere. */
export function saveFile(name: string, text: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A name for a file, from what somebody typed: letters, digits and hyphens alone. */
export const fileName = (name: string, otherwise: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60) || otherwise;

/** Copies a field's text and says so on the button for a while. */
export async function copyField(field: HTMLInputElement | HTMLTextAreaElement, button: HTMLElement, done: string): Promise<void> {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Where the clipboard is closed to pages, the text is selected: one key copies it.
    field.focus();
    field.select();
    return;
  }
  button.textContent = done;
  setTimeout(() => {
    button.textContent = before;
  }, 2000);
}
