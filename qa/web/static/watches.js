// What is pressed is told to Python, and the focus stays at the question when the list is made anew.
let pressed = null;
element.addEventListener('click', event => {
    const button = event.target.closest('button[data-do]');
    if (!button) return;
    pressed = button.dataset.value;
    trigger('click', {what: button.dataset.do, value: button.dataset.value});
});
watch('value', () => {
    if (!pressed) return;
    const there = element.querySelector(`.watch[data-value="${pressed}"]`);
    const next = there?.querySelector('[data-focus], button') ?? document.querySelector('#watch-question :is(input, textarea)');
    next?.focus({preventScroll: true});
    pressed = null;
});
element.addEventListener('keydown', event => {
    if (event.key === 'Escape') element.querySelector('[data-do="keep"]')?.click();
});
