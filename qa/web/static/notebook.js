// The notebook: a quote opens its article, notes are written and deleted, and all of it is saved as a file.
let opened = null, pressed = null;
const entry = id => element.querySelector(`.saved-answer[data-value="${id}"]`);
const press = (what, value, more = {}) => {
    pressed = value;
    trigger('click', {what, value, ...more});
};
const mark = () => {
    for (const each of element.querySelectorAll('[aria-current]')) each.removeAttribute('aria-current');
    if (opened) entry(opened.id)?.querySelector(`[data-citation="${opened.number}"]`)?.setAttribute('aria-current', 'true');
};
element.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    const {citation, do: what, value} = button.dataset;
    if (citation) {
        opened = {id: button.closest('.saved-answer').dataset.value, number: Number(citation)};
        return trigger('click', {what: 'open', value: opened.id, number: opened.number});
    }
    if (what) press(what, value);
});
element.addEventListener('submit', event => {
    event.preventDefault();
    press('note', event.target.dataset.value, {note: event.target.elements.note.value});
});
element.addEventListener('keydown', event => {
    if (event.key === 'Escape') element.querySelector('[data-do="cancel"]')?.click();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
});
document.addEventListener('notebook-source-opened', event => {
    if (opened) opened.number = event.detail.number;
    mark();
});
document.addEventListener('notebook-source-back', () => {
    const to = element.querySelector('[aria-current]');
    to?.scrollIntoView({block: 'nearest'});
    to?.focus({preventScroll: true});
});
// The list is made anew; the focus stays at the answer that was pressed.
watch('value', () => {
    mark();
    if (!pressed) return;
    const there = entry(pressed);
    const next = there ? there.querySelector('[data-focus]') ?? there.querySelector('.doing button') : element.querySelector('button');
    next?.focus();
    if (next?.matches('textarea')) next.setSelectionRange(next.value.length, next.value.length);
    pressed = null;
});
watch('file', () => {
    if (props.file) saveFile(JSON.parse(props.file));
});
