// An article that is opened comes into view; a question about it is asked where the focus is.
let shown = '';
watch('value', () => {
    const pane = element.querySelector('.pane'), asked = element.querySelector('[data-focus]');
    const opened = pane?.dataset.article ?? '', mark = element.querySelector('mark.current');
    if (asked) asked.focus();
    else if (mark) {
        mark.scrollIntoView({block: 'center'});
        pane.focus({preventScroll: true});
    }
    else if (opened && opened === shown) element.querySelector('[data-do="remove"]')?.focus();
    else if (opened) {
        pane.scrollTop = 0;
        pane.focus({preventScroll: true});
        if (matchMedia('(max-width: 899px)').matches) element.scrollIntoView({block: 'start'});
    }
    shown = opened;
});
const back = () => {
    const row = document.querySelector(`#library .open[data-value="${shown}"]`) ?? document.querySelector('#library .open');
    row?.scrollIntoView({block: 'center'});
    row?.focus({preventScroll: true});
};
element.addEventListener('click', event => {
    if (event.target.closest('.back')) return back();
    const look = event.target.closest('[data-look]'), search = document.querySelector('#library-search :is(input, textarea)');
    if (look && search) {
        search.value = look.dataset.look;
        search.dispatchEvent(new Event('input', {bubbles: true}));
        search.focus();
    }
    const button = event.target.closest('button[data-do]');
    if (button) trigger('click', {what: button.dataset.do, value: button.dataset.value});
});
element.addEventListener('submit', event => {
    event.preventDefault();
    const facts = Object.fromEntries(new FormData(event.target));
    trigger('click', {...facts, what: 'save', value: event.target.dataset.value});
});
element.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const keep = element.querySelector('[data-do="keep"], [data-do="cancel"]');
    if (keep) keep.click(); else back();
});
