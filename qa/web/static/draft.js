// A checked draft: a quote opens its article, and the draft can be saved.
const mark = number => {
    for (const each of element.querySelectorAll('[data-citation]'))
        each.toggleAttribute('aria-current', Number(each.dataset.citation) === number);
};
element.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.citation) return trigger('click', {number: Number(button.dataset.citation)});
    if (button.matches('.save')) {
        const link = document.createElement('a');
        const bytes = Uint8Array.from(atob(button.dataset.base64), sign => sign.charCodeAt(0));
        link.href = URL.createObjectURL(new Blob([bytes], {type: button.dataset.kind}));
        link.download = button.dataset.name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
});
document.addEventListener('draft-source-opened', event => mark(event.detail));
document.addEventListener('draft-source-back', () => {
    const to = element.querySelector('[aria-current]');
    to?.scrollIntoView({block: 'nearest'});
    to?.focus({preventScroll: true});
});
