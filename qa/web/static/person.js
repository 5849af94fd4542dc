// A bar of the chart is told to Python; on a phone, whoever is opened comes into view.
let shown = '', pressed = '';
element.addEventListener('click', event => {
    if (event.target.closest('.back')) return document.dispatchEvent(new CustomEvent('article-qa:names'));
    const button = event.target.closest('button[data-do]');
    if (!button) return;
    pressed = button.getAttribute('aria-label') ?? '';
    trigger('click', {what: button.dataset.do, value: button.dataset.value});
});
watch('value', () => {
    const pane = element.querySelector('.pane');
    if (!pane) return;
    if (pressed) [...pane.querySelectorAll('.months button')].find(each => each.getAttribute('aria-label') === pressed)?.focus();
    else if (shown && pane.dataset.name !== shown) {
        pane.scrollTop = 0;
        pane.focus({preventScroll: true});
        if (matchMedia('(max-width: 899px)').matches) element.scrollIntoView({block: 'start'});
    }
    pressed = '';
    shown = pane.dataset.name;
    document.dispatchEvent(new CustomEvent('article-qa:person', {detail: {name: shown}}));
});
