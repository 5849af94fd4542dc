// A checked draft: a quote opens its article, and the draft can be saved.
const mark = number => {
    for (const each of element.querySelectorAll('[data-citation]'))
        each.toggleAttribute('aria-current', Number(each.dataset.citation) === number);
};
element.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.citation) return trigger('click', {number: Number(button.dataset.citation)});
    const {name, kind, base64} = button.dataset;
    if (button.matches('.save')) saveFile({name, type: kind, content: base64});
});
document.addEventListener('draft-source-opened', event => mark(event.detail.number));
document.addEventListener('draft-source-back', () => {
    const to = element.querySelector('[aria-current]');
    to?.scrollIntoView({block: 'nearest'});
    to?.focus({preventScroll: true});
});
