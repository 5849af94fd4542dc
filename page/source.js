watch('value', () => {
    const pane = element.querySelector('.pane'), mark = element.querySelector('mark');
    if (!pane) return;
    const above = mark ? mark.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    pane.scrollTop += above - pane.clientHeight / 3;
    const stacked = matchMedia('(max-width: 899px)').matches;
    if (stacked && pane.dataset.openedBy === 'reader') (mark ?? pane).scrollIntoView({block: 'center'});
});
element.addEventListener('click', event => {
    if (!event.target.closest('.back')) return;
    const citation = document.querySelector('#conversation [aria-current]');
    citation?.scrollIntoView({block: 'center'});
    citation?.focus({preventScroll: true});
});
