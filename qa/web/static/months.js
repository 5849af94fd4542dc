// A bar that is pressed is told to Python, and keeps the focus when the chart is made again.
let pressed = '';
element.addEventListener('click', event => {
    const button = event.target.closest('button[data-do]');
    if (!button) return;
    pressed = button.getAttribute('aria-label');
    trigger('click', {what: button.dataset.do, value: button.dataset.value});
});
watch('value', () => {
    if (!pressed || document.activeElement !== document.body) return;
    [...element.querySelectorAll('button')].find(each => each.getAttribute('aria-label') === pressed)?.focus();
    pressed = '';
});
