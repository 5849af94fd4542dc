// What is pressed in the list is told to Python, and keeps the focus when the list is made again.
// What is ticked stays ticked on other pages of the list, and is told to #chosen.
let pressed = null;
const picked = new Map();
const tell = () => document.dispatchEvent(new CustomEvent('article-qa:picked', {
    detail: {articles: [...picked].map(([id, title]) => ({id, title}))},
}));
const boxes = () => [...element.querySelectorAll('[data-pick]')];
const tick = () => {
    boxes().forEach(box => { box.checked = picked.has(box.dataset.pick); });
    const all = element.querySelector('.pick-all'), ticked = boxes().filter(box => box.checked).length;
    if (all) Object.assign(all, {checked: ticked > 0 && ticked === boxes().length, indeterminate: ticked > 0 && ticked < boxes().length});
};
const pick = box => box.checked ? picked.set(box.dataset.pick, box.dataset.title) : picked.delete(box.dataset.pick);
element.addEventListener('change', event => {
    if (event.target.matches('.pick-all')) boxes().forEach(box => { box.checked = event.target.checked; pick(box); });
    else if (event.target.matches('[data-pick]')) pick(event.target);
    tick();
    tell();
});
document.addEventListener('article-qa:unpick', () => { picked.clear(); tick(); tell(); });
element.addEventListener('click', event => {
    const button = event.target.closest('button[data-do]');
    if (!button) return;
    pressed = button.dataset.do === 'open' ? null : button.dataset;
    element.querySelectorAll('[aria-current]').forEach(other => other.removeAttribute('aria-current'));
    if (button.dataset.do === 'open') button.setAttribute('aria-current', 'true');
    trigger('click', {what: button.dataset.do, value: button.dataset.value});
});
// Another room asks for an article, with the words to mark in it.
document.addEventListener('article-qa:read', event => {
    event.preventDefault();
    trigger('click', {what: 'open', value: event.detail.id, start: event.detail.start, end: event.detail.end});
});
watch('value', () => {
    tick();
    if (!pressed || document.activeElement !== document.body) return;
    const {do: what, name, value} = pressed;
    const wanted = name ? `[data-name="${name}"]` : `[data-value="${value}"]`;
    element.querySelector(`button[data-do="${what}"]${wanted}:not(:disabled)`)?.focus({preventScroll: true});
    pressed = null;
});
