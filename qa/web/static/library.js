// What is pressed in the list is told to Python, and keeps the focus when the list is made anew.
let pressed = null;
element.addEventListener('click', event => {
    const button = event.target.closest('button[data-do]');
    if (!button) return;
    pressed = button.dataset.do === 'open' ? null : button.dataset;
    element.querySelectorAll('[aria-current]').forEach(other => other.removeAttribute('aria-current'));
    if (button.dataset.do === 'open') button.setAttribute('aria-current', 'true');
    trigger('click', {what: button.dataset.do, value: button.dataset.value});
});
watch('value', () => {
    if (!pressed || document.activeElement !== document.body) return;
    const {do: what, name, value} = pressed;
    const wanted = name ? `[data-name="${name}"]` : `[data-value="${value}"]`;
    element.querySelector(`button[data-do="${what}"]${wanted}:not(:disabled)`)?.focus({preventScroll: true});
    pressed = null;
});
