// Runs in <head> before anything is drawn, so that a chosen theme never flashes.
document.documentElement.classList.add('js');
try {
  const { theme } = JSON.parse(localStorage.getItem('shipshape:settings') || '{}');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // A blocked or damaged store: the system's theme is used.
}
