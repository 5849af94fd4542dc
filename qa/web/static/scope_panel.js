// The panel of what can be asked within. It stays open, and keeps the focus, when it is filled anew.
let isOpen = false, focused = '';
const names = field => [...element.querySelectorAll(`[name="${field}"]:checked`)].map(each => each.value);
const value = id => element.querySelector(`#${id}`).value;
// One choice is under way at a time, and is sent again when no answer comes: Gradio answers events that overlap in any
// order, and may lose one. The chips say which choice they show.
let under = 0, next = null, again;
const send = chosen => {
    under = performance.now();
    next = null;
    again = setTimeout(() => send(next ?? chosen), 3000);
    trigger('choose', {...chosen, at: under});
};
document.addEventListener('article-qa:narrowed', ({detail}) => {
    if (detail !== under) return;
    clearTimeout(again);
    under = 0;
    if (next) send(next);
});
const choose = (chosen = {}) => {
    next = {
        since: value('since'), until: value('until'), outlets: names('outlet'), collections: names('collection'),
        languages: names('language'), preset: '', ...chosen,
    };
    if (!under) send(next);
};
element.addEventListener('change', event => { if (event.target.matches('[type="date"], [type="checkbox"]')) choose(); });
element.addEventListener('click', event => {
    const preset = event.target.closest('.preset');
    if (preset) choose({preset: preset.dataset.preset});
    const bar = event.target.closest('[data-do="month"]');
    if (bar) choose({month: bar.dataset.value});
});
element.addEventListener('input', event => {
    if (event.target.id !== 'find-outlet') return;
    const words = event.target.value.trim().toLowerCase();
    for (const label of element.querySelectorAll('.outlets label'))
        label.hidden = !label.querySelector('bdi').textContent.toLowerCase().includes(words);
});
element.addEventListener('toggle', event => {
    isOpen = event.target.open;
    if (isOpen) event.target.scrollIntoView({block: 'nearest'});
}, true);
element.addEventListener('focusin', ({target}) => {
    // The bar of a year gives way to those of its months.
    focused = target.id ? `#${target.id}` : target.dataset.name && `[data-name^="${target.dataset.name}"]:enabled`;
});
element.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !isOpen) return;
    element.querySelector('.panel').open = false;
    element.querySelector('summary').focus();
});
watch('value', () => {
    const panel = element.querySelector('.panel');
    if (!panel) return;
    const hadFocus = isOpen && document.activeElement === document.body && focused;
    panel.open = isOpen;
    // On a phone the chart is wider than the panel, and the newest months are at its end.
    const bars = panel.querySelector('.bars');
    if (bars) bars.scrollLeft = bars.scrollWidth;
    if (hadFocus) (element.querySelector(focused) ?? element.querySelector('.months button:enabled'))?.focus({preventScroll: true});
});
